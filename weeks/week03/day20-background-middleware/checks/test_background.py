"""Checks of day 20: what happens after an answer, and what happens around each."""

import re
import time

import pytest

from grader.toolbox import Mismatch

# The server of a check: three seconds last as long as the check says, and perf_counter tells the same in every run.
_BEFORE = """
import asyncio, itertools, os, time

over = os.path.abspath("three-seconds-are-over")
patience = time.monotonic() + 8
waits, pauses, ticks, slept = asyncio.sleep, time.sleep, itertools.count(1), []


def is_waiting():
    if mail == "fails":
        raise RuntimeError("The mail server does not answer.")
    return mail == "waits" and not os.path.exists(over) and time.monotonic() < patience


async def sleep(seconds, result=None):
    while seconds >= 1 and is_waiting():
        await waits(0.01)
    await waits(seconds if seconds < 1 else 0)
    slept.extend([seconds] if 0.2 < seconds < 1 else [])
    return result


def pause(seconds):
    while seconds >= 1 and is_waiting():
        pauses(0.01)
    pauses(seconds if seconds < 1 else 0)
    slept.extend([seconds] if 0.2 < seconds < 1 else [])


asyncio.sleep = asyncio.tasks.sleep = sleep
time.sleep = pause
time.perf_counter = lambda: 1000 + next(ticks) / 1000 + sum(slept)
time.perf_counter_ns = lambda: round(time.perf_counter() * 1e9)
"""
_NUMBER = r"\d+(?:\.\d+)?(?:e[-+]?\d+)?"


@pytest.fixture
def serve(subject):
    """Serve the application, with empty logs; a mail is sent at once, "waits" until it may be sent, or "fails"."""

    def serve(mail="at once", earlier=""):
        for name, text in (("emails.log", earlier), ("requests.log", "")):
            if text or subject.exists(name):
                subject.write_text(name, text)
        return subject.app("main:app", before=f"mail = {mail!r}\n{_BEFORE}")

    return serve


@pytest.fixture
def api(serve):
    return serve()


@pytest.fixture
def person(rng):
    """Somebody new, as JSON, each time it is called."""
    names, numbers = ["Amina", "Boris", "Chen", "Dalia", "Emre"], iter(rng.sample(range(1000, 10000), 9))

    def person():
        name = rng.choice(names)
        return {"name": name, "email": f"{name.lower()}.{next(numbers)}@example.com"}

    return person


@pytest.fixture
def lines(subject):
    """The lines of a log that have a text in them. A server may write them a moment after its answer."""

    def lines(name, text, seconds=1.0):
        end = time.monotonic() + seconds
        while True:
            there = subject.exists(name)
            found = [line for line in subject.read_text(name).splitlines() if text in line] if there else []
            if found or time.monotonic() > end:
                return found
            if there:
                subject.transcript.entries.pop()  # only the last look is shown
            time.sleep(0.02)

    return lines


@pytest.fixture
def logged(lines):
    """The duration, in milliseconds, that requests.log tells of a request."""

    def logged(method, path, status):
        needed = {
            f"the method {method}": rf"(?<!\w){method}(?!\w)",
            f"the status {status}": rf"(?<!\d)(?<!\d[.,:]){status}(?!\d|[.,:]\d|\s*ms)",
            "a duration in ms": rf"(?<![\w.]){_NUMBER}\s?ms\b",
        }
        about = lines("requests.log", path)
        missing = [[part for part in needed if not re.search(needed[part], line)] for line in about]
        if [] not in missing:
            raise Mismatch(
                f"The line in requests.log does not tell {missing[-1][0]}."
                if about
                else f"requests.log has no line with the path {path}.",
                expected=f"a line like: {method} {path} {status} 1.5 ms",
                actual=about[-1] if about else "no such line",
            )
        return float(re.search(rf"(?<![\w.])({_NUMBER})\s?ms\b", about[missing.index([])])[1])

    return logged


def in_time(pending, asked, advice):
    """The answer to a request, if it does not wait for the mail."""
    if not pending.came(3):
        raise Mismatch(
            f"{asked} is not answered while a welcome mail is on its way.",
            expected="an answer at once",
            actual="no answer before the mail is sent",
            help=advice,
        )
    return pending.answer()


AFTER = "Do not call send_welcome_email in the route. Hand it to add_task, which has it called after the answer."
ASIDE = "A mail waits without holding up others: await asyncio.sleep(3) in an async def, time.sleep(3) in a plain def."


