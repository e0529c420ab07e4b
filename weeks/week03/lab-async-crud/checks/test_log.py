"""Checks of the lab: a log that is written in the background, and survives an error."""

import re

import pytest

from grader.toolbox import Mismatch


def in_time(pending, asked):
    """The answer to a request, if it does not wait for the disk."""
    if not pending.came(2):
        raise Mismatch(
            f"{asked} is not answered while a line of the log waits for the disk.",
            expected="an answer at once",
            actual="no answer before the line is written",
            help="Hand the function to add_task. In an async def it waits with await asyncio.sleep(2).",
        )
    return pending.answer()


def error_about(api, number):
    """The terminal has a line with ERROR and this parcel, and the server has seen no exception."""
    api.wait_for_output("ERROR", 1)
    if "Exception in ASGI application" in api.output():
        raise Mismatch(
            "The exception of the log reaches the server, which prints a traceback of its own.",
            expected=f"one line with ERROR and parcel {number}",
            actual="Exception in ASGI application",
            help="Put everything that the task does into the try, the wait too, and do not raise again.",
        )
    api.wait_for_output(f"parcel {number}", 1)
    errors = [line for line in api.output().splitlines() if "ERROR" in line]
    if not any(re.search(rf"\bparcel {number}\b", line) for line in errors):
        raise Mismatch(
            "The disk failed, and no line on the terminal has both ERROR and the parcel.",
            expected=f"ERROR ... parcel {number}",
            actual=errors[0] if errors else "no line with ERROR",
            help="Catch the exception around the wait and the writing, and log or print a line about it.",
        )


@pytest.mark.criterion("log-written")
def test_each_change_leaves_a_line(api, made, new, logged):
    number = made(api, 1)[0]["id"]
    logged(f"created {number}")
    api.patch(f"/parcels/{number}", json=new())
    logged(f"created {number}", f"changed {number}")
    api.delete(f"/parcels/{number}")
    logged(f"created {number}", f"changed {number}", f"removed {number}")


@pytest.mark.criterion("log-written")
def test_nothing_else_leaves_a_line(api, made, new, logged, rng):
    unknown = f"/parcels/{rng.randint(100, 999)}"
    number = made(api, 1)[0]["id"]
    api.get("/parcels")
    api.get(f"/parcels/{number}")
    api.patch(unknown, json=new())
    api.delete(unknown)
    api.post("/parcels", json={})
    last = made(api, 1)[0]["id"]
    logged(
        f"created {number}", f"created {last}", why="activity.log should tell of changes that succeeded, and no others."
    )


@pytest.mark.criterion("log-written")
def test_lines_of_earlier_days_stay(subject, serve, made, logged):
    number = made(serve(earlier="yesterday\n"), 1)[0]["id"]
    logged(f"created {number}")
    text = subject.read_text("activity.log")
    if not text.startswith("yesterday\n"):
        raise Mismatch(
            "What stood in activity.log before the server was started is gone.",
            expected="the old line first, and the new one below it",
            actual=text.strip(),
        )


@pytest.mark.criterion("log-in-background")
def test_the_answer_comes_before_the_line(subject, serve, new, log, logged):
    api = serve(disk="held")
    answer = in_time(api.start("POST", "/parcels", json=new()), "POST /parcels")
    assert answer.status_code == 201
    waits, early = api.wait_for_output("disk: try 1", 1), log(1, seconds=0.05)
    if early or not waits:
        raise Mismatch(
            "The line does not wait for the disk.",
            expected="two seconds of sleep, and then the line",
            actual="the line is there already" if early else "no such sleep",
        )
    subject.write_text("disk-answers", "")
    logged(f"created {answer.json()['id']}")


@pytest.mark.criterion("log-holds-up-nobody")
def test_others_are_answered_while_lines_wait(subject, serve, new, logged):
    api, numbers = serve(disk="held"), []
    for _ in range(3):
        answer = in_time(api.start("POST", "/parcels", json=new()), "POST /parcels")
        numbers.append(answer.json()["id"])
    in_time(api.start("PATCH", f"/parcels/{numbers[0]}", json=new()), "PATCH")
    assert len(in_time(api.start("GET", "/parcels"), "GET /parcels").json()) == 3
    subject.write_text("disk-answers", "")
    logged(*[f"created {number}" for number in numbers], f"changed {numbers[0]}")


@pytest.mark.criterion("log-survives")
def test_a_disk_that_fails_harms_nobody(serve, made, new, logged):
    api = serve(disk="failing")
    number = made(api, 1)[0]["id"]
    error_about(api, number)
    assert api.patch(f"/parcels/{number}", json=new()).status_code == 200
    assert api.delete(f"/parcels/{number}").status_code == 204
    logged(why="The disk failed before the line was written, and activity.log has a line all the same.")


@pytest.mark.criterion("log-survives")
def test_after_a_failure_the_log_goes_on(subject, serve, made, logged):
    api = serve(disk="failing")
    error_about(api, made(api, 1)[0]["id"])
    subject.write_text("disk-is-well", "")
    numbers = [parcel["id"] for parcel in made(api, 2)]
    logged(*[f"created {number}" for number in numbers], why="The disk is well again, and the log does not go on.")


@pytest.mark.criterion("log-tried-again")
def test_the_third_time_is_a_success(serve, made, logged):
    api = serve(disk="failing twice")
    number = made(api, 1)[0]["id"]
    logged(f"created {number}", why="The disk failed two times and was well the third time. The line is not there.")
    following = made(api, 1)[0]["id"]
    logged(f"created {number}", f"created {following}", why="The disk is well, and the next line is not there.")
    errors = [line for line in api.output().splitlines() if "ERROR" in line]
    if errors:
        raise Mismatch(
            "The third try went well, and the terminal speaks of an ERROR all the same.",
            expected="no line with ERROR before the third try has failed",
            actual=errors[0],
        )


@pytest.mark.criterion("log-tried-again")
def test_after_the_third_time_it_is_given_up(serve, made):
    api = serve(disk="failing")
    error_about(api, made(api, 1)[0]["id"])
    tries = api.output().count("disk: try")
    if tries != 3:
        raise Mismatch(
            "The disk failed each time.", expected="3 tries, then a line with ERROR", actual=f"{tries} tries"
        )


@pytest.mark.criterion("log-in-order")
def test_the_lines_keep_the_order_of_the_changes(subject, serve, made, new, log, logged):
    api = serve(disk="first held")
    number = made(api, 1)[0]["id"]
    api.wait_for_output("disk: try 1", 1)
    api.patch(f"/parcels/{number}", json=new())
    api.delete(f"/parcels/{number}")
    log(2, seconds=0.1)
    subject.write_text("disk-answers", "")
    logged(
        *[f"{what} {number}" for what in ("created", "changed", "removed")],
        in_order=True,
        why="The first line waited long for the disk. Later ones have overtaken it.",
    )
