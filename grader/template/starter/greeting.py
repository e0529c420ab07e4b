"""A greeting that knows its guest."""


def greeting(name: str) -> str:
    """Return a greeting for the guest."""
    return ""  # Put the name into the text.
