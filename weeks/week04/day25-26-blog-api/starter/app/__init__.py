"""A blog: users write posts, and comments on posts."""
