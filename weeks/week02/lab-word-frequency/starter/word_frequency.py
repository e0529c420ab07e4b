"""Count the words of a text file, and print the most frequent first."""

from collections.abc import Iterable


def count_words(lines: Iterable[str]) -> dict[str, int]:
    """Return how often each word stands in the lines. One line at a time is enough."""
    return {}


def top_words(counts: dict[str, int], n: int) -> list[tuple[str, int]]:
    """Return the n most frequent words with their numbers; ties in alphabetical order."""
    return []


def main() -> None:
    """Count the words of the file that the command names."""
    # Read the command line, count, and print.


if __name__ == "__main__":
    main()
