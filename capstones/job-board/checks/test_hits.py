"""Checks of what is kept in MongoDB of each request, and of what happens while MongoDB is away."""

import re
import socket
import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest

from grader.toolbox import Mismatch

PATIENCE = 5  # seconds; the brief says "within a second or two"
GONE = "import os; del os.environ['MONGO_URL']"


@pytest.fixture
def prepared(migrated):
    """Nobody has signed up yet."""


@pytest.fixture
def soon(subject):
    """Ask until the answer is good, and say then what it was; at the end of our patience, say what it was anyway."""

    def soon(question, is_good):
        before, end = len(subject.transcript.entries), time.monotonic() + PATIENCE
        while not is_good(answer := question()) and time.monotonic() < end:
            del subject.transcript.entries[before:]  # only the last question is shown
            time.sleep(0.02)  # MongoDB tells nobody of what is new
        return answer

    return soon


@pytest.fixture
def hits(documents, soon):
    """The hits, as soon as there are so many."""

    def hits(count):
        found = soon(documents.new("hits").find, lambda found: len(found) >= count)
        if len(found) != count:
            raise Mismatch(
                "Each request below /api/ should be a document in the collection hits, once.",
                expected=f"{count} {'hits' if count > 1 else 'hit'}",
                actual="; ".join(f"{hit.get('method')} {hit.get('path')} {hit.get('status')}" for hit in found)
                or "none",
            )
        return found

    return hits


