"""A task manager for the command line."""

__version__ = "1.0.0"
