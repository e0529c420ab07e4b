import argparse
import heapq
import itertools
import pathlib
import re
from collections import Counter

WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")  # noqa: RUF001


def words_of(lines):
    for line in lines:
        for match in WORDS.finditer(line):
            yield match[0].casefold().replace("’", "'")  # noqa: RUF001


def count_words(lines):
    return Counter(words_of(lines))


def top_words(counts, n):
    return heapq.nsmallest(n, counts.items(), key=lambda item: (-item[1], item[0]))


def blocks(file):
    """Blocks that end with a space or a line break: read on until one comes."""
    while block := file.read(100_000):
        more = iter(lambda: file.read(1), "")
        yield block + "".join(itertools.takewhile(lambda sign: not sign.isspace(), more)) + " "


def at_least_one(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=pathlib.Path)
    parser.add_argument("-n", "--top", type=at_least_one, default=10**9)
    args = parser.parse_args()
    try:
        with args.path.open(encoding="utf-8") as file:
            counts = count_words(blocks(file))
    except (OSError, UnicodeError) as error:
        parser.exit(3, f"{args.path}: {error}\n")
    print("".join(f"{word} {count}\n" for word, count in top_words(counts, args.top)), end="")


if __name__ == "__main__":
    main()
