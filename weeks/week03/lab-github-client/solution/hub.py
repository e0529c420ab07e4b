"""A client of the hub, for the terminal: python hub.py --help says what it can do."""

import argparse
import sys
from itertools import islice

from client import HubClient, HubError


def _count(text: str) -> int:
    """A number that is 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number from 1 on")
    return int(text)


def _full_name(text: str) -> str:
    """The name of a repository, with its owner."""
    parts = text.split("/")
    if len(parts) != 2 or not all(parts):
        raise argparse.ArgumentTypeError(f"{text} is not OWNER/NAME")
    return text


def _whoami(hub: HubClient, _: argparse.Namespace) -> None:
    print(hub.me().login)


def _repos(hub: HubClient, options: argparse.Namespace) -> None:
    repos = hub.repos(options.login)
    if options.sort == "stars":
        repos = iter(sorted(repos, key=lambda repo: -repo.stargazers_count))
    for repo in islice(repos, options.limit):
        print(f"{repo.full_name:<40} {repo.stargazers_count:>7} stars")


def _repo(hub: HubClient, options: argparse.Namespace) -> None:
    repo = hub.repo(options.name)
    print(repo.full_name)
    print(f"  {repo.description or 'no description'}")
    print(f"  language:    {repo.language or 'unknown'}")
    print(f"  stars:       {repo.stargazers_count}")
    print(f"  open issues: {repo.open_issues_count}")


def _issues(hub: HubClient, options: argparse.Namespace) -> None:
    for issue in islice(hub.issues(options.name, options.state), options.limit):
        print(f"#{issue.number:<6} {issue.state:<7} {issue.title}")


def _new_issue(hub: HubClient, options: argparse.Namespace) -> None:
    issue = hub.create_issue(options.name, options.title, options.body)
    print(f"Made issue #{issue.number}: {issue.title}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Ask the hub. HUB_URL and HUB_TOKEN say which one, and who asks.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    whoami = commands.add_parser("whoami", help="say who the token belongs to")
    whoami.set_defaults(run=_whoami)

    repos = commands.add_parser("repos", help="list the repositories of a user")
    repos.add_argument("login", metavar="LOGIN")
    repos.add_argument("--sort", choices=["stars"], help="the most stars first")
    repos.add_argument("--limit", metavar="N", type=_count, help="show at most N")
    repos.set_defaults(run=_repos)

    repo = commands.add_parser("repo", help="show a repository")
    repo.add_argument("name", metavar="OWNER/NAME", type=_full_name)
    repo.set_defaults(run=_repo)

    issues = commands.add_parser("issues", help="list the issues of a repository")
    issues.add_argument("name", metavar="OWNER/NAME", type=_full_name)
    issues.add_argument("--state", choices=["open", "closed", "all"], default="open")
    issues.add_argument("--limit", metavar="N", type=_count, help="show at most N")
    issues.set_defaults(run=_issues)

    new_issue = commands.add_parser("new-issue", help="report something about a repository")
    new_issue.add_argument("name", metavar="OWNER/NAME", type=_full_name)
    new_issue.add_argument("--title", metavar="TEXT", required=True)
    new_issue.add_argument("--body", metavar="TEXT")
    new_issue.set_defaults(run=_new_issue)
    return parser


def main() -> int:
    """Read the command, ask the hub, print what it answers. Return the exit status."""
    options = _parser().parse_args()
    try:
        with HubClient.from_environment() as hub:
            options.run(hub, options)
    except HubError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
