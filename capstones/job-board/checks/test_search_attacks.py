"""Checks of what else can come as a search: any text, SQL, pages without end; and of the column behind it."""

import base64

import pytest

from grader.toolbox import Mismatch

ALPHABET = [*"abc d \"'()&|!:*<->\\-%_$+,;/?\t\n", "🐍", "é", "①", "ß", "\u0661", "\u200b", "\ufdfa", "\ufb01"]
ALPHABET += [" or ", " and ", ' "', "<->", ":*", "--", "$$", "NULL", "%s", "%(q)s", ":q", "{}"]
QUERIES = ["a & b | !c", "a <-> b", "'; DROP TABLE jobs; --", "a' OR 'a'='a", "or or", "- or", "the of", "x:* y:*"]
QUERIES += r"""' " \ % _ '' or "a a:b* * x:* a!b 1e999 <script> x:ABCD* & | ! -- %s {} العربية 日本語 🐍""".split()
QUERIES += ["\u200b", "\ufeff", "\u0301", "\U0001d518", '"' * 199, *(one * 200 for one in "()-!x🐍\u0661")]
INJECTED = ["' OR '1'='1", "x') OR ('1'='1", "' UNION SELECT * FROM users --", "'; DROP TABLE applications; --"]
NO_CURSORS = ["x", "AAAA", "' OR 1=1 --", "e30=", "W10=", "é", "[", "🐍", "=" * 9, "a" * 3000]
LISTS = ["/jobs", "/me/jobs", "/me/applications", "/admin/jobs", "/admin/users"]
BY_GIN = """SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
WHERE indrelid = 'jobs'::regclass AND attname = 'search' AND amname = 'gin'"""
HANG_UP = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"""


@pytest.mark.criterion("search-column")
def test_the_column_is_generated_and_has_an_index(alembic, database):
    assert alembic("upgrade", "head").exit_code == 0
    assert database.table("jobs").columns["search"].type == "tsvector"
    made = "SELECT attgenerated FROM pg_attribute WHERE attrelid = 'jobs'::regclass AND attname = 'search'"
    assert database.query(made) != [{"attgenerated": ""}]
    assert len(database.query(BY_GIN)) > 0


@pytest.mark.criterion("search-column")
def test_the_column_follows_every_change(board, database):
    (number,) = board.open_jobs(board.company(), {"title": "Somebody paints", "description": "A wall."})
    count = "SELECT count(*) AS n FROM jobs WHERE search @@ to_tsquery('english', %s)"
    assert [database.query(count, word) for word in ("paint", "wall")] == [[{"n": 1}]] * 2
    database.execute("UPDATE jobs SET title = 'Violin', description = 'A house.' WHERE id = %s", number)
    words = ("paint", "wall", "violin", "house")
    assert [database.query(count, word)[0]["n"] for word in words] == [0, 0, 1, 1]


@pytest.mark.criterion("search-unbreakable")
def test_no_text_in_q_is_an_error_of_the_server(board, api, expected, rng):
    board.open_jobs(board.company(), {"title": "A museum"})
    made_up = ("".join(rng.choices(ALPHABET, k=rng.randint(1, 40)))[:200] for _ in range(60))
    for text in [*rng.sample(QUERIES, len(QUERIES)), *made_up]:
        with api.in_passing():
            answer = api.get("/api/v1/jobs", params={"q": text, "limit": 1})
            expected(answer, 200, f"A search for {text!a}")
    assert board.found(q="museum") == ["A museum"]


@pytest.mark.criterion("search-injected")
def test_sql_finds_nothing_and_changes_nothing(board, api, database, expected, rng):
    board.open_jobs(board.company(), {"title": "Open"}, {"title": "Waiting", "status": "pending"})
    before = [database.rows(table) for table in ("users", "jobs", "applications")]
    for text in rng.sample(INJECTED, len(INJECTED)):
        with api.in_passing():
            assert (board.found(q=f"zebra{text}"), board.found(place=f"Lisbon{text}"), board.found(place=text)) == (
                [],
            ) * 3
            for cursor in (text, base64.urlsafe_b64encode(text.encode()).decode()):
                expected(api.get("/api/v1/jobs", params={"cursor": cursor}), 422, f"A search with the cursor {cursor}")
    assert [database.rows(table) for table in ("users", "jobs", "applications")] == before


@pytest.mark.criterion("query-checked")
def test_a_search_without_sense_is_refused(board, api, expected, rng):
    board.open_jobs(board.company(), {})
    wrong = [("limit", value) for value in (0, -1, 101, 1_000_000, 10**30, "many")]
    wrong += [("kind", "fulltime"), ("pays_at_least", "much"), ("pays_at_most", "all"), ("q", "x" * 201)]
    wrong += [("posted_since", value) for value in ("yesterday", "2031-13-01", "2031-02-30T10:00:00Z")]
    wrong += [("q", "a\0b"), ("place", "Lisbon\0"), *(("cursor", value) for value in NO_CURSORS)]
    for name, value in rng.sample(wrong, len(wrong)):
        with api.in_passing():
            expected(api.get("/api/v1/jobs", params={name: value}), 422, f"A search with {name}={value!a:.40}")
    assert len(board.found(limit=1)) == len(board.found(limit=100)) == 1


@pytest.mark.criterion("query-checked")
def test_no_list_has_pages_without_end(board, api, expected, rng):
    company, seeker, admin = board.company(), board.seeker(), board.admin()
    (number,) = board.open_jobs(company, {})
    asked = list(zip((seeker, company, seeker, admin, admin), LISTS, strict=True))
    for person, path in [*asked, (company, f"/jobs/{number}/applications")]:
        for params in (
            {"limit": rng.choice([0, -1])},
            {"limit": 101},
            {"limit": 10**6},
            {"cursor": rng.choice(NO_CURSORS)},
        ):
            with api.in_passing():
                expected(person.get(path, **params), 422, f"GET /api/v1{path} with {params!a:.60}")


@pytest.mark.criterion("index-used")
def test_the_search_reads_the_index(board, database):
    company = board.company()
    board.open_jobs(company, {"title": "A lantern", "description": "It shines."})
    database.execute("ALTER TABLE jobs SET (fillfactor = 10)")  # as large as with long texts, without reading any
    database.execute(
        "INSERT INTO jobs (company_id, title, description, place, remote, kind, salary_min, salary_max, status)"
        " SELECT %s, 'Work ' || n, 'It is done.', 'Porto', false, 'contract', n, n, 'approved'"
        " FROM generate_series(1, 50000) AS n",
        company.id,
    )
    database.execute("ANALYZE jobs")
    before = rows_read(database)
    assert board.found(q="lantern") == ["A lantern"]
    database.query(HANG_UP)  # at the latest, PostgreSQL counts what a connection has read when it ends
    now = rows_read(database)
    if now["one_by_one"] - before["one_by_one"] >= 50_000 or now["by_index"] == before["by_index"]:
        raise Mismatch(
            "In 50,000 jobs, the search does not read the index of jobs.search.",
            expected="the GIN index is read, and the table is not read from end to end",
            actual=f"before: {before}, after: {now}",
            help="The condition must name the column: search @@ ... . An index knows nothing of to_tsvector(title).",
        )


def rows_read(database):
    """How often the GIN index was read, and how many jobs were read one after the other."""
    return database.query(
        "SELECT seq_tup_read AS one_by_one, (SELECT coalesce(sum(idx_scan), 0)::int FROM pg_stat_user_indexes"
        f" WHERE indexrelname IN ({BY_GIN})) AS by_index FROM pg_stat_user_tables WHERE relname = 'jobs'"
    )[0]
