"""Stand-ins for services outside: they answer like those, from made-up data, on this machine."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from grader.toolbox.doubles.catalogue import Catalogue
from grader.toolbox.doubles.hub import Hub
from grader.toolbox.doubles.placeholder import Placeholder
from grader.toolbox.site import Double


class Known(NamedTuple):
    """A double that learners can start for themselves."""

    title: str
    variable: str  # in the environment, where exercises look for its address
    try_out: tuple[str, ...]  # paths


KNOWN = {
    "catalogue": Known("A catalogue of books, to be read page by page", "CATALOGUE_URL", ("/", "/robots.txt")),
    "hub": Known("A host of repositories with an API, in the manner of GitHub", "HUB_URL", ("/users/amina/repos",)),
    "placeholder": Known(
        "To-dos, posts and users as JSON, in the manner of JSONPlaceholder", "API_BASE_URL", ("/todos/1",)
    ),
}


def made(name: str, seed: int = 1) -> Double:
    makers: dict[str, Callable[[Random], Double]] = {"catalogue": Catalogue, "hub": Hub, "placeholder": Placeholder}
    return makers[name](Random(seed))


__all__ = ["KNOWN", "Catalogue", "Hub", "Known", "Placeholder", "made"]
