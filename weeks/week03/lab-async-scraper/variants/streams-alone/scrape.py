"""A scraper with nothing but Python itself: streams of asyncio, an HTMLParser, a condition that counts."""

import asyncio
import json
import os
import re
import sys
from contextlib import asynccontextmanager, suppress
from email.parser import BytesParser
from html.parser import HTMLParser
from io import StringIO
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

USAGE = "usage: scrape.py FILE.json|FILE.csv [--at-once N] [--delay SECONDS] [--timeout SECONDS]"


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.texts, self.open = [], {}, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
        elif tag == "h1" or (tag == "p" and attrs.get("class") in ("price", "stock")):
            self.open = attrs.get("class", tag)

    def handle_endtag(self, _):
        self.open = None

    def handle_data(self, data):
        if self.open:
            self.texts[self.open] = self.texts.get(self.open, "") + data


class Turnstile:
    def __init__(self, most):
        self.free, self.changed = most, asyncio.Condition()

    @asynccontextmanager
    async def passed(self):
        async with self.changed:
            await self.changed.wait_for(lambda: self.free)
            self.free -= 1
        try:
            yield
        finally:
            async with self.changed:
                self.free += 1
                self.changed.notify()


async def exchange(url, timeout):
    parts = urlsplit(url)
    target = urlunsplit(("", "", parts.path, parts.query, ""))
    async with asyncio.timeout(timeout):
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
        try:
            head = ["Host: " + parts.netloc, "User-Agent: journey-scraper/3", "Connection: close", "", ""]
            writer.write("\r\n".join([f"GET {target} HTTP/1.1", *head]).encode())
            raw = await reader.read()
        finally:
            writer.close()
    first, _, rest = raw.partition(b"\r\n")
    head, _, body = rest.partition(b"\r\n\r\n")
    return int(first.split()[1]), BytesParser().parsebytes(head), body.decode()


class Walk:
    def __init__(self, home, most, delay, timeout):
        self.home, self.delay, self.timeout = home, delay, timeout
        self.turnstile, self.rules = Turnstile(most), RobotFileParser()
        self.tasks, self.books, self.lost = {}, [], {}

    async def ask(self, url):
        pause = self.delay
        for left in (2, 1, 0):
            async with self.turnstile.passed():
                code, headers, body = await exchange(url, self.timeout)
            if code not in (429, 503) or not left:
                break
            told = headers.get("Retry-After", "")
            if re.fullmatch("[0-9]+", told) and int(told) > 30:
                break
            await asyncio.sleep(int(told) if re.fullmatch("[0-9]+", told) else pause)
            pause *= 2
        return code, body

    def plan(self, url):
        with suppress(ValueError):
            parts = urlsplit(url)
            url = urlunsplit(parts._replace(fragment="", path=parts.path or "/"))
            if (
                url.startswith(self.home + "/")
                and url not in self.tasks
                and self.rules.can_fetch("journey-scraper", url)
            ):
                self.tasks[url] = asyncio.create_task(self.visit(url))

    async def visit(self, url):
        path = url.removeprefix(self.home)
        try:
            code, body = await self.ask(url)
        except (OSError, IndexError, ValueError) as error:
            self.lost[path] = f"no answer, {error}"
            return
        if code != 200:
            self.lost[path] = code
            return
        reader = Reader()
        reader.feed(body)
        for link in reader.links:
            with suppress(ValueError):
                self.plan(urljoin(url, link))
        if number := re.fullmatch("/books/([0-9]+)", path):
            try:
                texts = {key: text.strip() for key, text in reader.texts.items()}
                price = float(texts["price"].replace("€", ""))
                self.books.append((int(number[1]), texts["h1"], price, texts["stock"] == "In stock"))
            except (KeyError, ValueError) as error:
                self.lost[path] = f"no book: {error!r}"

    async def run(self):
        try:
            code, body = await self.ask(self.home + "/robots.txt")
        except (OSError, IndexError, ValueError) as error:
            return f"robots.txt: {error!r}"
        if code == 429 or code > 499:
            return f"robots.txt: {code}"
        self.rules.parse(body.splitlines() if code == 200 else [])
        self.plan(self.home + "/")
        while pending := [task for task in self.tasks.values() if not task.done()]:
            await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        if not self.tasks or "/" in self.lost:
            return f"nothing to read: {self.lost}"
        return None


def as_text(books, name):
    keys = ("number", "title", "price", "in_stock")
    if name.endswith(".json"):
        return json.dumps([dict(zip(keys, book, strict=True)) for book in books], indent=1)
    out = StringIO(",".join(keys))
    out.seek(0, os.SEEK_END)
    for number, title, price, stock in books:
        quoted = title.replace('"', '""')
        out.write(f'\n{number},"{quoted}",{price:.2f},{"true" if stock else "false"}')
    return out.getvalue()


def main(words):
    options = {"--at-once": 5, "--delay": 1.0, "--timeout": 10.0}
    try:
        name, *words = words
        for key, value in zip(words[::2], words[1::2], strict=True):
            options[key] = type(options[key])(value)
        if not name.endswith((".json", ".csv")) or options["--at-once"] < 1 or options["--delay"] < 0:
            raise ValueError
    except (ValueError, KeyError):
        return 2, USAGE
    home = os.environ.get("CATALOGUE_URL", "")
    if not re.match("https?://", home):
        return 2, "CATALOGUE_URL is not set to an address."
    walk = Walk(home, *options.values())
    try:
        if problem := asyncio.run(walk.run()):
            return 2, problem
        with open(name + "~", "w", encoding="utf-8") as file:
            file.write(as_text(sorted(walk.books), name))
        os.replace(name + "~", name)
    except KeyboardInterrupt:
        return 130, "That was Ctrl-C."
    except OSError as error:
        with suppress(FileNotFoundError):
            os.remove(name + "~")
        return 2, f"{name}: {error}"
    print("done")
    print(f"\n{len(walk.books)} books ({len(walk.lost)} failures)")
    return int(bool(walk.lost)), "\n".join(f"{path}: {reason}" for path, reason in walk.lost.items())


if __name__ == "__main__":
    status, complaint = main(sys.argv[1:])
    if complaint:
        print(complaint, file=sys.stderr)
    sys.exit(status)
