"""A small web site with books: pages that lead on to pages, a corner that is private, links that lead nowhere."""

from __future__ import annotations

import html
from random import Random
from typing import NamedTuple

from grader.toolbox.site import Asked, Reply

_FIRST = ("The Salt", "A Bridge", "Nine Keys", "The Slow", "An Orchard", "Paper & Stone", "The <Last>", "Letters")
_SECOND = ("Road", "of Winter", "for Amina", "in the Rain", "Garden", "under Water", "at Night", "Map")
_PER_PAGE = 6
_ROBOTS = "User-agent: *\nDisallow: /private/\n"


class Book(NamedTuple):
    """What stands on the page of a book."""

    number: int
    title: str
    price: str  # two digits behind the point
    in_stock: bool

    @property
    def path(self) -> str:
        return f"/books/{self.number}"


class Catalogue:
    """Lists of six books, each with a page of its own. `books` is what can be found."""

    def __init__(self, rng: Random, count: int = 20) -> None:
        self.books = [
            Book(
                number,
                f"{rng.choice(_FIRST)} {rng.choice(_SECOND)} {rng.randint(10, 99)}",
                f"{rng.randint(300, 9900) / 100:.2f}",
                rng.random() < 0.7,
            )
            for number in rng.sample(range(100, 1000), count)
        ]
        self.pages = -(-count // _PER_PAGE)

    def answer(self, asked: Asked) -> Reply | None:
        if asked.method != "GET":
            return Reply("This site is for reading.\n", 405)
        match asked.parts:
            case []:
                return _page("Books", '<p><a href="/list/1">All books</a> <a href="/about">About us</a></p>')
            case ["robots.txt"]:
                return Reply(_ROBOTS)
            case ["about"]:
                return _page("About", '<p>Write to <a href="mailto:books@example.com">us</a>. <a href="/">Home</a></p>')
            case ["private", *_]:
                return _page("Private", "<p>Robots were asked to stay away.</p>")
            case ["list", number] if number.isdecimal() and 1 <= int(number) <= self.pages:
                return self._list(int(number))
            case ["books", number]:
                found = next((book for book in self.books if str(book.number) == number), None)
                return _book(found) if found else None
        return None

    def _list(self, number: int) -> Reply:
        """Relative links, absolute ones, one that comes twice, one with a fragment, and some that lead elsewhere."""
        books = self.books[(number - 1) * _PER_PAGE : number * _PER_PAGE]
        lines = [f'<li><a href="../books/{book.number}">{html.escape(book.title)}</a></li>' for book in books]
        lines.append(f'<li><a href="{books[0].path}#reviews">Reviews of the first</a></li>')
        if number < self.pages:
            lines.append(f'<li><a class="next" href="{number + 1}">Next page</a></li>')
        if number > 1:
            lines.append(f'<li><a class="previous" href="{number - 1}">Previous page</a></li>')
        lines.append('<li><a href="/private/accounts">Accounts</a> <a href="http://shop.example.com/">Shop</a></li>')
        return _page(f"Books, page {number}", f"<ul>\n{chr(10).join(lines)}\n</ul>")


def _book(book: Book) -> Reply:
    stock = "In stock" if book.in_stock else "Sold out"
    return _page(
        book.title,
        f'<p class="price">€{book.price}</p>\n<p class="stock">{stock}</p>\n<p><a href="/list/1">All books</a></p>',
    )


def _page(title: str, body: str) -> Reply:
    text = html.escape(title)
    head = f"<!doctype html>\n<html>\n<head><title>{text}</title></head>\n"
    whole = f"{head}<body>\n<h1>{text}</h1>\n{body}\n</body>\n</html>\n"
    return Reply(whole, headers={"Content-Type": "text/html; charset=utf-8"})
