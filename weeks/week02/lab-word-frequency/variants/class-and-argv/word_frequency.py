"""Signs become spaces, spaces cut the words; the file is read as bytes."""

import codecs
import os
import sys


class Tally(dict):
    """A dictionary in which every word begins with nothing."""

    def __missing__(self, word):
        return 0


class Spaces(dict):
    """For str.translate: a sign becomes a space, found out once for each sign."""

    def __missing__(self, code):
        sign = chr(code)
        self[code] = sign if sign.isalpha() or sign == "'" else "'" if sign == "\u2019" else " "
        return self[code]


SPACES = Spaces()


def count_words(lines):
    tally = Tally()
    for line in lines:
        for part in line.translate(SPACES).split():
            word = part.strip("'")
            if word:
                tally[word.casefold()] += 1
    return dict(tally)


def top_words(counts, n):
    ranked = sorted((-number, word) for word, number in counts.items())
    return [(word, -number) for number, word in ranked[: max(n, 0)]]


def texts(name):
    decode = codecs.getincrementaldecoder("utf-8")().decode
    rest = ""
    with open(name, "rb") as file:
        while block := file.read(2**20):
            text = rest + decode(block)
            cut = max(text.rfind(" "), text.rfind("\n")) + 1
            yield text[:cut]
            rest = text[cut:]
    yield rest + decode(b"", final=True)


def main(argv):
    if "--top" in argv:
        at = argv.index("--top")
        try:
            top = int(argv[at + 1])
        except (IndexError, ValueError):
            sys.exit("--top needs a whole number behind it.")
        if top < 1:
            sys.exit("--top needs at least 1.")
        argv = argv[:at] + argv[at + 2 :]
    else:
        top = None
    if len(argv) != 1:
        sys.exit("Name one file.")
    (name,) = argv
    if not os.path.isfile(name):
        sys.exit(f"There is no file {name!r}.")
    try:
        counts = count_words(texts(name))
    except UnicodeDecodeError:
        sys.exit(f"{name!r} is not a text in UTF-8.")
    for pair in top_words(counts, len(counts) if top is None else top):
        print(*pair)


if __name__ == "__main__":
    main(sys.argv[1:])