@pytest.fixture
def silence(subject):
    """An address where connections are taken, and nothing is ever answered."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        port = listener.getsockname()[1]
        subject.may_connect(port)
        yield f"mongodb://127.0.0.1:{port}/board"


@pytest.fixture
def absence(nobody):
    """An address where nobody listens."""
    return f"mongodb://{nobody.host}:{nobody.port}/board"


def said_of(hit):
    return tuple(hit.get(name) for name in ("method", "path", "status", "user_id"))


@pytest.mark.criterion("hit-kept")
def test_a_request_becomes_a_document(api, hits):
    assert api.get("/api/v1/jobs").status_code == 200
    assert [said_of(hit)[:3] for hit in hits(1)] == [("GET", "/api/v1/jobs", 200)]


@pytest.mark.criterion("hits-complete")
def test_requests_of_all_kinds_are_kept(api, board, hits, rng):
    company, seeker = board.company(), board.seeker()
    number, word = rng.randint(1000, 9999), f"w{rng.randint(10**8, 10**9)}"
    api.get("/api/v1/jobs", params={"q": word})
    api.get(f"/api/v1/jobs/{number}")
    api.get("/api/v1/me")
    company.get("/me")
    seeker.post("/jobs", {"title": word})
    company.post("/jobs", {"title": word})
    api.get(f"/api/{word}")
    api.get("/health")
    expected = {
        ("POST", "/api/v1/auth/sign-up", 201, None): "/auth/sign-up",
        ("GET", "/api/v1/jobs", 200, None): "/jobs",
        ("GET", f"/api/v1/jobs/{number}", 404, None): "/jobs/{}",
        ("GET", "/api/v1/me", 401, None): "/me",
        ("GET", "/api/v1/me", 200, company.id): "/me",
        ("POST", "/api/v1/jobs", 403, seeker.id): "/jobs",
        ("POST", "/api/v1/jobs", 422, company.id): "/jobs",
        ("GET", f"/api/{word}", 404, None): None,
    }
    found = hits(9)
    assert sorted(map(said_of, found), key=str) == sorted([*expected, next(iter(expected))], key=str)
    for hit in found:
        pattern = expected[said_of(hit)]
        shown = hit.get("route") and re.sub(r"\{[^}]+\}", "{}", hit["route"])
        assert shown in ({None} if pattern is None else {pattern, f"/api/v1{pattern}"})


@pytest.mark.criterion("hits-complete")
def test_a_hit_knows_when_and_how_long(board, hits):
    began = time.perf_counter(), datetime.now(UTC)
    board.seeker()  # a password is hashed: this takes more than a millisecond
    took, ended = (time.perf_counter() - began[0]) * 1000, datetime.now(UTC)
    (hit,) = hits(1)
    milliseconds, at = hit.get("milliseconds"), hit.get("at")
    if not isinstance(milliseconds, int | float) or not 1 <= milliseconds <= took:
        raise Mismatch(
            "The hit does not say how long the request took.",
            expected=f"milliseconds, between 1 and {took:.0f}",
            actual=milliseconds,
        )
    a_moment = timedelta(seconds=1)
    at = at.replace(tzinfo=UTC) if isinstance(at, datetime) else None
    if at is None or not began[1] - a_moment <= at <= ended + a_moment:
        raise Mismatch("The hit does not say when it was.", expected=f"a date: {ended}, in UTC", actual=hit.get("at"))


@pytest.mark.criterion("hits-mongo-away")
@pytest.mark.parametrize("trouble", ["absence", "silence"])
def test_without_mongodb_all_goes_on(serve, board_at, request, trouble):
    board = board_at(serve(MONGO_URL=request.getfixturevalue(trouble)))
    company, seeker, admin = board.company(), board.seeker(), board.admin()
    job = board.approve(admin, board.job(company))
    assert board.applied(seeker, job)["status"] == "sent"
    assert board.log_in(seeker).status_code == 200
    assert [board.api.get(f"/api/v1/{path}").status_code for path in ("me", "jobs/4711", "nothing")] == [401, 404, 404]


@pytest.mark.criterion("hits-mongo-away")
def test_nobody_waits_for_a_silent_mongodb(serve, silence):
    usual, without = (sixty_times(api) for api in (serve(), serve(MONGO_URL=silence)))
    if without > 5 * usual + 0.2:
        raise Mismatch(
            "Requests wait for a MongoDB that takes connections and never answers.",
            expected=f"answers as fast as ever, in about {usual:.3f} seconds",
            actual=f"answers in {without:.3f} seconds",
            help="A request puts its hit into a queue in memory. A task or a thread of its own writes.",
        )


def sixty_times(api):
    """The seconds that a request takes, when so many have been there that no pool of threads has room any more."""
    seconds = []
    with api.in_passing():
        for _ in range(60):
            began = time.perf_counter()
            assert api.get("/api/v1/jobs").status_code == 200
            seconds.append(time.perf_counter() - began)
    return statistics.median(seconds[-20:])


def made_up(day, hour, status, milliseconds, method="GET", route="/api/v1/jobs"):
    at = datetime(2031, 5, day, hour, tzinfo=UTC)
    path = route or "/api/nothing"
    return {"method": method, "path": path, "route": route, "status": status, "milliseconds": milliseconds} | {
        "user_id": None,
        "at": at,
    }


@pytest.mark.criterion("hits-aggregated")
def test_hits_are_counted(board, documents, rng):
    admin = board.admin()
    first, second, third = (rng.randint(2, 90) for _ in range(3))
    old = [made_up(1, 8, 200, 500.0), made_up(1, 9, 503, 500.0, "POST"), made_up(2, 9, 404, 500.0, route=None)]
    new = [made_up(2, 10, 200, first), made_up(2, 11, 400, second), made_up(3, 0, 200, third)]
    new += [made_up(2, 12, 401, 7.5, "POST"), made_up(2, 13, 201, 2.5, "POST"), made_up(2, 14, 404, 1.0, route=None)]
    documents.new("hits").insert(*old, *new)
    shown = admin.get("/admin/hits", since="2031-05-02T10:00:00Z").json()
    average = pytest.approx((first + second + third) / 3, abs=0.1)
    known = [one for one in shown["by_route"] if one["route"] is not None]
    assert known == [
        {"method": "GET", "route": "/api/v1/jobs", "hits": 3, "errors": 1, "average_ms": average},
        {"method": "POST", "route": "/api/v1/jobs", "hits": 2, "errors": 1, "average_ms": pytest.approx(5, abs=0.1)},
    ]
    assert shown["by_status"] == {"200": 2, "201": 1, "400": 1, "401": 1, "404": 1}
    assert shown["total"] == 6


@pytest.mark.criterion("hits-aggregated")
def test_since_is_a_moment_or_a_day(board, documents):
    admin = board.admin()
    documents.new("hits").insert(*(made_up(day, hour, 200, 5) for day in (1, 2, 3) for hour in (0, 10)))
    moments = {"2031-05-02": 4, "2031-05-02T10:00:00": 3, "2031-05-02T12:00:00+02:00": 3, "2031-05-03T10:00:01Z": 0}
    for since, total in moments.items():
        assert admin.get("/admin/hits", since=since).json()["total"] == total
    assert admin.get("/admin/hits").json()["total"] >= 6
    assert admin.get("/admin/hits", since="soon").status_code == 422


@pytest.mark.criterion("hits-aggregated")
@pytest.mark.parametrize("trouble", ["absence", "silence", None])
def test_without_mongodb_there_are_no_figures(serve, board_at, request, trouble):
    env = {"MONGO_URL": request.getfixturevalue(trouble)} if trouble else {}
    admin = board_at(serve(**env) if trouble else serve(before=GONE)).admin()
    began = time.monotonic()
    assert admin.get("/admin/hits").status_code == 503
    seconds = time.monotonic() - began
    if seconds > 4:
        raise Mismatch("The 503 comes too late.", expected="three seconds at most", actual=f"{seconds:.1f} seconds")


@pytest.mark.criterion("hits-expire")
def test_after_thirty_days_a_hit_goes(api, hits, documents, soon):
    api.get("/api/v1/jobs")
    (young,) = hits(1)
    days = {name: datetime.now(UTC) - timedelta(days=30, minutes=more) for name, more in (("old", 5), ("not yet", -60))}
    documents.new("hits").insert(*({**made_up(1, 1, 200, 5), "path": name, "at": at} for name, at in days.items()))

    def swept():
        documents.sweep()
        return sorted(hit["path"] for hit in documents.collection("hits").find())

    assert soon(swept, lambda paths: "old" not in paths) == [young["path"], "not yet"]
