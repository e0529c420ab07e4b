"""A task manager without any packages."""
