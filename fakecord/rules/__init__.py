"""The rules for request bodies, and Discord's error messages for them."""
