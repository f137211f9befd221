"""Several servers behind HAProxy, as `make test-hosting` runs them."""