def sent(api, lines, email):
    """The mail is sent: the server prints the address, and emails.log has it."""
    printed = api.wait_for_output(email, 2)
    if not lines("emails.log", email):
        trouble = re.findall(r"^\w+(?:Error|Exception): .*|\w+Warning: (?!Enable).*", api.output(), re.MULTILINE)
        raise Mismatch(
            f"emails.log has no line with {email}, and the mail has had its time.",
            expected=f"a line with {email} in emails.log",
            actual="no such line",
            help=f"Your server has printed: {trouble[-1]}" if trouble else None,
        )
    if not printed:
        raise Mismatch(
            f"emails.log has a line with {email}, but the server has not printed the address.",
            expected=f"{email} on the terminal of the server",
            actual="nothing with this address",
        )


@pytest.mark.criterion("user-created")
def test_a_user_is_created(api, person):
    ids = []
    for somebody in (person(), person()):
        answer = api.post("/users", json=somebody)
        assert answer.status_code == 201
        body = answer.json()
        assert {key: value for key, value in body.items() if key != "id"} == somebody
        ids.append(body.get("id"))
    if None in ids or ids[0] == ids[1]:
        raise Mismatch("Each user has an id of their own.", expected="two different ids", actual=ids)


@pytest.mark.criterion("mail-sent")
def test_a_mail_goes_to_each_user(subject, api, lines, person):
    people = [person()["email"], person()["email"]]
    for email in people:
        api.post("/users", json={"name": "Amina", "email": email})
        sent(api, lines, email)
    counted = {email: subject.read_text("emails.log").count(email) for email in people}
    if counted != dict.fromkeys(people, 1):
        raise Mismatch(
            "emails.log does not have each address once.",
            expected=dict.fromkeys(people, 1),
            actual=counted,
            help='One task for each user, and the mode "a" of open: it adds to what is there.',
        )


@pytest.mark.criterion("mail-sent")
def test_mails_of_earlier_days_stay(subject, serve, lines, person):
    api = serve(earlier="yesterday: farida@example.com\n")
    somebody = person()
    api.post("/users", json=somebody)
    sent(api, lines, somebody["email"])
    text = subject.read_text("emails.log")
    if not text.startswith("yesterday: farida@example.com\n"):
        raise Mismatch(
            "What stood in emails.log before the server was started is gone.",
            expected="the old line first, and the new one below it",
            actual=text.strip(),
            help='The mode "w" of open empties a file, also if it is used only once, at the start.',
        )


@pytest.mark.criterion("answer-first")
def test_the_answer_comes_before_the_mail(subject, serve, lines, person):
    api, somebody = serve(mail="waits"), person()
    assert in_time(api.start("POST", "/users", json=somebody), "POST /users", AFTER).status_code == 201
    if lines("emails.log", somebody["email"], seconds=0.2):
        raise Mismatch(
            "The mail is sent before three seconds are over.",
            expected="no line with this address yet",
            actual="emails.log has the line already",
            help="Wait first, with await asyncio.sleep(3) or with time.sleep(3), and then write.",
        )
    subject.write_text("three-seconds-are-over", "")
    sent(api, lines, somebody["email"])


@pytest.mark.criterion("others-answered")
def test_others_are_answered_while_mails_wait(subject, serve, lines, person):
    api, people = serve(mail="waits"), [person() for _ in range(3)]
    for somebody in people:
        pending = api.start("POST", "/users", json=somebody)
        assert in_time(pending, "Another POST /users", ASIDE).status_code == 201
    assert in_time(api.start("GET", "/slow"), "GET /slow", ASIDE).status_code == 200
    subject.write_text("three-seconds-are-over", "")
    for somebody in people:
        sent(api, lines, somebody["email"])


@pytest.mark.criterion("users-checked")
@pytest.mark.parametrize("field", ["name", "email"])
def test_a_field_that_is_missing_makes_no_user(api, person, field):
    body = {key: value for key, value in person().items() if key != field}
    assert api.post("/users", json=body).status_code == 422


@pytest.mark.criterion("users-checked")
@pytest.mark.parametrize("field, value", [("name", ""), ("email", ""), ("email", "amina"), ("email", "amina@")])
def test_nonsense_makes_no_user_and_no_mail(api, lines, person, field, value):
    body, somebody = person() | {field: value}, person()
    assert api.post("/users", json=body).status_code == 422
    api.post("/users", json=somebody)
    sent(api, lines, somebody["email"])
    if field == "name":
        assert lines("emails.log", body["email"], seconds=0) == []


@pytest.mark.criterion("users-checked")
def test_a_name_of_one_letter_is_a_name(api, person):
    assert api.post("/users", json=person() | {"name": "O"}).status_code == 201


@pytest.mark.criterion("request-logged")
def test_a_request_leaves_a_line(api, logged, person):
    api.get("/slow")
    logged("GET", "/slow", 200)
    api.post("/users", json=person())
    logged("POST", "/users", 201)


@pytest.mark.criterion("refusals-logged")
def test_what_is_refused_leaves_a_line_too(api, logged, rng):
    path = f"/nowhere-{rng.randint(1000, 9999)}"
    assert api.get(path).status_code == 404
    logged("GET", path, 404)
    assert api.post("/users", json={}).status_code == 422
    logged("POST", "/users", 422)


