"""Asks the site for its pages: many at once, but not too many, and never twice for the same."""

import asyncio
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx2
from books import Book, NoBook, links, parse_book
from bs4 import BeautifulSoup

AGENT = "journey-scraper/1.0"
MOST_TRIES = 3
LONGEST_WAIT = 30
BUSY = (429, 503)


class SiteError(Exception):
    """Why the site cannot be scraped at all, in a sentence."""


class PageLost(Exception):
    """Why one page could not be had."""


@dataclass
class Harvest:
    """What a crawl brings home."""

    books: list[Book] = field(default_factory=list)
    lost: dict[str, str] = field(default_factory=dict)  # a reason for each path


class Crawler:
    """One walk over one site."""

    def __init__(self, client: httpx2.AsyncClient, site: str, at_once: int, delay: float) -> None:
        self._client = client
        self._site = site
        self._delay = delay
        self._places = asyncio.Semaphore(at_once)
        self._robots = RobotFileParser()
        self._tasks = asyncio.TaskGroup()
        self._seen: set[str] = set()
        self._harvest = Harvest()

    async def run(self) -> Harvest:
        """Walk from the first page to all that can be reached."""
        await self._read_robots()
        async with self._tasks:
            self._discover(f"{self._site}/")
        if not self._seen:
            raise SiteError(f"robots.txt asks {AGENT} to stay away from {self._site}/")
        if "/" in self._harvest.lost:
            raise SiteError(f"The first page is lost: {self._harvest.lost['/']}")
        return self._harvest

    async def _read_robots(self) -> None:
        try:
            response = await self._get(f"{self._site}/robots.txt")
        except PageLost as error:
            raise SiteError(f"{self._site}/robots.txt cannot be read: {error}") from None
        if response.is_success:
            self._robots.parse(response.text.splitlines())
        elif response.is_client_error and response.status_code not in BUSY:
            self._robots.parse([])  # there are no rules
        else:
            raise SiteError(f"{self._site}/robots.txt cannot be read: {response.status_code}")

    def _discover(self, address: str) -> None:
        """Visit a page, unless it is known, elsewhere, or private."""
        at_home = urlsplit(address)[:2] == urlsplit(self._site)[:2]
        if at_home and address not in self._seen and self._robots.can_fetch(AGENT, address):
            self._seen.add(address)
            self._tasks.create_task(self._visit(address))

    async def _visit(self, address: str) -> None:
        path = address.removeprefix(self._site)
        try:
            response = await self._get(address)
            if not response.is_success:
                raise PageLost(f"{response.status_code} {response.reason_phrase}")
            page = BeautifulSoup(response.text, "html.parser")
            for link in links(page, address):
                self._discover(link)
            if number := re.fullmatch(r"/books/(\d+)", path):
                self._harvest.books.append(parse_book(int(number[1]), page))
        except (PageLost, NoBook) as error:
            self._harvest.lost[path] = str(error)

    async def _get(self, address: str) -> httpx2.Response:
        """The answer to the last try."""
        response = await self._ask(address)
        for tries in range(1, MOST_TRIES):
            if response.status_code not in BUSY:
                break
            told = response.headers.get("Retry-After", "")
            if told.isascii() and told.isdecimal():
                if int(told) > LONGEST_WAIT:
                    raise PageLost(f"{response.status_code}, and again only in {told} seconds")
                await asyncio.sleep(int(told))
            else:
                await asyncio.sleep(self._delay * 2 ** (tries - 1))
            response = await self._ask(address)
        return response

    async def _ask(self, address: str) -> httpx2.Response:
        async with self._places:
            try:
                return await self._client.get(address)
            except httpx2.HTTPError as error:
                raise PageLost(f"no answer ({type(error).__name__})") from None


async def crawl(site: str, at_once: int, delay: float, timeout: float) -> Harvest:
    """All books of a site."""
    async with httpx2.AsyncClient(headers={"User-Agent": AGENT}, timeout=timeout) as client:
        return await Crawler(client, site, at_once, delay).run()
