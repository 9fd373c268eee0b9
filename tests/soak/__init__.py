"""Long rehearsals for `make soak`; `make test` does not run them."""
