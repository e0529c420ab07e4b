"""Reads books out of pages, and writes them into a file. Knows nothing of HTTP."""

import contextlib
import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup


class NoBook(Exception):
    """What a page lacks that should be the page of a book."""


@dataclass(frozen=True, order=True)
class Book:
    """What stands on the page of a book."""

    number: int
    title: str
    price: Decimal
    in_stock: bool


def parse_book(number: int, page: BeautifulSoup) -> Book:
    """The book that a page shows."""
    price = _text(page, "p", "price")
    try:
        return Book(
            number, _text(page, "h1"), Decimal(price.removeprefix("€")), _text(page, "p", "stock") == "In stock"
        )
    except InvalidOperation:
        raise NoBook(f"the price {price!r} is no number") from None


def links(page: BeautifulSoup, address: str) -> Iterator[str]:
    """Where the links of a page lead, as whole addresses without fragments."""
    for link in page.find_all("a", href=True):
        with contextlib.suppress(ValueError):  # such as http://[
            yield urldefrag(urljoin(address, str(link["href"]))).url


def save(books: list[Book], file: Path) -> None:
    """Write the books in the order of their numbers: the whole file, or nothing of it."""
    text = _as_csv(sorted(books)) if file.suffix == ".csv" else _as_json(sorted(books))
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        os.replace(part, file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _text(page: BeautifulSoup, tag: str, kind: str | None = None) -> str:
    found = page.find(tag, {"class": kind} if kind else {})
    if found is None:
        raise NoBook(f"the page has no {kind or tag}")
    return found.get_text().strip()


def _as_json(books: list[Book]) -> str:
    return json.dumps([{**asdict(book), "price": float(book.price)} for book in books], indent=2, ensure_ascii=False)


def _as_csv(books: list[Book]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(field.name for field in fields(Book))
    for book in books:
        writer.writerow([book.number, book.title, f"{book.price:.2f}", "true" if book.in_stock else "false"])
    return text.getvalue()
