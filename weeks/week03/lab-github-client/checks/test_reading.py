"""Checks of what is shown: repositories and issues, page by page."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well
from grader.toolbox.site import Reply, json_reply

NAME = re.compile(r"[a-z]+/[a-z]+-\d+")


def shown(lines):
    """The repositories in the lines, in order: full name and stars. Other numbers may stand in a line, too."""
    return [(found[0], set(map(int, re.findall(r"\d+", line)))) for line in lines if (found := NAME.search(line))]


def insist(lines, repos):
    """The lines show these repositories in this order, each with its stars."""
    found = shown(lines)
    if repos and not found:
        raise Mismatch(
            "No repository is shown.",
            expected=f"a line with {repos[0]['full_name']} and {repos[0]['stargazers_count']}, and more",
            actual="\n".join(lines) or "nothing is printed",
        )
    if len(found) != len(repos):
        raise Mismatch(
            "The number of repositories is not right.",
            expected=f"{len(repos)}, from {repos[0]['full_name']} to {repos[-1]['full_name']}",
            actual=f"{len(found)}, from {found[0][0]} to {found[-1][0]}",
        )
    assert [name for name, _ in found] == [repo["full_name"] for repo in repos]
    for (name, numbers), repo in zip(found, repos, strict=True):
        if repo["stargazers_count"] not in numbers:
            raise Mismatch(
                "A line lacks the stars of its repository.",
                expected=f"{repo['stargazers_count']} in the line of {name}",
                actual=next(line for line in lines if name in line),
            )


def many(hub, rng, count):
    """Boris gets so many repositories, each with another number of stars."""
    stars = rng.sample(range(1000, 9999), count)
    first = hub.repos["boris"][0]
    hub.repos["boris"] = [
        {**first, "full_name": f"boris/lamp-{number}", "name": f"lamp-{number}", "stargazers_count": number_of_stars}
        for number, number_of_stars in enumerate(stars, 1)
    ]
    return hub.repos["boris"]


class Shelf:
    """Pages whose addresses say nothing: whoever counts pages gets nowhere."""

    def __init__(self, rng, things, per_page):
        self.pages = [things[start : start + per_page] for start in range(0, len(things), per_page)]
        self.codes = [f"/pages/{rng.randint(10**6, 10**7)}" for _ in self.pages]

    def answer(self, asked):
        """The first page at any other address."""
        number = self.codes.index(asked.path) if asked.path in self.codes else 0
        links = [f'<{asked.host}{self.codes[0]}>; rel="first"']
        if number + 1 < len(self.pages):
            links.append(f'<{asked.host}{self.codes[number + 1]}>; rel="next"')
        return json_reply(self.pages[number], headers={"Link": ", ".join(links)})


@pytest.mark.criterion("repos-listed")
def test_repositories_are_listed(lines, hub):
    insist(lines("repos", "amina"), hub.repos["amina"])


@pytest.mark.criterion("repos-listed")
def test_no_repository_is_no_error(lines, hub, asked):
    assert shown(lines("repos", "chen")) == []
    assert asked()[0].parts == ["users", "chen", "repos"]


@pytest.mark.criterion("repo-shown")
def test_a_repository_is_shown(lines, hub, name):
    repo = next(repo for repo in hub.repos["amina"] if repo["full_name"] == name)
    repo.update(description="Keeps the lamps lit", language="Python")
    printed = "\n".join(lines("repo", name))
    for field in ("full_name", "description", "language", "stargazers_count", "open_issues_count"):
        if str(repo[field]) not in printed:
            raise Mismatch(
                f"The field {field} is not shown.", expected=repo[field], actual=printed.strip() or "nothing"
            )


@pytest.mark.criterion("repo-shown")
def test_what_is_null_does_not_stop_the_program(lines, hub, name):
    repo = next(repo for repo in hub.repos["amina"] if repo["full_name"] == name)
    repo.update(description=None, language=None)
    assert str(repo["stargazers_count"]) in "\n".join(lines("repo", name))


@pytest.mark.criterion("unknown-told")
def test_an_unknown_user_is_told(complaint, rng):
    nobody = f"nobody{rng.randint(100, 999)}"
    complaint("repos", nobody, when="The hub answered 404.", tells=nobody)


@pytest.mark.criterion("unknown-told")
def test_an_unknown_repository_is_told(complaint, rng):
    nothing = f"amina/nothing{rng.randint(100, 999)}"
    complaint("repo", nothing, when="The hub answered 404.", tells=nothing)


@pytest.fixture
def all_pages(run, site):
    """What a command prints that has asked for no page twice."""

    def all_pages(*words):
        finished = run(*words)
        for path in site.paths():
            if site.paths().count(path) > 1:
                times = f"{path}, {site.paths().count(path)} times"
                raise Mismatch("The same page was asked for again.", expected="each page once", actual=times)
        ended_well(finished)
        return finished.stdout.splitlines()

    return all_pages


@pytest.mark.criterion("pages-followed")
def test_repositories_come_from_all_pages(all_pages, hub, rng):
    repos = many(hub, rng, rng.randint(220, 260))
    insist(all_pages("repos", "boris"), repos)


@pytest.mark.criterion("pages-followed")
def test_the_next_page_may_be_anywhere_at_the_hub(site, all_pages, hub, rng):
    repos = hub.repos["amina"]
    site.play(Shelf(rng, repos, 3))
    insist(all_pages("repos", "amina"), repos)


@pytest.mark.criterion("pages-followed")
def test_issues_come_from_all_pages(all_pages, reports, name):
    issues = reports(210)
    printed = "\n".join(all_pages("issues", name, "--state", "all"))
    missing = [issue["title"] for issue in issues if issue["title"] not in printed]
    if missing:
        raise Mismatch(f"{len(missing)} of 210 issues are not shown.", expected=missing[0], actual="it is not there")


@pytest.mark.criterion("pages-followed")
def test_a_failure_on_the_second_page_is_told(complaint, site, hub, rng):
    shelf = site.play(Shelf(rng, hub.repos["amina"], 4))
    site.trouble(shelf.codes[1], Reply("Something went wrong.\n", 500))
    complaint("repos", "amina", when="The hub answered 500 for the second page.", tells="500")


@pytest.mark.criterion("repos-sorted")
def test_the_most_stars_come_first(lines, hub, rng):
    repos = sorted(many(hub, rng, 120), key=lambda repo: -repo["stargazers_count"])
    insist(lines("repos", "boris", "--sort", "stars", "--limit", "5"), repos[:5])


def needed(requests, limit):
    """No page was asked for after there were enough."""
    sizes = [min(int(one.query.get("per_page", 30)), 100) for one in requests]
    if sum(sizes[:-1]) >= limit:
        raise Mismatch(
            f"The last page was not needed: {sum(sizes[:-1])} were there already, and {limit} are shown.",
            expected="no page after there are enough",
            actual=f"{len(requests)} pages asked for",
        )


@pytest.mark.criterion("pages-saved")
@pytest.mark.parametrize("limit", [1, 30, 100])
def test_no_page_too_many_of_repositories(lines, hub, rng, asked, limit):
    repos = many(hub, rng, 250)
    insist(lines("repos", "boris", "--limit", str(limit)), repos[:limit])
    needed(asked(), limit)


@pytest.mark.criterion("pages-saved")
def test_no_page_too_many_of_issues(lines, reports, name, asked):
    issues = reports(250, states=("open",))
    printed = "\n".join(lines("issues", name, "--limit", "100"))
    found = [issue["number"] for issue in issues if issue["title"] in printed]
    assert found == list(range(1, 101))
    needed(asked(), 100)


@pytest.mark.criterion("issues-listed")
@pytest.mark.parametrize(
    ("words", "states"),
    [
        ((), ["open"]),
        (("--state", "closed"), ["closed"]),
        (("--state", "all"), ["open", "closed"]),
    ],
)
def test_issues_are_listed_by_their_state(lines, reports, name, words, states):
    issues = reports(24)
    printed = lines("issues", name, *words)
    found = {issue["title"]: line for issue in issues for line in printed if issue["title"] in line}
    assert sorted(found) == sorted(issue["title"] for issue in issues if issue["state"] in states)
    for issue in issues:
        line = found.get(issue["title"], "")
        if line and str(issue["number"]) not in re.findall(r"\d+", line.replace(issue["title"], "")):
            raise Mismatch(
                "A line lacks the number of its issue.", expected=f"the number {issue['number']}", actual=line
            )
