"""Checks of day 18: routes that wait. What overlaps is seen by who meets whom; no clock says it."""

import contextlib
import re
import select
import socket

import pytest

from grader.toolbox import Mismatch

# How each route is written, as FastAPI sees it.
WRITTEN = """
from inspect import iscoroutinefunction
from fastapi.routing import APIRoute, iter_route_contexts

def how_written(app):
    routes = [one for one in iter_route_contexts(app.routes) if isinstance(one.original_route, APIRoute)]
    kinds = ["def", "async def"]
    return {f"{verb} {one.path}": kinds[iscoroutinefunction(one.endpoint)] for one in routes for verb in one.methods}
"""
# Nobody sleeps by the clock: whoever falls asleep wakes up when so many have fallen asleep, or after two seconds.
MEETING = """
import asyncio
import time

nap, blocking_nap = asyncio.sleep, time.sleep
asleep, awake, end = [], [], []

def fall_asleep(seconds):
    asleep.append(seconds)
    end.append(time.monotonic() + 2)
    print(f"asleep: {{len(asleep) - len(awake)}}, for {{float(seconds)}} seconds", flush=True)

def alone():
    return len(asleep) < {size} and time.monotonic() < end[0]

async def sleep(seconds, result=None):
    if seconds < 0.5:
        return await nap(seconds, result)
    fall_asleep(seconds)
    while alone():
        await nap(0.01)
    awake.append(seconds)
    return result

def blocking_sleep(seconds):
    if seconds < 0.5:
        return blocking_nap(seconds)
    fall_asleep(seconds)
    while alone():
        blocking_nap(0.01)
    awake.append(seconds)

asyncio.sleep, time.sleep = sleep, blocking_sleep
"""
# When the file is there, three seconds have passed for everything that waits. Then the clock of the loop stands still.
CLOCK = """
import asyncio.base_events
import os

clock = asyncio.base_events.BaseEventLoop.time
stopped = []

def time(loop):
    if not stopped and os.path.exists("three-seconds-later"):
        stopped.append(clock(loop) + 3)
    return stopped[0] if stopped else clock(loop)

asyncio.base_events.BaseEventLoop.time = time
"""
NO_NAMES = """
import socket

def getaddrinfo(host, port, *_, **__):
    print(f"looked up {host if isinstance(host, str) else host.decode()}, port {port}", flush=True)
    raise socket.gaierror("the check has no network")

socket.getaddrinfo = getaddrinfo
"""
TITLES = ["Buy bread", "Mend the bicycle", "Água para as plantas", "Call Chen", "Read about await"]


@pytest.fixture
def written(subject):
    """How each route is written."""
    return subject.define(WRITTEN)(subject.module("main").app)


@pytest.fixture
def sleepers(subject):
    """The learner's app, in which sleepers wait for each other."""

    def serve(size):
        return subject.app("main:app", before=MEETING.format(size=size))

    return serve


@pytest.fixture
def people(rng):
    """Users who are new in every run."""
    names = rng.sample(["Amina", "Boris", "Chen", "Dilnoza", "Emeka", "Farida"], 5)
    return [{"name": name, "email": f"{name.lower()}@example.com", "age": rng.randint(18, 90)} for name in names]


@pytest.fixture
def title(rng):
    return f"{rng.choice(TITLES)} {rng.randint(10, 99)}"


@pytest.fixture
def external(subject, site):
    """The learner's app, which asks a site of ours."""
    return subject.app("main:app", env={"API_BASE_URL": site.url})


@pytest.fixture
def silent(subject):
    """Another server, which takes requests and does not answer by itself."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        subject.may_connect(listener.getsockname()[1])
        yield listener


def url_of(server):
    return "http://{}:{}".format(*server.getsockname())


@contextlib.contextmanager
def request_at(silent, pending):
    """The connection on which the learner's request has come, read to its end."""
    for _ in range(150):
        if pending.came(0.02) or select.select([silent], [], [], 0)[0]:
            break
    else:
        raise Mismatch("No request has reached the other server.", expected="GET /todos/1", actual="nothing")
    if pending.came(0):
        answer = pending.answer()
        raise Mismatch(
            "The answer came before the other server had answered.",
            expected="a request to the other server, and then an answer",
            actual=f"{answer.status_code}, at once",
        )
    connection, _ = silent.accept()
    with connection:
        connection.settimeout(2)
        request = b""
        with contextlib.suppress(OSError):
            while not request.endswith(b"\r\n\r\n") and (part := connection.recv(65536)):
                request += part
        yield connection


