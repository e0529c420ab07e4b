"""What a calculator does with texts."""


def remove_spaces(text: str) -> str:
    """Put the parts between the spaces together again."""
    return "".join(text.split())


def underline(text: str, sign: str = "=") -> str:
    """Return a line below a heading."""
    return "".join(sign for _ in text)
