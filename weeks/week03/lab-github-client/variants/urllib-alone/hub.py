"""The hub in the terminal, with nothing but Python itself."""

import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, datetime
from http.client import HTTPException
from urllib.parse import quote, urlencode, urljoin, urlsplit


def give_up(sentence):
    print(sentence, file=sys.stderr)
    raise SystemExit(3)


def send(url, data=None):
    """One answer: code, headers and body. Nothing is raised for a code from 400 on."""
    hub = os.environ.get("HUB_URL", "")
    if not re.match("https?://.", hub):
        give_up("What is HUB_URL? It should begin with http://")
    headers = {"User-Agent": "chen (hub)", "Accept": "application/json"}
    token = os.environ.get("HUB_TOKEN", "").strip()
    if not re.fullmatch("[!-~]*", token):
        give_up("HUB_TOKEN has letters that do not belong there.")
    url = urljoin(hub, url)
    if token and urlsplit(url).netloc == urlsplit(hub).netloc:
        headers["Authorization"] = f"Bearer {token}"
    if data is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(data).encode()
    request = urllib.request.Request(url, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=float(os.environ.get("HUB_TIMEOUT", 10))) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()
    except TimeoutError:
        give_up("I have waited long enough.")
    except (OSError, HTTPException) as error:
        give_up(f"{hub} does not answer: {error}")


def ask(url, what, data=None, tries=3):
    code, headers, body = send(url, data)
    pause = headers.get("Retry-After", "?")
    if code in (429, 503) and pause.isdecimal() and int(pause) < 31 and tries > 1 and data is None:
        time.sleep(int(pause))
        return ask(url, what, data, tries - 1)
    try:
        content = json.loads(body)
    except ValueError:
        content = None
    if code < 300:
        return (headers, content) if content is not None else give_up(f"What the hub said is no JSON ({code}).")
    if code == 403 and headers.get("X-RateLimit-Remaining") == "0":
        give_up(f"Again from {datetime.fromtimestamp(int(headers['X-RateLimit-Reset']), UTC)} UTC.")
    errors = content.get("errors", []) if isinstance(content, dict) else []
    told = " ".join(f"{error.get('field')} {error.get('code')}" for error in errors)
    return give_up(f"{code} for {what} {told} {pause} {'Is HUB_TOKEN right?' if code == 401 else ''}")


def pages(url, what):
    while url:
        headers, things = ask(url, what)
        if type(things) is not list:
            give_up(f"The hub sent {type(things).__name__}, no list.")
        yield from things
        found = re.search(r'<([^<>]+)>; rel="next"', headers.get("Link", ""))
        url = found and found[1]


def take(things, number):
    for count, thing in enumerate(things, 1):
        yield thing
        if count == number:
            return


def positive(text):
    if text.isdigit() and int(text):
        return int(text)
    raise ArgumentTypeError("a number from 1 on, please")


def pair(text):
    if not re.fullmatch("[^/]+/[^/]+", text):
        raise ArgumentTypeError("OWNER/NAME, please")
    return text


def repos(options):
    things = pages(f"/users/{quote(options.login, '')}/repos?per_page=99", options.login)
    if options.sort:
        things = sorted(things, key=lambda one: one["stargazers_count"])[::-1]
    for one in take(things, options.limit):
        print(one["stargazers_count"], one["full_name"], one["language"], sep="\t")


def repo(options):
    _, one = ask(f"/repos/{quote(options.name)}", options.name)
    for field in ["full_name", "description", "language", "stargazers_count", "open_issues_count"]:
        print(f"{field}:", one[field])


def issues(options):
    query = urlencode({"state": options.state, "per_page": min(options.limit or 100, 100)})
    for one in take(pages(f"/repos/{quote(options.name)}/issues?{query}", options.name), options.limit):
        print(f"[{one['number']}] {one['title']}")


def whoami(_):
    print(ask("/user", "you")[1]["login"])


def new_issue(options):
    data = {key: value for key, value in (("title", options.title), ("body", options.body)) if value}
    print(ask(f"/repos/{quote(options.name)}/issues", options.name, data)[1]["number"])


def main():
    parser = ArgumentParser()
    parser.set_defaults(do=lambda _: parser.error("Which command?"))
    commands = parser.add_subparsers()
    for function in (repos, repo, issues, whoami, new_issue):
        command = commands.add_parser(function.__name__.replace("_", "-"))
        command.set_defaults(do=function)
        if function is repos:
            command.add_argument("login")
            command.add_argument("--sort", choices=["stars"])
        elif function is not whoami:
            command.add_argument("name", type=pair)
        if function in (repos, issues):
            command.add_argument("--limit", type=positive)
        if function is issues:
            command.add_argument("--state", choices=["open", "closed", "all"], default="open")
        if function is new_issue:
            command.add_argument("--title", required=True)
            command.add_argument("--body")
    options = parser.parse_args()
    try:
        options.do(options)
    except (KeyError, TypeError) as error:
        give_up(f"The hub sent something else: {error!r}")


if __name__ == "__main__":
    main()
