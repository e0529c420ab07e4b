"""A scraper: a queue of addresses, and as many workers as requests are allowed. One file, httpx, json or csv."""

import argparse
import asyncio
import contextlib
import csv
import json
import os
import sys
import tempfile
from urllib import parse, robotparser

import bs4
import httpx

NAME = "journey-scraper/2 (+mailto:chen@example.com)"


class Fatal(Exception):
    pass


class Lost(Exception):
    pass


async def ask(client, url, delay):
    for attempt in (1, 2, 3):
        try:
            response = await client.get(url)
        except httpx.TransportError as error:
            raise Lost(repr(error)) from error
        if response.status_code not in (429, 503) or attempt == 3:
            return response
        try:
            seconds = int(response.headers["retry-after"])
            if seconds > 30:
                raise Lost(f"{response.status_code}: {seconds} seconds are too long")
        except (KeyError, ValueError):
            seconds = delay * attempt
        await asyncio.sleep(seconds)
    raise AssertionError


async def worker(queue, visit):
    while True:
        url = await queue.get()
        try:
            await visit(url)
        finally:
            queue.task_done()


async def scrape(home, options):
    queue, known, books, lost = asyncio.Queue(), set(), {}, {}
    headers = {"User-Agent": NAME}
    async with httpx.AsyncClient(headers=headers, timeout=options.timeout) as client:
        rules = robotparser.RobotFileParser()
        try:
            answer = await ask(client, home + "/robots.txt", options.delay)
        except Lost as error:
            raise Fatal(f"no robots.txt: {error}") from None
        if answer.status_code == 429 or answer.status_code >= 500:
            raise Fatal(f"robots.txt: {answer.status_code}")
        rules.parse(answer.text.split("\n") if answer.status_code == 200 else "")

        def add(url):
            url, _ = parse.urldefrag(url)
            if url in known or not url.startswith(home + "/") or not rules.can_fetch(NAME, url):
                return
            known.add(url)
            queue.put_nowait(url)

        async def visit(url):
            path = url[len(home) :]
            try:
                answer = await ask(client, url, options.delay)
                answer.raise_for_status()
                soup = bs4.BeautifulSoup(answer.content, "html.parser")
                for a in soup.find_all("a", href=True):
                    with contextlib.suppress(ValueError):
                        add(parse.urljoin(url, a["href"]))
                kind, _, number = path[1:].partition("/")
                if kind == "books" and number.isdigit():
                    books[int(number)] = {
                        "number": int(number),
                        "title": soup.h1.text.strip(),
                        "price": float(soup.find(class_="price").text.strip().strip("€")),
                        "in_stock": "In stock" in soup.find(class_="stock").text,
                    }
            except httpx.HTTPStatusError as error:
                lost[path] = str(error.response.status_code)
            except (Lost, AttributeError, ValueError) as error:
                lost[path] = str(error)

        add(home + "/")
        if not known:
            raise Fatal("Nothing is allowed there.")
        workers = [asyncio.create_task(worker(queue, visit)) for _ in range(options.at_once)]
        try:
            await queue.join()
        finally:
            for one in workers:
                one.cancel()
    if "/" in lost:
        raise Fatal(f"The first page: {lost['/']}")
    return [books[number] for number in sorted(books)], lost


def write(books, name):
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(name) or ".")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            if name.endswith("csv"):
                writer = csv.DictWriter(file, ["number", "title", "price", "in_stock"])
                writer.writeheader()
                for book in books:
                    price, stock = f"{book['price']:.2f}", str(book["in_stock"]).lower()
                    writer.writerow({**book, "price": price, "in_stock": stock})
            else:
                json.dump(books, file)
        os.rename(temporary, name)
    except BaseException:
        os.unlink(temporary)
        raise


def positive(kind):
    def convert(text):
        if kind(text) < (1 if kind is int else 0):
            raise ValueError(text)
        return kind(text)

    return convert


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--at-once", type=positive(int), default=5)
    parser.add_argument("--delay", type=positive(float), default=1)
    parser.add_argument("--timeout", type=positive(float), default=10)
    options = parser.parse_args()
    home = os.environ.get("CATALOGUE_URL") or ""
    if not home.startswith("http"):
        parser.error("CATALOGUE_URL?")
    if os.path.splitext(options.file)[1] not in (".json", ".csv"):
        parser.error("json or csv?")
    try:
        books, lost = asyncio.run(scrape(home, options))
        write(books, options.file)
    except KeyboardInterrupt:
        sys.exit("stopped")
    except (Fatal, OSError) as error:
        print("scrape:", error, file=sys.stderr)
        sys.exit(2)
    for path in lost:
        print(path, lost[path], file=sys.stderr)
    print("Books:", len(books), "- lost pages:", len(lost))
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
