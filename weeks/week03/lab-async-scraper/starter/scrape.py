"""A scraper for a catalogue of books: python scrape.py books.json"""

import sys


def main() -> int:
    """Read the command, scrape the site, write the file, print the summary. Return the exit status."""
    return 0


if __name__ == "__main__":
    sys.exit(main())
