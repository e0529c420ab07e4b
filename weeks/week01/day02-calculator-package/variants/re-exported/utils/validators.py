"""Checks of what people type."""

WORDS = ("inf", "infinity", "nan")


def is_number(text: str) -> bool:
    """Is this text a number that float() understands, and not one of the special words?"""
    try:
        float(text)
    except ValueError:
        return False
    return text.strip().lstrip("+-").lower() not in WORDS
