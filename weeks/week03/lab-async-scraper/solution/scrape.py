"""A scraper for a catalogue of books: python scrape.py books.json"""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from books import save
from crawler import SiteError, crawl

COMPLETE, INCOMPLETE, NOTHING_WRITTEN, INTERRUPTED = 0, 1, 2, 130


def _file(text: str) -> Path:
    if not text.endswith((".json", ".csv")):
        raise argparse.ArgumentTypeError("the name of the file must end with .json or .csv")
    return Path(text)


def _at_least_one(text: str) -> int:
    if int(text) < 1:
        raise ValueError
    return int(text)


def _not_negative(text: str) -> float:
    if float(text) < 0:
        raise ValueError
    return float(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Scrape the catalogue at CATALOGUE_URL.")
    parser.add_argument("file", type=_file, help="where the books go: a name with .json or .csv at its end")
    parser.add_argument("--at-once", type=_at_least_one, default=5, help="the most requests at the same time")
    parser.add_argument("--delay", type=_not_negative, default=1.0, help="seconds before a second try")
    parser.add_argument("--timeout", type=_not_negative, default=10.0, help="seconds until a silent page is given up")
    options = parser.parse_args()
    options.site = os.environ.get("CATALOGUE_URL", "")
    if not options.site.startswith(("http://", "https://")):
        parser.error("set CATALOGUE_URL to the address of the site, with http:// or https:// in front")
    return options


def main() -> int:
    """Read the command, scrape the site, write the file, print the summary. Return the exit status."""
    options = _options()
    try:
        harvest = asyncio.run(crawl(options.site, options.at_once, options.delay, options.timeout))
        save(harvest.books, options.file)
    except KeyboardInterrupt:
        print(f"Interrupted. {options.file} is as it was.", file=sys.stderr)
        return INTERRUPTED
    except (SiteError, OSError) as error:
        print(f"{error}. {options.file} is as it was.", file=sys.stderr)
        return NOTHING_WRITTEN
    for path, reason in sorted(harvest.lost.items()):
        print(f"lost: {path}: {reason}", file=sys.stderr)
    print(f"{len(harvest.books)} books, {len(harvest.lost)} failed")
    return INCOMPLETE if harvest.lost else COMPLETE


if __name__ == "__main__":
    sys.exit(main())
