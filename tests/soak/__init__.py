"""Long plays, not for CI: `make soak`."""
