"""A scraper that goes level by level: all pages of one distance together, then those that they lead to."""

import asyncio
import io
import json
import os
import sys
from csv import writer
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.robotparser import RobotFileParser

import click
from bs4 import BeautifulSoup
from httpx2 import URL, AsyncClient, HTTPError, InvalidURL

AGENT = "journey-scraper/0.1"


@dataclass
class Page:
    path: str
    problem: str = ""
    links: tuple = ()
    book: dict | None = None


def read(url, html):
    soup = BeautifulSoup(html, "html.parser")
    page = Page(url.raw_path.decode(), links=tuple(whole(url, a["href"]) for a in soup.find_all("a", href=True)))
    match url.path.split("/"):
        case ["", "books", number] if number.isdigit():
            found = {"h1": soup.h1, ".price": soup.find(class_="price"), ".stock": soup.find(class_="stock")}
            missing = [name for name, tag in found.items() if tag is None]
            if missing:
                page.problem = f"without {missing}"
                return page
            texts = {name: tag.get_text(strip=True) for name, tag in found.items()}
            try:
                price = float(texts[".price"][1:])
            except ValueError:
                page.problem = "what a price!"
                return page
            page.book = {"number": int(number), "title": texts["h1"], "price": price}
            page.book["in_stock"] = texts[".stock"] == "In stock"
    return page


def whole(url, link):
    try:
        return url.join(link).copy_with(fragment=None)
    except InvalidURL:
        return None


class Site:
    def __init__(self, home, client, at_once, delay):
        self.home, self.client, self.delay = URL(home), client, delay
        self.gate = asyncio.BoundedSemaphore(at_once)
        self.rules = RobotFileParser()

    async def ask(self, url, retries=0):
        async with self.gate:
            response = await self.client.get(url)
        if response.status_code not in {429, 503} or retries == 2:
            return response
        told = response.headers.get("retry-after", "")
        wait = int(told) if told.isdigit() else self.delay * (retries + 1)
        if told.isdigit() and wait > 30:
            return response
        await asyncio.sleep(wait)
        return await self.ask(url, retries + 1)

    async def page(self, url):
        try:
            response = await self.ask(url)
        except HTTPError as error:
            return Page(url.raw_path.decode(), f"{error!r}")
        if response.status_code != 200:
            return Page(url.raw_path.decode(), f"answered {response.status_code}")
        return read(url, response.text)

    def allowed(self, url):
        return (
            url is not None
            and (url.scheme, url.netloc) == (self.home.scheme, self.home.netloc)
            and self.rules.can_fetch(AGENT, str(url))
        )

    async def walk(self):
        robots = await self.ask(self.home.join("/robots.txt"))
        if robots.status_code in {429, *range(500, 600)}:
            raise click.UsageError(f"robots.txt says {robots.status_code}")
        self.rules.parse(robots.text.splitlines() if robots.is_success else [])
        level, seen, pages = [self.home.join("/")], set(), []
        if not self.allowed(level[0]):
            raise click.UsageError("Robots are not welcome.")
        while level:
            seen.update(level)
            pages += await asyncio.gather(*map(self.page, level))
            if pages[0].problem:
                raise click.UsageError(f"The first page {pages[0].problem}")
            level = list({link for page in pages for link in page.links if self.allowed(link)} - seen)
        return pages


async def crawl(home, at_once, delay, timeout):
    async with AsyncClient(headers={"user-agent": AGENT}, timeout=timeout) as client:
        try:
            return await Site(home, client, at_once, delay).walk()
        except HTTPError as error:
            raise click.UsageError(f"{home}: {error!r}") from None


def text_of(books, as_csv):
    if not as_csv:
        return json.dumps(books, ensure_ascii=False)
    out = io.StringIO()
    rows = writer(out, lineterminator="\n")
    rows.writerow(["number", "title", "price", "in_stock"])
    rows.writerows([b["number"], b["title"], f"{b['price']:.2f}", json.dumps(b["in_stock"])] for b in books)
    return out.getvalue()


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--at-once", type=click.IntRange(min=1), default=5)
@click.option("--delay", type=click.FloatRange(min=0), default=1)
@click.option("--timeout", type=click.FloatRange(min=0), default=10)
@click.option("--home", envvar="CATALOGUE_URL", show_envvar=True, required=True)
def main(file, at_once, delay, timeout, home):
    if file.suffix not in (".json", ".csv"):
        raise click.BadParameter(f"{file} is neither .json nor .csv")
    if "://" not in home:
        raise click.BadParameter("CATALOGUE_URL is no address")
    pages = asyncio.run(crawl(home, at_once, delay, timeout))
    books = sorted((page.book for page in pages if page.book), key=lambda book: book["number"])
    new = file.with_suffix(".new")
    try:
        new.write_text(text_of(books, file.suffix == ".csv"), encoding="utf-8")
        os.replace(new, file)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise click.UsageError(str(error)) from None
    lost = [page for page in pages if page.problem]
    for page in lost:
        click.echo(" ".join(map(str, asdict(page).values())), err=True)
    click.echo(f"{len(books)} + {len(lost)}")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
