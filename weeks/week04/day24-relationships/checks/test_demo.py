"""Checks of demo.py: what it leaves and prints, and what it asks of the database."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well

WRITTEN = "SELECT users.name, posts.title FROM users LEFT JOIN posts ON posts.user_id = users.id"
JOINED = re.compile(r"\bJOIN\b|\bFROM [\w \"]+, [\w \"]+ WHERE\b", re.IGNORECASE)


def run(subject, database):
    """Run the program; what it printed, and what it asked."""
    with database.queries() as asked:
        shown = subject.program("demo.py")
    ended_well(shown)
    return shown.stdout, asked


def all_is_told(printed, database):
    database.table("posts")
    found = database.query(WRITTEN)
    wanted = sorted({text for row in found for text in (row["name"], row["title"]) if text})
    unseen = [text for text in wanted if text not in printed]
    if unseen:
        raise Mismatch(
            "The program does not print everything that is in the tables at its end.",
            expected=f"the names of all users and the titles of all posts: {', '.join(wanted)}",
            actual=f"nothing about {', '.join(unseen)}",
        )
    return [row["name"] for row in found if row["title"]]


@pytest.mark.criterion("demo-shown")
def test_somebody_has_several_posts(subject, database):
    printed, _ = run(subject, database)
    writers = all_is_told(printed, database)
    most = max(map(writers.count, writers), default=0)
    if most < 3:
        raise Mismatch(
            "Nobody has several posts after the program.",
            expected="a user with three posts or more",
            actual=f"{most} at most",
        )


@pytest.mark.criterion("demo-repeated")
def test_it_can_be_run_again(subject, database):
    for _ in range(2):
        printed = run(subject, database)[0]
    all_is_told(printed, database)


@pytest.mark.criterion("demo-repeated")
def test_it_leaves_others_in_peace(subject, database, blog, names, titles):
    post = blog.post(blog.user(names[0]), titles[0])
    blog.user(names[1])
    for _ in range(2):
        all_is_told(run(subject, database)[0], database)
    assert database.query("SELECT title FROM posts WHERE id = %s", post["id"]) == [{"title": titles[0]}]


@pytest.mark.criterion("demo-eager")
def test_more_users_are_no_more_questions(subject, database, blog, names, titles):
    blog.post(blog.user(names[0]), titles[0])
    run(subject, database)
    _, before = run(subject, database)
    for name, title in zip([names[1], names[2], "Ines"], titles[1:], strict=True):
        blog.post(blog.user(name), title)
    _, after = run(subject, database)
    if len(after.selects) > len(before.selects):
        raise Mismatch(
            "The program asks more questions when there are more users.",
            expected=f"{len(before.selects)} SELECTs, as without the three new users",
            actual=f"{len(after.selects)}: " + "\n".join(map(str, after.selects)),
            help="Load the posts of all users before the loop begins: selectinload.",
        )


@pytest.mark.criterion("join-demonstrated")
def test_users_and_posts_are_joined(subject, database):
    _, asked = run(subject, database)
    if not any(
        JOINED.search(one.sql) and {"users", "posts"} <= set(re.findall(r"\w+", one.sql)) for one in asked.selects
    ):
        raise Mismatch(
            "No question of the program joins users and posts.",
            expected="a SELECT with a JOIN of the two tables",
            actual="\n".join(map(str, asked.selects)) or "no SELECT",
        )
