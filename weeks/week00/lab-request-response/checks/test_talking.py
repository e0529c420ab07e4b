"""Checks with a real server: what reaches it, and what comes back."""

import pytest

from grader.toolbox import Mismatch, ended_well


@pytest.fixture
def page(site, rng):
    """A page of the bakery, with a path and a body that are new in every run."""
    path, body = f"/bread/{rng.randint(100, 999)}", f"{rng.randint(2, 99)} loaves of pão\n"
    site.page(path, body)
    return path, body


@pytest.mark.criterion("server-asked")
def test_the_server_is_asked_for_the_page(subject, site, page):
    path, body = page
    response = subject.module("talk").ask(site.host, site.port, path)
    if not site.asked:
        raise Mismatch("No request has reached the server.", expected=f"GET {path} HTTP/1.1", actual="nothing")
    asked = site.asked[0]
    if asked.problem:
        raise Mismatch("The server cannot read the request.", expected=f"GET {path} HTTP/1.1", actual=asked.problem)
    assert (asked.method, asked.path) == ("GET", path)
    assert response.startswith("HTTP/1.1 200 OK\r\n")
    assert response.endswith(f"\r\n\r\n{body}")


@pytest.mark.criterion("whole-response")
def test_a_long_response_is_read_to_its_end(subject, site):
    site.page("/story", "ééé\n" * 60_000)
    response = subject.module("talk").ask(site.host, site.port, "/story")
    length = len(response.partition("\r\n\r\n")[2])
    if length != 240_000:
        raise Mismatch(
            "A part of the response is missing.",
            expected="a body of 240000 characters",
            actual=f"a body of {length} characters",
            help="One recv() may bring only a part of it.",
        )


@pytest.mark.criterion("program-shows")
def test_the_program_prints_the_code_and_the_body(subject, site, page):
    path, body = page
    shown = subject.program("talk.py", site.host, str(site.port), path)
    ended_well(shown)
    for part in ("200", body.strip()):
        if part not in shown.stdout:
            raise Mismatch("The program does not show all of the answer.", expected=part, actual=shown.stdout.strip())
    if "Content-Length" in shown.stdout:
        raise Mismatch("The program also prints headers.", expected="the code and the body", actual="all of it")


@pytest.mark.criterion("program-shows")
def test_the_program_shows_what_the_server_answers(subject, site, rng):
    status, body = rng.choice([(201, "It is made."), (202, "It will be made.")])
    site.page("/", body, status=status)
    shown = subject.program("talk.py", site.host, str(site.port), "/")
    ended_well(shown)
    if str(status) not in shown.stdout:
        raise Mismatch("The program shows another code.", expected=str(status), actual=shown.stdout.strip())


@pytest.mark.criterion("import-quiet")
def test_importing_prints_nothing(subject, site):
    shown = subject.program("python", "-c", "import talk")
    ended_well(shown)
    if shown.output or site.asked:
        raise Mismatch("Importing talk already runs the program.", expected="nothing is printed", actual=shown.output)


@pytest.mark.criterion("errors-status")
@pytest.mark.parametrize("status", [404, 500, 400])
def test_an_error_of_the_server_is_the_exit_status(subject, site, status):
    site.page("/cake", "No cake today.\n", status=status)
    shown = subject.program("talk.py", site.host, str(site.port), "/cake")
    for part in (str(status), "No cake today."):
        if part not in shown.stdout:
            raise Mismatch("The program does not show all of the answer.", expected=part, actual=shown.stdout.strip())
    if shown.exit_code != 1:
        raise Mismatch("The exit status is not 1.", expected="exit status 1", actual=f"exit status {shown.exit_code}")


@pytest.mark.criterion("nobody-listens")
def test_a_server_that_is_not_there_is_told(subject, nobody):
    shown = subject.program("talk.py", nobody.host, str(nobody.port), "/")
    if "Traceback" in shown.output or not shown.stderr.strip():
        raise Mismatch(
            "The program does not say in a sentence that no server is there.",
            expected="a sentence on standard error",
            actual=(shown.stderr.strip().splitlines() or ["nothing on standard error"])[-1],
        )
    if shown.exit_code != 1:
        raise Mismatch("The exit status is not 1.", expected="exit status 1", actual=f"exit status {shown.exit_code}")
