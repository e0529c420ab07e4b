"""Questions about a text, to be asked before the text is used."""

from math import isfinite


def is_number(text: str) -> bool:
    """Return True if the text is a number that a calculation can use."""
    try:
        return isfinite(float(text))
    except ValueError:
        return False