@pytest.mark.criterion("crash-logged")
def test_a_failure_of_the_server_leaves_a_line_too(api, logged):
    assert api.get("/broken").status_code == 500
    logged("GET", "/broken", 500)


@pytest.mark.criterion("duration-measured")
def test_the_log_tells_how_long_it_took(api, logged):
    api.get("/slow")
    duration = logged("GET", "/slow", 200)
    if not 200 <= duration <= 5000:
        raise Mismatch(
            "GET /slow takes 250 milliseconds and a little more. The log tells something else.",
            expected="250 ms or a little more",
            actual=f"{duration:.1f} ms",
            help="Look at the clock before call_next and again after it. A second has 1000 milliseconds.",
        )


def headers_of(answer):
    """The two headers: the name of the app, and the seconds as a number."""
    missing = [name for name in ("X-App", "X-Process-Time") if name not in answer.headers]
    if missing:
        raise Mismatch(
            f"The answer to {answer.asked} has no header {missing[0]}.",
            expected="X-App and X-Process-Time",
            actual=", ".join(name for name in answer.headers if name.startswith("x-")) or "neither",
            help="response.headers is like a dictionary. The middleware fills it after call_next.",
        )
    assert answer.headers["X-App"] == "journey"
    if not re.fullmatch(_NUMBER, answer.headers["X-Process-Time"]):
        raise Mismatch(
            "X-Process-Time is a number of seconds and nothing else.",
            expected="0.0123",
            actual=answer.headers["X-Process-Time"],
        )
    return float(answer.headers["X-Process-Time"])


@pytest.mark.criterion("headers-added")
def test_answers_have_two_more_headers(api, person):
    headers_of(api.post("/users", json=person()))
    headers_of(api.get("/slow"))


@pytest.mark.criterion("headers-everywhere")
def test_refusals_have_the_headers_too(api, rng):
    headers_of(api.get(f"/nowhere-{rng.randint(1000, 9999)}"))
    headers_of(api.post("/users", json={}))


@pytest.mark.criterion("process-time-true")
def test_the_header_tells_how_long_it_took(api):
    seconds = headers_of(api.get("/slow"))
    if not 0.2 <= seconds <= 5:
        raise Mismatch(
            "GET /slow takes a quarter of a second and a little more. The header tells something else.",
            expected="0.25 or a little more",
            actual=seconds,
            help="Look at the clock before call_next and again after it. The header is in seconds.",
        )


@pytest.mark.criterion("two-middleware")
def test_there_are_two_middleware(subject):
    app = subject.module("main").app
    count = len(app.user_middleware)
    if count < 2:
        raise Mismatch(
            "The app has fewer than two middleware.",
            expected="two or more in app.user_middleware",
            actual=count,
            help='Each one needs its own line @app.middleware("http"), or a call of app.add_middleware.',
        )


@pytest.mark.criterion("proof-written")
def test_the_proof_has_times(subject):
    unit = r"(?:ms|s|sec|secs|seconds?|milliseconds?)\b"
    times = re.findall(rf"(?<![\w.,])\d+(?:[.,]\d+)?\s*{unit}", subject.submitted_text("PROOF.md"))
    if len(times) < 2:
        raise Mismatch(
            "PROOF.md has fewer than two times with a unit.",
            expected="two times, like 0.012 s and 3.004 s",
            actual=", ".join(times) or "none",
            help="Measure how long the answer takes, and how long it is until the line is in emails.log.",
        )


@pytest.mark.criterion("failed-mail-survived")
def test_a_mail_that_fails_is_only_logged(serve, lines, person):
    api, somebody = serve(mail="fails"), person()
    answer = api.post("/users", json=somebody)
    assert answer.status_code == 201
    assert answer.json()["email"] == somebody["email"]
    about = [*lines("requests.log", somebody["email"]), *api.output().splitlines()]
    if not any("ERROR" in line and somebody["email"] in line for line in about):
        raise Mismatch(
            "The mail was not sent, and no line has both the word ERROR and the address.",
            expected=f"ERROR ... {somebody['email']} in requests.log or on the terminal",
            actual="no such line",
            help="Catch the exception in the task, and call logger.error or logger.exception with the address.",
        )
    assert api.get("/slow").status_code == 200
    if "Exception in ASGI application" in api.output():
        raise Mismatch(
            "The exception of the mail reaches the server, which prints a traceback of its own.",
            expected="one line with ERROR",
            actual="Exception in ASGI application",
            help="Put everything that the task does into the try, and do not raise again.",
        )
    if lines("emails.log", somebody["email"], seconds=0):
        raise Mismatch(
            "The mail was not sent, but emails.log has a line for it.",
            expected=f"no line with {somebody['email']}",
            actual="emails.log has the line",
        )
