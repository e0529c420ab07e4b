# The docstring of this module goes here: what is it for?


def is_number(text: str) -> bool:
    """Return True if float() can turn the text into a number, and False if it cannot."""
