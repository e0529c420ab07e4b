"""Count the words of a text file, and print the most frequent first."""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BLOCK = 65_536


def count_words(lines: Iterable[str]) -> dict[str, int]:
    """Return how often each word stands in the lines. One line at a time is enough."""
    counts: dict[str, int] = {}
    for line in lines:
        for word in _WORD.findall(line.replace("\u2019", "'")):
            folded = word.casefold()
            counts[folded] = counts.get(folded, 0) + 1
    return counts


def top_words(counts: dict[str, int], n: int) -> list[tuple[str, int]]:
    """Return the n most frequent words with their numbers; ties in alphabetical order."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:n]


def _pieces(file: TextIO) -> Iterator[str]:
    """Yield a file in pieces, however long its lines are. No word is cut in two."""
    rest = ""
    while block := file.read(_BLOCK):
        text = rest + block
        end = len(text)
        while end > 0 and (text[end - 1].isalpha() or text[end - 1] in "'\u2019"):
            end -= 1
        yield text[:end]
        rest = text[end:]
    yield rest


def main() -> None:
    """Count the words of the file that the command names."""
    parser = argparse.ArgumentParser(description="Count the words of a text file.")
    parser.add_argument("file", metavar="FILE", help="a text file in UTF-8")
    parser.add_argument("--top", metavar="N", type=int, help="print only the N most frequent words")
    options = parser.parse_args()
    if options.top is not None and options.top < 1:
        parser.error("N must be at least 1.")
    try:
        with open(options.file, encoding="utf-8") as file:
            counts = count_words(_pieces(file))
    except OSError as error:
        sys.exit(f"Cannot read {options.file}: {error.strerror}")
    except UnicodeDecodeError:
        sys.exit(f"{options.file} is not in UTF-8. Save it in that encoding, then try again.")
    for word, count in top_words(counts, options.top or len(counts)):
        print(word, count)


if __name__ == "__main__":
    main()
