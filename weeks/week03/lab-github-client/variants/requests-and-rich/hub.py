"""The hub in the terminal, with requests and a table of Rich's."""

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import requests
from rich.console import Console
from rich.table import Table
from rich.text import Text


class Trouble(Exception):
    pass


def session():
    made = requests.Session()
    made.headers.update({"Accept": "application/vnd.github+json", "User-Agent": "amina-hub"})
    token = (os.environ.get("HUB_TOKEN") or "").strip()
    if any(not 32 < ord(sign) < 127 for sign in token):
        raise Trouble("There is a sign in HUB_TOKEN that cannot be sent.")
    if token:
        made.headers["Authorization"] = "token " + token
    return made


def base():
    url = os.environ.get("HUB_URL")
    if not url or urlsplit(url).scheme not in ("http", "https"):
        raise Trouble("HUB_URL must be set, such as to http://127.0.0.1:8100")
    return url.rstrip("/")


def fetch(method, url, **kwargs):
    web, tries = session(), 0
    while True:
        tries += 1
        try:
            answer = web.request(method, url, timeout=float(os.environ.get("HUB_TIMEOUT") or 10), **kwargs)
        except requests.Timeout:
            raise Trouble("The hub is too slow.") from None
        except requests.RequestException:
            raise Trouble(f"No answer from {urlsplit(url).netloc}.") from None
        seconds = answer.headers.get("retry-after", "")
        patient = answer.status_code in (429, 503) and seconds.isdigit() and int(seconds) <= 30
        if method == "POST" or tries == 3 or not patient:
            break
        time.sleep(int(seconds))
    if answer.ok:
        return answer
    raise Trouble(explain(answer, url))


def explain(answer, url):
    code = answer.status_code
    if code == 401:
        return "401: who are you? Set HUB_TOKEN."
    if code == 404:
        return f"404: nothing at {requests.utils.unquote(urlsplit(url).path)}"
    if code == 403 and answer.headers.get("x-ratelimit-remaining") == "0":
        moment = datetime.fromtimestamp(float(answer.headers["x-ratelimit-reset"]), UTC)
        return "403: enough for now; come back at " + moment.strftime("%Y-%m-%d %H:%M:%S UTC")
    if code == 422:
        try:
            return "422: " + "; ".join(f"{one['field']}: {one['code']}" for one in answer.json()["errors"])
        except (ValueError, KeyError, TypeError):
            pass
    return f"{code} {answer.reason} {answer.headers.get('retry-after', '')}"


def data_of(answer, kind, *keys):
    try:
        data = answer.json()
    except ValueError:
        raise Trouble("That was no JSON.") from None
    for one in data if kind is list and isinstance(data, list) else [data]:
        if not isinstance(one, dict) or any(key not in one for key in keys):
            raise Trouble("That was JSON, but what is it?")
    return data


def pages(path, limit, *keys, **params):
    found, url = [], base() + path
    params["per_page"] = 50
    while url and (limit is None or len(found) < limit):
        if not url.startswith(base() + "/"):
            raise Trouble(f"{url} is not at the hub.")
        answer = fetch("GET", url, params=params)
        found.extend(data_of(answer, list, *keys))
        url, params = answer.links.get("next", {}).get("url"), None
    return found[:limit]


def table(*headings):
    return Table(*headings, show_edge=False)


def at_least_one(text):
    if int(text) <= 0:
        raise ValueError
    return int(text)


def slug(text):
    owner, name = text.split("/")
    if not (owner and name):
        raise ValueError
    return f"{quote(owner, safe='')}/{quote(name, safe='')}"


def run(args, console):
    if args.command == "whoami":
        console.print("You are", data_of(fetch("GET", base() + "/user"), dict, "login")["login"])
    elif args.command == "repos":
        keys = ("full_name", "stargazers_count")
        found = pages(f"/users/{quote(args.login, safe='')}/repos", None if args.sort else args.limit, *keys)
        if args.sort:
            found.sort(key=lambda repo: repo["stargazers_count"], reverse=True)
        shown = table("#", "repository", "stars")
        for number, repo in enumerate(found[: args.limit], 1):
            shown.add_row(str(number), repo["full_name"], str(repo["stargazers_count"]))
        console.print(shown)
    elif args.command == "repo":
        repo = data_of(fetch("GET", f"{base()}/repos/{args.name}"), dict, "full_name")
        for key in ("full_name", "description", "language", "stargazers_count", "open_issues_count"):
            console.print(key, Text(str(repo[key])), sep=": ")
    elif args.command == "issues":
        shown = table("number", "title")
        for issue in pages(f"/repos/{args.name}/issues", args.limit, "number", "title", state=args.state):
            shown.add_row(str(issue["number"]), Text(issue["title"]))
        console.print(shown)
    else:
        sent = {"title": args.title, "body": args.body or ""}
        answer = fetch("POST", f"{base()}/repos/{args.name}/issues", json=sent)
        console.print("Issue", data_of(answer, dict, "number")["number"], "is there.")


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("whoami")
    repos = commands.add_parser("repos")
    repos.add_argument("login")
    repos.add_argument("--sort", choices=("stars",))
    repos.add_argument("--limit", type=at_least_one)
    for command in ("repo", "issues", "new-issue"):
        one = commands.add_parser(command)
        one.add_argument("name", type=slug)
        if command == "issues":
            one.add_argument("--state", choices=("open", "closed", "all"), default="open")
            one.add_argument("--limit", type=at_least_one)
        if command == "new-issue":
            one.add_argument("--title", required=True)
            one.add_argument("--body")
    args = parser.parse_args()
    try:
        run(args, Console())
    except Trouble as trouble:
        sys.exit(f"hub: {trouble}")


if __name__ == "__main__":
    main()
