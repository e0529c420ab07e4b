"""Checks of the settings, and of the program that fills the database."""

import re
import shlex

import pytest

from grader.toolbox import Mismatch, ended_well

KEYS = ["DATABASE_URL", "APP_TITLE", "PAGE_SIZE"]
START = """
import asyncio, os
{first}
from app.main import app
async def start():
    async with app.router.lifespan_context(app):
        print("started")
asyncio.run(start())
"""
READ = r"""(?:environ(?:\.get\(|\.pop\(|\[)|getenv\()\s*["']([A-Za-z_]\w*)["']"""


@pytest.mark.criterion("settings-read")
def test_a_page_has_the_size_of_the_settings(subject, blog_at, rng):
    size = rng.randint(2, 4)
    api = subject.app("app.main:app", env={"PAGE_SIZE": str(size)})
    blog = blog_at(api)
    users = [blog.user() for _ in range(size + 2)]
    for _ in range(size + 1):
        blog.comment(blog.post(users[0]), users[0])
    for path in ("/users", "/posts", "/comments", f"/users/{users[0]['id']}/posts"):
        assert len(api.get(path).json()) == size
    assert len(api.get("/users", params={"limit": size + 2}).json()) == size + 2


@pytest.mark.criterion("settings-read")
def test_without_settings_a_page_has_ten(subject, blog_at):
    subject.write_text(".env", "")  # for those who read it: their own is not looked at
    api = subject.app("app.main:app", before="pass")
    blog = blog_at(api)
    users = [blog.user()["id"] for _ in range(11)]
    assert [user["id"] for user in api.get("/users").json()] == users[:10]


@pytest.mark.criterion("settings-refused")
@pytest.mark.parametrize(
    "name, value", [("DATABASE_URL", None), ("PAGE_SIZE", "ten"), ("PAGE_SIZE", "0"), ("PAGE_SIZE", "101")]
)
def test_what_makes_no_sense_is_refused(subject, name, value):
    subject.write_text(".env", "")
    code = START.format(first=f"del os.environ[{name!r}]" if value is None else "")
    finished = subject.program("python", "-c", code, env={name: value} if value else {})
    if finished.exit_code == 0 or name.lower() not in finished.output.lower():
        raise Mismatch(
            f"The application starts {f'with {name}={value}' if value else f'without {name}'}, or does not say why.",
            expected=f"an error that names {name}",
            actual="no error" if finished.exit_code == 0 else finished.output.strip().rpartition("\n")[2],
        )


def values_in(text):
    """The lines of a file of settings, as a shell reads them."""
    found = {}
    for line in text.splitlines():
        try:
            words = shlex.split(line.strip().removeprefix("export "), comments=True)
        except ValueError:  # a quotation mark stays open
            words = ["open"]
        if len(words) > 1 or (words and not re.match(r"[A-Za-z_]\w*=", words[0])):
            raise Mismatch(
                ".env.example has a line that a shell does not understand.",
                expected='KEY=value, or KEY="a value with blanks"',
                actual=line,
            )
        found |= [words[0].split("=", 1)] if words else []
    return found


@pytest.mark.criterion("env-example")
def test_every_key_is_in_the_example(subject):
    code = "\n".join(subject.submitted_text(name) for name in subject.snapshot.files if name.endswith(".py"))
    keys = {*KEYS, *re.findall(READ, code)}
    there = values_in(subject.submitted_text(".env.example"))
    missing = sorted(keys - there.keys())
    if missing:
        raise Mismatch(
            ".env.example does not have all keys that are read.",
            expected=", ".join(sorted(keys)),
            actual=f"no {', no '.join(missing)}",
        )
    if not there["DATABASE_URL"].startswith("postgresql"):
        raise Mismatch(
            "DATABASE_URL in .env.example is no address of a PostgreSQL database.",
            expected="postgresql://user:password@host:port/name",
            actual=there["DATABASE_URL"] or "nothing",
        )


@pytest.mark.criterion("env-example")
def test_the_values_of_the_example_work(subject):
    given = values_in(subject.submitted_text(".env.example"))
    api = subject.app("app.main:app", env={key: value for key, value in given.items() if key != "DATABASE_URL"})
    assert api.get("/users").status_code == 200
    with api.in_passing():
        title = api.get("/openapi.json").json()["info"]["title"]
    if title != given.get("APP_TITLE", title):
        raise Mismatch("The title is not the one in .env.example.", expected=given["APP_TITLE"], actual=title)


def must_be_the_same(before, after, what):
    for kind, of_kind in before.items():
        lost, new = (
            [one for one in of_kind if one not in after[kind]],
            [one for one in after[kind] if one not in of_kind],
        )
        if lost or new:
            raise Mismatch(
                what,
                expected=f"the same {len(of_kind)} rows in the table {kind}, with the same ids",
                actual=f"{len(lost)} of them gone or changed, {len(new)} new",
            )


@pytest.mark.criterion("seed-fills")
def test_an_empty_database_is_filled(subject, rows, database):
    ended_well(subject.program("seed_data.py"))
    found = {kind: len(of_kind) for kind, of_kind in rows().items()}
    if found["users"] < 3 or found["posts"] < 6 or found["comments"] < 10:
        raise Mismatch("There is too little to look at.", expected="3 users, 6 posts, 10 comments", actual=found)
    assert database.query("SELECT count(DISTINCT user_id) >= 2 AS two_users_write FROM posts")[0]["two_users_write"]
    assert database.query("SELECT count(DISTINCT post_id) >= 3 AS three FROM comments")[0]["three"]


@pytest.mark.criterion("seed-fills")
def test_the_api_shows_what_was_filled_in(subject, rows):
    ended_well(subject.program("seed_data.py"))
    api = subject.app("app.main:app")
    for kind, of_kind in rows().items():
        answer = api.get(f"/{kind}", params={"limit": 100})
        assert answer.status_code == 200
        assert len(answer.json()) == min(len(of_kind), 100)


@pytest.mark.criterion("seed-fills")
def test_an_import_fills_nothing(subject, blog, rows):
    blog.user()
    before = rows()
    ended_well(subject.program("python", "-c", "import seed_data"))
    must_be_the_same(before, rows(), "An import of seed_data changes the database.")


@pytest.mark.criterion("seed-again")
def test_a_second_run_changes_nothing(subject, rows):
    ended_well(subject.program("seed_data.py"))
    before = rows()
    ended_well(subject.program("seed_data.py"))
    must_be_the_same(before, rows(), "A second run changes the database.")


@pytest.mark.criterion("seed-again")
def test_what_others_have_written_stays(subject, blog, rows):
    user = blog.user()
    blog.comment(blog.post(user), user)
    before = rows()
    ended_well(subject.program("seed_data.py"))
    between = rows()
    theirs = {kind: [row for row in between[kind] if row in of_kind] for kind, of_kind in before.items()}
    must_be_the_same(before, theirs, "What others have written is not as it was.")
    ended_well(subject.program("seed_data.py"))
    must_be_the_same(between, rows(), "A second run changes the database.")


@pytest.mark.criterion("seed-again")
def test_somebody_has_an_e_mail_already(subject, rows, database):
    ended_well(subject.program("seed_data.py"))
    email = database.query("SELECT email FROM users ORDER BY id LIMIT 1")[0]["email"]
    database.execute("DELETE FROM users")
    assert subject.app("app.main:app").post("/users", json={"email": email, "name": "Goran"}).status_code == 201
    ended_well(subject.program("seed_data.py"))
    assert [row["name"] for row in rows()["users"] if row["email"] == email] == ["Goran"]
