"""The lines that the calculator prints."""


def show(first: str, word: str, second: str, result: float) -> None:
    """Print one result."""
    print(f"{first} {word} {second} gives {round(result)}")