def insist_on(status, answer, why):
    """The answer has this status, and a sentence under detail."""
    if answer.status_code != status:
        raise Mismatch(why, expected=status, actual=answer.status_code)
    body = answer.json()
    if not (isinstance(body, dict) and isinstance(body.get("detail"), str) and body["detail"]):
        raise Mismatch(
            "The answer does not say what is wrong.",
            expected='{"detail": "..."}',
            actual=answer.text,
            help="The second argument of HTTPException is the sentence.",
        )


# -- users ----------------------------------------------------------------------------------------


@pytest.mark.criterion("one-async")
def test_one_route_is_written_with_async_def(written):
    if "async def" not in written.values():
        raise Mismatch(
            "No route is written with async def.",
            expected="one route with async def",
            actual=f"{len(written)} routes, all with plain def" if written else "no route at all",
        )


@pytest.mark.criterion("one-async")
def test_the_server_still_answers(subject):
    assert subject.app("main:app").get("/users").status_code == 200


@pytest.mark.criterion("all-async")
def test_every_route_is_written_with_async_def(written):
    plain = [route for route, kind in written.items() if kind == "def"]
    if plain:
        raise Mismatch(
            "Not every route is written with async def.", expected="async def", actual=f"plain def: {', '.join(plain)}"
        )


@pytest.mark.criterion("users-kept")
def test_users_are_made_and_found(subject, people):
    api = subject.app("main:app")
    made = [api.post("/users", json=person) for person in people[:2]]
    assert [answer.status_code for answer in made] == [201, 201]
    users = [answer.json() for answer in made]
    assert users == [{"id": user["id"], **person} for user, person in zip(users, people, strict=False)]
    assert api.get("/users").json() == users
    assert api.get(f"/users/{users[1]['id']}").json() == users[1]


@pytest.mark.criterion("users-kept")
def test_who_is_unknown_or_makes_no_sense_is_refused(subject, people, rng):
    api = subject.app("main:app")
    assert api.get("/users").json() == []
    assert api.get(f"/users/{rng.randint(100, 999)}").status_code == 404
    assert api.post("/users", json=people[0] | {"email": "amina"}).status_code == 422
    assert api.post("/users", json=people[0] | {"age": 0}).status_code == 422


@pytest.mark.criterion("users-kept")
def test_users_who_come_at_once_get_different_ids(subject, people):
    api = subject.app("main:app")
    api.concurrently(*[("POST", "/users", {"json": person}) for person in people])
    users = api.get("/users").json()
    if len({user["id"] for user in users}) != len(people):
        raise Mismatch(
            f"{len(people)} users were sent at once.",
            expected=f"{len(people)} users with different ids",
            actual=f"ids: {', '.join(str(user['id']) for user in users)}",
            help="At an await, the next request gets its turn. Take the id and keep the user without an await between.",
        )


# -- slow -----------------------------------------------------------------------------------------


@pytest.mark.criterion("slow-answered")
def test_slow_sleeps_for_two_seconds(sleepers):
    api = sleepers(1)
    answer = api.get("/slow")
    assert answer.status_code == 200
    assert answer.json() == {"waited": 2}
    slept = sum(float(seconds) for seconds in re.findall(r"asleep: \d+, for (\S+) seconds", api.output()))
    if slept != 2:
        raise Mismatch(
            "GET /slow has answered, and has not slept for two seconds.",
            expected="await asyncio.sleep(2)",
            actual=f"asleep for {slept:g} s" if slept else "no sleep",
            help=None if slept else "Without await, a coroutine does not run.",
        )


@pytest.mark.criterion("slow-together")
def test_all_who_are_slow_wait_together(sleepers, rng):
    size = rng.randint(3, 5)
    api = sleepers(size)
    answers = api.concurrently(*[("GET", "/slow")] * size)
    assert [answer.status_code for answer in answers] == [200] * size
    most = max(map(int, re.findall(r"asleep: (\d+)", api.output())), default=0)
    if most < size:
        raise Mismatch(
            f"{size} requests to /slow were sent at once. They did not sleep at the same time.",
            expected=f"{size} asleep at once",
            actual=f"{most} asleep at once",
            help="Only what is awaited lets others go on. time.sleep() stops the whole event loop.",
        )


@pytest.mark.criterion("slow-together")
def test_others_are_served_while_one_is_slow(sleepers):
    api = sleepers(2)
    slow = api.start("GET", "/slow")
    slow.came(0.02)
    api.wait_for_output("asleep: 1", 2)
    users = api.start("GET", "/users")
    if not users.came(1.5):
        raise Mismatch(
            "While one request to /slow sleeps, GET /users gets no answer.",
            expected="an answer at once",
            actual="no answer",
            help="Only what is awaited lets others go on. time.sleep() stops the whole event loop.",
        )
    assert users.answer().status_code == 200
    assert api.get("/slow").status_code == slow.answer().status_code == 200


