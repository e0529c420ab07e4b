"""A blog: users write posts, and comments on posts."""

__version__ = "1.0.0"
