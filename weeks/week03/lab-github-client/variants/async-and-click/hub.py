"""The hub in the terminal: coroutines behind, Click in front."""

import asyncio
import functools

import click
from client import Hub, HubFailure


def command(function):
    """A command that is a coroutine and gets the hub as its first argument."""

    @cli.command(function.__name__.replace("_", "-"))
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        async def run():
            async with Hub() as hub:
                await function(hub, *args, **kwargs)

        try:
            asyncio.run(run())
        except HubFailure as failure:
            raise click.ClickException(str(failure)) from None

    return wrapper


def limited(function):
    return click.option("--limit", type=click.IntRange(min=1))(function)


class Slug(click.ParamType):
    name = "OWNER/NAME"

    def convert(self, value, _param, _ctx):
        if value.count("/") != 1 or value.startswith("/") or value.endswith("/"):
            self.fail(f"{value!r} is not OWNER/NAME.")
        return value.split("/")


@click.group()
def cli():
    """Ask the hub."""


@command
async def whoami(hub):
    """Who am I?"""
    click.echo((await hub.one("user"))["login"])


@click.argument("login")
@click.option("--sort", type=click.Choice(["stars"]))
@limited
@command
async def repos(hub, login, sort, limit):
    """All repositories of somebody."""
    found = []
    async for repo in hub.many("users", login, "repos"):
        found.append((repo["full_name"], repo["stargazers_count"]))
        if len(found) == limit and not sort:
            break
    if sort:
        found.sort(key=lambda pair: pair[1], reverse=True)
    for name, stars in found[:limit]:
        click.echo(f"\u2605{stars}\t{name}")


@click.argument("name", type=Slug())
@command
async def repo(hub, name):
    """One repository."""
    found = await hub.one("repos", *name)
    click.echo(f"{found['full_name']} ({found['language']}, \u2605{found['stargazers_count']})")
    click.echo(f"{found['description']}\n{found['open_issues_count']} open issues")


@click.argument("name", type=Slug())
@click.option("--state", type=click.Choice(["open", "closed", "all"]), default="open")
@limited
@command
async def issues(hub, name, state, limit):
    """Its issues."""
    count = 0
    async for issue in hub.many("repos", *name, "issues", state=state):
        click.echo(f"{issue['number']}. {issue['title']}")
        count += 1
        if count == limit:
            return


@click.argument("name", type=Slug())
@click.option("--title", required=True)
@click.option("--body")
@command
async def new_issue(hub, name, title, body):
    """A new issue."""
    made = await hub.one("repos", *name, "issues", method="POST", json={"title": title, "body": body})
    click.echo(f"#{made['number']}")


if __name__ == "__main__":
    cli()
