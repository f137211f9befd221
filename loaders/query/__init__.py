"""From a query string to the facts that match: filters, selection, text search."""