# -- external -------------------------------------------------------------------------------------


@pytest.mark.criterion("external-answered")
def test_the_title_comes_from_the_other_server(site, external, title):
    site.page("/todos/1", f'{{"userId": 1, "id": 1, "title": "{title}", "completed": false}}')
    answer = external.get("/external")
    asked = [f"{one.method} {one.path}" for one in site.asked]
    if "GET /todos/1" not in asked:
        raise Mismatch(
            "The server that API_BASE_URL names was not asked for its todo.",
            expected="GET /todos/1",
            actual=", ".join(asked) or "no request",
        )
    assert answer.status_code == 200
    assert answer.json() == {"title": title}


@pytest.mark.criterion("external-answered")
def test_the_other_server_is_asked_each_time(site, external, title):
    for text in (title, f"{title}, again"):
        site.page("/todos/1", f'{{"title": "{text}"}}')
        assert external.get("/external").json() == {"title": text}


@pytest.mark.criterion("external-answered")
def test_without_a_setting_it_is_jsonplaceholder(subject):
    api = subject.app("main:app", before=NO_NAMES)
    api.get("/external")
    looked_up = re.findall(r"looked up (\S+), port (\d+)", api.output())
    if ("jsonplaceholder.typicode.com", "443") not in looked_up:
        raise Mismatch(
            "API_BASE_URL was not set, and JSONPlaceholder was not asked.",
            expected="a request to https://jsonplaceholder.typicode.com",
            actual=f"a request to {looked_up[0][0]}, port {looked_up[0][1]}"
            if looked_up
            else "no request to that server",
        )


@pytest.mark.criterion("external-unblocked")
def test_others_are_served_while_the_other_server_is_silent(subject, silent, title):
    api = subject.app("main:app", env={"API_BASE_URL": url_of(silent)})
    pending = api.start("GET", "/external")
    with request_at(silent, pending) as connection:
        users = api.start("GET", "/users")
        if not users.came(1.5):
            raise Mismatch(
                "The other server has not answered yet, and meanwhile GET /users gets no answer.",
                expected="an answer at once",
                actual="no answer",
                help="A client without await stops the whole event loop while it waits: use an async one.",
            )
        assert users.answer().status_code == 200
        body = f'{{"title": "{title}"}}'.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        with contextlib.suppress(OSError):
            connection.sendall(head.encode() + body)
    assert pending.answer().json() == {"title": title}


@pytest.mark.criterion("external-failures")
@pytest.mark.parametrize("status", [500, 404])
def test_an_error_of_the_other_server_is_502(site, external, status):
    site.page("/todos/1", '{"title": "It did not work"}', status=status)
    insist_on(502, external.get("/external"), f"The other server has answered with the status {status}.")


@pytest.mark.criterion("external-failures")
@pytest.mark.parametrize("body", ["<h1>Welcome</h1>", '{"id": 1}', '["title"]', '{"title": null}'], ids=[*"abcd"])
def test_nonsense_of_the_other_server_is_502(site, external, body):
    site.page("/todos/1", body)
    insist_on(502, external.get("/external"), f"The other server has answered 200 with the body {body}")


@pytest.mark.criterion("external-failures")
def test_an_old_title_is_no_answer(site, external, title):
    site.page("/todos/1", f'{{"title": "{title}"}}')
    assert external.get("/external").status_code == 200
    site.page("/todos/1", "closed", status=503)
    insist_on(502, external.get("/external"), "The other server answered well, then with the status 503.")


@pytest.mark.criterion("external-failures")
def test_a_server_that_is_not_there_is_502(subject, nobody):
    api = subject.app("main:app", env={"API_BASE_URL": nobody.url})
    insist_on(502, api.get("/external"), "The other server is not there: nobody listens on its port.")


@pytest.mark.criterion("external-timeout")
def test_a_silent_server_is_504_after_three_seconds(subject, silent):
    api = subject.app("main:app", before=CLOCK, env={"API_BASE_URL": url_of(silent)})
    pending = api.start("GET", "/external")
    with request_at(silent, pending):
        pending.came(0.15)
        subject.write_text("three-seconds-later", "")
        if not pending.came(1.5):
            raise Mismatch(
                "The other server is silent. After three seconds, /external still waits for it.",
                expected="504",
                actual="no answer",
                help="The client has a setting that says how many seconds it waits.",
            )
        answer = pending.answer()
    insist_on(504, answer, "The other server was silent for three seconds.")
