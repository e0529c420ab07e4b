"""Checks of pages: each row once, in order, also while rows come and go."""

import functools

import pytest

ALIKE = "UPDATE {} SET created_at = '2024-05-01 10:00:00+00'"


@pytest.fixture
def public(api):
    """How somebody without a token asks."""
    return lambda path, **params: api.get(f"/api/v1{path}", params=params)


@pytest.fixture
def sliced(pages):
    """The ids of a whole list that is read page by page; the pages are as long as they can be."""

    def sliced(ask, path, limit, **params):
        rows = [[one["id"] for one in page] for page in pages(ask, path=path, limit=limit, **params)]
        assert [len(page) for page in rows[:-1]] == [limit] * (len(rows) - 1)
        return [number for page in rows for number in page]

    return sliced


@pytest.mark.criterion("paged")
@pytest.mark.parametrize("params", [{}, {"q": "nurse"}, {"q": "nur", "place": "lisbon"}], ids=["all", "word", "both"])
def test_pages_of_the_search_show_each_job_once(board, public, sliced, database, rng, params):
    numbers = board.open_jobs(board.company(), *[{"title": "Nurse"}] * 7)
    database.execute(ALIKE.format("jobs"))
    numbers.reverse()  # all alike: the greatest id comes first
    for limit in (1, rng.randint(2, 3), 6):
        assert sliced(public, "/jobs", limit, **params) == numbers
    answer = public("/jobs", limit=7, **params).json()
    assert ([one["id"] for one in answer["items"]], answer["next_cursor"]) == (numbers, None)


@pytest.mark.criterion("paged")
def test_pages_of_the_search_keep_the_rank(board, public, sliced, database, rng):
    texts = [("A nurse", "No."), ("A poet", "For a nurse."), ("A nurse", "A nurse.")] * 2
    board.open_jobs(board.company(), *({"title": title, "description": text} for title, text in texts))
    database.execute(ALIKE.format("jobs"))
    whole = [one["id"] for one in public("/jobs", q="nurse", limit=100).json()["items"]]
    assert len(set(whole)) == 6
    assert sliced(public, "/jobs", 1, q="nurse") == sliced(public, "/jobs", rng.randint(2, 4), q="nurse") == whole


@pytest.mark.criterion("paged")
def test_a_page_has_twenty_rows_if_nobody_says_how_many(board, public):
    board.open_jobs(board.company(), *[{}] * 21)
    first = public("/jobs").json()
    assert len(first["items"]) == 20
    assert len(public("/jobs", cursor=first["next_cursor"]).json()["items"]) == 1


@pytest.mark.criterion("paged")
@pytest.mark.parametrize("alike", [False, True])
def test_pages_of_all_other_lists_show_each_row_once(board, sliced, database, rng, alike):
    company, admin, seekers = board.company(), board.admin(), [board.seeker() for _ in range(3)]
    numbers = board.open_jobs(company, *[{"status": "approved"}] * 3, *[{"status": "pending"}] * 3)
    pairs = [(number, seekers[0].id) for number in numbers[1:3]] + [(numbers[0], seeker.id) for seeker in seekers]
    for pair in pairs:
        database.execute("INSERT INTO applications (job_id, user_id, message) VALUES (%s, %s, 'Hello')", *pair)
    for table in ("users", "jobs", "applications") if alike else ():
        database.execute(ALIKE.format(table))
    users = len(database.rows("users"))
    for person, path, turned, length in [
        *((company, "/me/jobs", True, 6), (admin, "/admin/jobs", False, 3), (admin, "/admin/users", False, users)),
        *((company, f"/jobs/{numbers[0]}/applications", False, 3), (seekers[0], "/me/applications", True, 3)),
    ]:
        whole = [one["id"] for one in person.get(path, limit=100).json()["items"]]
        assert len(set(whole)) == length
        assert alike or whole == sorted(whole, reverse=turned)
        assert sliced(person.get, path, 1) == sliced(person.get, path, rng.randint(2, length)) == whole


@pytest.mark.criterion("paging-steady")
@pytest.mark.parametrize("params", [{}, {"q": "nurse"}], ids=["all", "word"])
def test_jobs_that_come_and_go_between_pages_disturb_no_other(board, public, cache, database, params):
    company = board.company()
    numbers = board.open_jobs(company, *[{"title": "Nurse"}] * 8)[::-1]
    seen, cursor = [], None
    close = functools.partial(database.execute, "UPDATE jobs SET status = 'closed' WHERE id = %s")
    while cursor or not seen:
        page = public("/jobs", limit=2, **params, **({"cursor": cursor} if cursor else {})).json()
        seen, cursor = seen + [one["id"] for one in page["items"]], page["next_cursor"]
        assert len(seen) <= 8
        board.open_jobs(company, *[{"title": "Nurse"}] * 3)  # newer ones: they belong before what was seen
        close(seen[-1])
        cache.run("FLUSHALL")
    assert seen == numbers


@pytest.mark.criterion("paging-steady")
def test_a_job_that_vanishes_ahead_is_only_missed_itself(board, public, cache, database):
    numbers = board.open_jobs(board.company(), *[{"title": "Nurse"}] * 6)[::-1]
    first = public("/jobs", limit=2, q="nurse").json()
    database.execute("UPDATE jobs SET status = 'closed' WHERE id IN (%s, %s)", numbers[0], numbers[2])
    cache.run("FLUSHALL")
    rest = public("/jobs", limit=5, q="nurse", cursor=first["next_cursor"]).json()["items"]
    assert [one["id"] for one in rest] == numbers[3:]
