"""The data API: routes, responses, errors and its OpenAPI description."""
