"""The routes of users: make, list, show, replace, change, remove."""
