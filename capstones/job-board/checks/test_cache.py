"""Checks of what Redis is for: searches that are kept, and what goes on while it is away."""

import re

import pytest

from grader.toolbox import Mismatch

SEARCH = "/api/v1/jobs"


@pytest.fixture
def word(rng):
    return rng.choice(["gardener", "teacher", "nurse", "driver", "baker"])


@pytest.mark.criterion("search-cached")
def test_the_second_answer_needs_no_database(board, database, word):
    company = board.company()
    board.approve(board.admin(), board.job(company, title="Somebody else"))  # as it is on every real board
    board.open_jobs(company, {"title": word}, {"title": word, "remote": True})
    first = board.api.get(SEARCH, params={"q": word, "place": "Lisbon", "limit": "7"})
    with database.queries() as asked:
        second = board.api.get(SEARCH, params={"limit": "7", "place": "Lisbon", "q": word})
    assert second.json() == first.json()
    assert len(first.json()["items"]) == 2
    about_jobs = [str(one) for one in asked if re.search(r"\bjobs\b", one.sql)]
    if about_jobs:
        raise Mismatch(
            "The same search a second time, with its parameters in another order, asks the database again.",
            expected="no statement about jobs",
            actual="\n".join(about_jobs),
        )


@pytest.mark.criterion("search-cached")
def test_answers_are_kept_in_redis(board, cache, word):
    company = board.company()
    board.approve(board.admin(), board.job(company, title="Somebody else"))
    board.open_jobs(company, {"title": word})
    assert board.found(q=word) == [word]
    board.open_jobs(company, {"title": word})  # by SQL, so that nobody renews anything
    assert board.found(q=word) == [word]
    assert board.found(q=word, remote="true") == []
    assert board.found(q=word, limit="9") == [word, word]
    cache.run("FLUSHALL")
    assert board.found(q=word) == [word, word]


@pytest.mark.criterion("search-cached")
def test_answers_are_kept_for_a_while(serve, board_at, cache, word, rng):
    seconds = rng.randint(100, 900)
    board = board_at(serve(CACHE_SECONDS=str(seconds)))
    board.approve(board.admin(), board.job(board.company(), title=word))
    board.found(q=word)
    lives = [cache.ttl(key) for key in cache.keys("*")]
    if not any(life and seconds - 30 < life <= seconds for life in lives):
        raise Mismatch(
            "No answer is kept in Redis for CACHE_SECONDS.", expected=f"a key that lives for {seconds}", actual=lives
        )


@pytest.mark.criterion("cache-fresh")
def test_after_each_change_the_next_search_knows(board, word):
    company, admin = board.company(), board.admin()
    job = board.job(company, title=word)
    path, user = f"/jobs/{job['id']}", f"/admin/users/{company.id}"

    def approve():
        board.approve(admin, company.get(path).json())

    def reject():
        admin.post(f"/admin{path}/reject", {"version": company.get(path).json()["version"], "reason": "Why?"})

    def edit():
        company.patch(path, {"place": "Porto"})

    def ban():
        admin.post(f"{user}/ban")

    def unban():
        admin.post(f"{user}/unban")

    def close():
        company.post(f"{path}/close")

    assert board.found(q=word) == []
    for change in (approve, edit, approve, reject, edit, approve, ban, unban, close):
        change()
        expected = [word] if change in (approve, unban) else []
        found = board.found(q=word)
        if found != expected:
            raise Mismatch(
                f"After {change.__name__}, the next search does not know of it.", expected=expected, actual=found
            )


@pytest.mark.criterion("redis-away")
@pytest.mark.parametrize("is_named", [True, False])
def test_without_redis_everything_works(serve, board_at, nobody, word, is_named):
    env = {"REDIS_URL": f"redis://{nobody.host}:{nobody.port}/0"} if is_named else {}
    board = board_at(serve("" if is_named else "import os; del os.environ['REDIS_URL']", **env))
    company, admin, seeker = board.company(), board.admin(), board.seeker()
    job = board.approve(admin, board.job(company, title=word))
    assert [board.found(q=word), board.found(q=word)] == [[word], [word]]
    assert board.applied(seeker, job)["status"] == "sent"
    company.patch(f"/jobs/{job['id']}", {"place": "Porto"})
    assert board.found(q=word) == []
    statuses = [board.log_in(seeker, password=f"wrong number {number}").status_code for number in range(6)]
    assert statuses == [401] * 5 + [429]
    assert board.log_in(company).status_code == 200
