"""Work on texts."""


def remove_spaces(text: str) -> str:
    """Return the text without its spaces."""
    return text.replace(" ", "")


def underline(text: str) -> str:
    """Return a line that is as long as the text."""
    return "=" * len(text)
