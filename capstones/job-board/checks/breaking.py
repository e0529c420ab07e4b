"""A plug-in for pytest: breaks the application from outside, and writes down which breakages no test notices.

Each test is run as it is. If it passes, and a breakage would have changed what it was answered, it is run again with
that breakage, and must fail. Then it is run once more as it is: a test that fails now proves nothing by failing.
"""

import inspect
import json
import os
import re
from pathlib import Path

import psycopg
import pytest
from _pytest.runner import runtestprotocol

V1 = "/api/v1"
TOKENS = {"access_token": "a.b.c", "refresh_token": "a.b.c", "token_type": "bearer", "expires_in": 900}
EMPTY = {"items": [], "next_cursor": None}
# method, pattern of the path, statuses that are changed, the new status, the new body
ANSWERS = {
    "a log-in with a wrong password is answered with 200": ("POST", "/auth/log-in", {401}, 200, TOKENS),
    "a used refresh token is answered with 200": ("POST", "/auth/refresh", {401}, 200, TOKENS),
    "GET /admin/jobs answers 200 for anybody": ("GET", "/admin/jobs", {401, 403}, 200, EMPTY),
    "GET /jobs/1 answers 200 to somebody who may not see this job": ("GET", r"/jobs/\d+", {404}, 200, {"id": 1}),
    "PATCH /jobs/1 of another company answers 200": ("PATCH", r"/jobs/\d+", {404}, 200, {"id": 1}),
    "a new job comes back as approved": ("POST", "/jobs", {201}, 201, None),
    "a second application is answered with 201": ("POST", r"/jobs/\d+/applications", {409}, 201, {"id": 1}),
    "GET /applications/1 answers 200 for anybody": ("GET", r"/applications/\d+", {404}, 200, {"id": 1}),
}
LOST = "q gets lost"
JOB_MOVES = {"edit": "pending", "close": "closed", "approve": "approved", "reject": "rejected"}
APPLICATION_MOVES = {"withdraw": "withdrawn", "accept": "accepted", "decline": "declined"}
FUNCTIONS = {
    "any move of a job is allowed": (
        "rules",
        "job_status_after",
        lambda real, _, action: real or JOB_MOVES.get(action),
    ),
    "an edited job stays what it was": (
        "rules",
        "job_status_after",
        lambda real, status, action: status if action == "edit" and real else real,
    ),
    "any move of an application is allowed": (
        "rules",
        "application_status_after",
        lambda real, _, action: real or APPLICATION_MOVES.get(action),
    ),
    "any password is right": ("security", "verify_password", lambda *_: True),
    "no password is right": ("security", "verify_password", lambda *_: False),
}

wanted = json.loads(os.environ["BREAK"])
state = {"broken": None, "real": None}
touched: set[str] = set()
noticed: set[str] = set()
made: set[tuple[str, int]] = set()  # what has been made over HTTP, and perhaps not been committed


def is_broken(name):
    """Whether this is to be broken now; that it could be is written down."""
    if name in wanted:
        touched.add(name)
    return state["broken"] == name


def is_there(path):
    """Whether something is hidden by a 404; otherwise there is nothing to be shown by mistake."""
    table, number = path.split("/")[-2:]
    if (table, int(number)) in made:
        return True
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], options="-c lock_timeout=500") as connection:
            return bool(connection.execute(f"SELECT 1 FROM {table} WHERE id = %s", [int(number)]).fetchone())
    except psycopg.Error:
        return False


async def call(self, scope, receive, send):
    """The application, with answers that are changed on their way out."""
    if scope["type"] != "http":
        return await state["real"](self, scope, receive, send)
    path = scope["path"]
    parts = scope["query_string"].split(b"&")
    rest = [part for part in parts if not part.startswith(b"q=")]
    if path == f"{V1}/jobs" and rest != parts and is_broken(LOST):
        scope = {**scope, "query_string": b"&".join(rest)}
    fitting = [
        (name, *change)
        for name, (method, pattern, *change) in ANSWERS.items()
        if scope["method"] == method and re.fullmatch(V1 + pattern, path)
    ]
    if not fitting:
        return await state["real"](self, scope, receive, send)
    ((name, statuses, status, body),) = fitting
    begin, chunks = {}, []

    async def collecting(message):
        if message["type"] == "http.response.start":
            begin.update(message)
            return
        chunks.append(message.get("body", b""))
        if message.get("more_body"):
            return
        content, start = b"".join(chunks), begin
        if begin["status"] == 201:
            made.add((path.split("/")[-1], json.loads(content).get("id")))
        if begin["status"] in statuses and (404 not in statuses or is_there(path)) and is_broken(name):
            content = json.dumps(body or {**json.loads(content), "status": "approved"}).encode()
            headers = [one for one in begin["headers"] if one[0].lower() != b"content-length"]
            start = {**begin, "status": status, "headers": [*headers, (b"content-length", b"%d" % len(content))]}
        await send(start)
        await send({"type": "http.response.body", "body": content})

    return await state["real"](self, scope, receive, collecting)


def replaced(real, changes):
    """A function of the learner's, with answers that are changed."""
    signature = inspect.signature(real)

    def function(*arguments, **named):
        answer = real(*arguments, **named)
        for name, change in changes.items():
            changed = change(answer, *signature.bind(*arguments, **named).arguments.values())
            if changed != answer and is_broken(name):
                return changed
        return answer

    return function


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    """Before any of the learner's tests is imported."""
    from starlette.applications import Starlette

    state["real"] = Starlette.__call__
    Starlette.__call__ = call
    by_function = {}
    for name, (module, function, change) in FUNCTIONS.items():
        if name in wanted:
            by_function.setdefault((module, function), {})[name] = change
    for (module, function), changes in by_function.items():
        home = getattr(__import__(f"app.{module}"), module)
        setattr(home, function, replaced(getattr(home, function), changes))


def passes(item, broken=None):
    """Run a test, with fixtures of its own; those of its module stay."""
    touched.clear()
    state["broken"] = broken
    reports = runtestprotocol(item, log=False, nextitem=item.parent)
    state["broken"] = None
    return all(report.passed or (broken and report.when == "teardown") for report in reports)


def pytest_runtest_protocol(item, nextitem):
    """Run a test as often as there is something to be noticed by it."""
    if passes(item):
        for name in sorted(touched - noticed):
            if not passes(item, broken=name) and passes(item):
                noticed.add(name)
    if len(noticed) == len(wanted):
        item.session.shouldstop = "everything is noticed"
    item.session._setupstate.teardown_exact(None if item.session.shouldstop else nextitem)
    return True


def pytest_unconfigure():
    """Tell the check."""
    Path("unnoticed.json").write_text(json.dumps([name for name in wanted if name not in noticed]))
