"""Checks of the texts: a request that is built, and responses that are read."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.site import understood

RESPONSE = (
    "HTTP/1.1 {status} {reason}\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "X-Opened:{hour}:30\r\n"
    "CONTENT-LENGTH: {length}\r\n"
    "\r\n"
    "{body}"
)


@pytest.fixture
def talk(subject):
    """The learner's module."""
    return subject.module("talk")


@pytest.fixture
def response(rng):
    """A response from a server, with its parts."""
    status, reason = rng.choice([(200, "OK"), (404, "Not Found"), (503, "Service Unavailable"), (201, "Created")])
    hour, body = rng.randint(10, 23), f"{rng.randint(2, 9)} loaves\r\n\r\nof bread: warm\n"
    text = RESPONSE.format(status=status, reason=reason, hour=hour, length=len(body), body=body)
    return {"text": text, "status": status, "hour": hour, "body": body}


@pytest.mark.criterion("request-built")
def test_a_request_is_understood(talk, rng):
    host, path = rng.choice(["example.org", "bakery.example"]), f"/bread/{rng.randint(10, 99)}"
    request = talk.build_request(host, path)
    asked = understood(request.encode(), ended=True)
    if asked.problem:
        raise Mismatch(
            "A server cannot read this request.",
            expected=f"'GET {path} HTTP/1.1\\r\\n', the line with Host, and an empty line at the end",
            actual=asked.problem,
        )
    assert (asked.method, asked.path) == ("GET", path)
    assert asked.headers["host"] == host


@pytest.mark.criterion("request-built")
def test_a_request_asks_to_hang_up(talk):
    asked = understood(talk.build_request("example.org", "/").encode(), ended=True)
    if asked.headers.get("connection", "").lower() != "close":
        raise Mismatch(
            "The request does not ask the server to hang up after its answer.",
            expected="the line Connection: close",
            actual="a request without it",
            help="Without it, the server keeps the connection open, and waits for a second request.",
        )


@pytest.mark.criterion("status-read")
def test_the_status_code_is_a_number(talk, response):
    assert talk.status_of(response["text"]) == response["status"]


@pytest.mark.criterion("headers-read")
def test_the_headers_are_a_dictionary(talk, response):
    assert talk.headers_of(response["text"]) == {
        "content-type": "text/plain; charset=utf-8",
        "x-opened": f"{response['hour']}:30",
        "content-length": str(len(response["body"])),
    }


@pytest.mark.criterion("headers-read")
def test_a_response_may_have_no_header(talk):
    assert talk.headers_of("HTTP/1.1 204 No Content\r\n\r\n") == {}


@pytest.mark.criterion("body-read")
def test_the_body_is_all_of_the_rest(talk, response):
    assert talk.body_of(response["text"]) == response["body"]


@pytest.mark.criterion("body-read")
def test_a_body_may_be_empty(talk):
    assert talk.body_of("HTTP/1.1 204 No Content\r\nServer: oven\r\n\r\n") == ""
