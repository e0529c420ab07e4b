"""The tables, as classes."""


# A model is a child of Base. It names its table and its columns.
class User:
    """A user: one row of the table users."""
