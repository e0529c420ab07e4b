"""Speaks to the hub over HTTP, and knows nothing of the terminal. Fill it, or leave it out."""
