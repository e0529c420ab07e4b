"""Checks of how the project is built, and of what is written for people."""

import ast
import re

import pytest

from grader.toolbox import Mismatch, postman

KINDS = {"users": "user", "posts": "post", "comments": "comment"}
PARTS = [
    *["app/__init__.py", "app/main.py", "app/database.py", "app/dependencies.py"],
    *[f"app/{folder}/{one}.py" for folder in ("models", "schemas", "crud") for one in ("__init__", *KINDS.values())],
    *[f"app/routers/{one}.py" for one in ("__init__", *KINDS)],
]
ROUTES = [
    *[f"{method} /{kind}" for kind in KINDS for method in ("POST", "GET")],
    *[f"{method} /{kind}/{{id}}" for kind in KINDS for method in ("GET", "PUT", "DELETE")],
    "GET /users/{id}/posts",
    "GET /posts/{id}/comments",
]
HEADINGS = ["Setup", "Endpoints", "Errors"]
# What a line of requirements.txt brings beside the package that it names.
BRINGS = {
    "fastapi": ["pydantic", "starlette"],
    "fastapi[standard]": ["uvicorn", "email-validator"],
    "fastapi[all]": ["uvicorn", "email-validator"],
    "pydantic[email]": ["email-validator"],
}


@pytest.mark.criterion("structure-kept")
def test_every_part_has_its_file(subject):
    missing = [name for name in PARTS if name not in subject.snapshot.files]
    empty = [
        name
        for name in PARTS
        if name not in missing and "__init__" not in name and not holds_something(subject.submitted_text(name))
    ]
    if missing or empty:
        raise Mismatch(
            "The project is not built as the brief draws it.",
            expected="every file of the tree, with code of its own",
            actual="; ".join(
                f"{what}: {', '.join(names)}" for what, names in (("missing", missing), ("empty", empty)) if names
            ),
        )


def holds_something(text):
    """Whether there is more in a file than a docstring and imports."""
    kinds = (ast.Import, ast.ImportFrom, ast.Expr, ast.Pass)
    try:
        return any(not isinstance(node, kinds) for node in ast.parse(text).body)
    except (SyntaxError, ValueError):
        return False


@pytest.mark.criterion("structure-kept")
def test_crud_knows_nothing_of_http(subject):
    for name in subject.snapshot.files:
        if re.fullmatch(r"app/(crud|models)/\w+\.py", name):
            text = subject.submitted_text(name)
            found = re.search(r"^\s*(?:from|import)\s+(?:fastapi|starlette)\b.*", text, re.MULTILINE)
            if found:
                raise Mismatch(
                    f"{name} knows of HTTP.",
                    expected="no import of fastapi in app/crud and app/models",
                    actual=found[0].strip(),
                )


@pytest.mark.criterion("collection-complete")
def test_the_collection_asks_for_every_route(subject, blog, api):
    planned = postman.planned(subject)
    postman.has_all(planned, ROUTES)
    user = blog.user()
    post = blog.post(user)
    number = str(blog.comment(post, user)["id"])
    answers = [(one, one.send(api, number).status_code) for one in sorted(planned, key=removed_last)]
    for route in ROUTES:
        came = [status for one, status in answers if one.matches(route)]
        if not set(came) & {200, 201, 204, 409}:
            raise Mismatch(
                f"No request of {postman.NAME} for {route} gets what it asks for.",
                expected="200, 201, 204 or 409 for one of them at least",
                actual=came,
            )
    assert not [f"{one.method} {one.path}" for one, status in answers if status >= 500]


def removed_last(one):
    """Comments go first, then posts, then users: what is gone cannot be asked for."""
    order = ["comments", "posts", "users"]
    return order.index(one.path.split("/")[1]) if one.method == "DELETE" and one.path.split("/")[1] in order else -1


@pytest.mark.criterion("readme-complete")
def test_the_readme_tells_all(subject):
    setup, endpoints, errors = (section(subject.submitted_text("README.md"), heading) for heading in HEADINGS)
    wanted = [("Setup", word, setup) for word in ("pip install", "requirements.txt", "DATABASE_URL", "app.main:app")]
    wanted += [("Endpoints", route, endpoints) for route in ROUTES]
    wanted += [("Endpoints", word, endpoints) for word in ("limit", "skip", "sort")]
    wanted += [("Errors", code, errors) for code in ("404", "409", "422")]
    missing = [f"{word} (in {heading})" for heading, word, text in wanted if not re.search(pattern(word), text)]
    if missing:
        raise Mismatch(
            "README.md does not say all that the brief asks for.",
            expected=f"the headings {', '.join(HEADINGS)}, and below them what the brief says",
            actual=f"missing: {', '.join(missing[:8])}{', ...' if len(missing) > 8 else ''}",
        )


def section(text, wanted):
    """What stands below the headings with this word, down to the next heading of the same level."""
    found, inside, in_code = [], 0, False
    for line in text.splitlines():
        in_code ^= line.lstrip().startswith("```")
        heading = None if in_code else re.match(r"(#+)\s(.*)", line)
        if heading and (not inside or len(heading[1]) <= inside):
            inside = len(heading[1]) if re.search(rf"(?i)\b{wanted}\b", heading[2]) else 0
        found += [line] if inside else []
    return "\n".join(found)


def pattern(word):
    """A route is a method and a path, with anything between; the id has any name."""
    if not word.startswith(("GET", "POST", "PUT", "DELETE")):
        return re.escape(word)
    method, path = word.split(" ")
    path = re.escape(path).replace(r"\{id\}", r"(\{\w+\}|:\w+|<\w+>)")
    return rf"(?m)^.*\b{method}\b.*(?<![\w}}]){path}(?![\w/{{])"


@pytest.mark.criterion("requirements-complete")
def test_everything_needed_is_required(subject):
    lines = [line.split("#")[0].strip().lower() for line in subject.submitted_text("requirements.txt").splitlines()]
    named = {re.split(r"[=<>~!;@ ]", line)[0].replace("_", "-") for line in lines if line}
    code = "\n".join(
        text.decode(errors="replace") for name, text in subject.snapshot.files.items() if name.endswith(".py")
    )
    needed = {"fastapi", "sqlalchemy", "psycopg", "uvicorn"} | {"email-validator" for _ in re.findall("EmailStr", code)}
    brought = {one for name in named for one in BRINGS.get(name, [])} | {re.sub(r"\[.*\]", "", name) for name in named}
    missing = sorted(needed - brought)
    if missing:
        raise Mismatch(
            "requirements.txt does not name all that your project needs.",
            expected=", ".join(missing),
            actual=", ".join(sorted(named)) or "nothing",
        )
