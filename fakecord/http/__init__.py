"""Discord's HTTP API: requests, routing, answers."""
