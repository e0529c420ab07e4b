"""Which texts are numbers?"""

import re

_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")


def is_number(text: str) -> bool:
    """Return whether a text looks like a number."""
    return bool(_NUMBER.fullmatch(text))
