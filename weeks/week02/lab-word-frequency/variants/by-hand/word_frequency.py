"""No pattern and no argparse: one character after the other, one argument after the other."""

import sys
from collections import defaultdict


def count_words(lines):
    counts = defaultdict(int)
    for line in lines:
        line = line.replace("\u2019", "'") + " "
        word = ""
        for place, letter in enumerate(line):
            inside = letter == "'" and word and line[place + 1].isalpha()
            if letter.isalpha() or inside:
                word += letter
            elif word:
                counts[word.casefold()] += 1
                word = ""
    return dict(counts)


def top_words(counts, n):
    words = sorted(counts)
    words.sort(key=counts.get, reverse=True)
    return [(word, counts[word]) for word in words][:n]


def complain(sentence):
    print(sentence, file=sys.stderr)
    sys.exit(2)


def read_in_parts(file):
    kept = ""
    while True:
        part = file.readline(10_000)
        if part == "":
            break
        kept += part
        head, space, tail = kept.rpartition(" ")
        if kept.endswith("\n"):
            yield kept
            kept = ""
        elif space:
            yield head
            kept = tail
    yield kept


def main():
    arguments = sys.argv[1:]
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--top"):
        complain("Usage: python word_frequency.py FILE [--top N]")
    name = arguments[0]
    top = None
    if len(arguments) == 3:
        if not arguments[2].isdecimal() or int(arguments[2]) == 0:
            complain(f"{arguments[2]} is not a number from 1 upwards.")
        top = int(arguments[2])
    try:
        file = open(name, encoding="utf-8")  # noqa: SIM115
    except FileNotFoundError:
        complain(f"There is no file {name}.")
    except IsADirectoryError:
        complain(f"{name} is a folder.")
    try:
        counts = count_words(read_in_parts(file))
    except UnicodeDecodeError as error:
        complain(f"{name} is not UTF-8: {error}")
    finally:
        file.close()
    for word, count in top_words(counts, top if top else len(counts)):
        print(f"{word} {count}")


if __name__ == "__main__":
    main()
