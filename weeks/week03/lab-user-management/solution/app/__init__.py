"""A server that looks after users."""
