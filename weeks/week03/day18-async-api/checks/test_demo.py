"""Checks of demo.py and NOTES.md: the demo asks a server of ours, which sees how many requests wait at once."""

import contextlib
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from grader.toolbox import Mismatch, ended_well

TIMES = 3
EACH = 0.1  # seconds that an answer takes
SHOWN = ["python", "demo.py", "http://127.0.0.1:8000"]


class SlowServer(ThreadingHTTPServer):
    """Answers the first three requests as they come. The next three are answered when all of them are there."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Slow)
        self.lock = threading.Lock()
        self.meeting = threading.Barrier(TIMES)
        self.asked, self.waiting, self.at_once = [], 0, []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def receive(self, path):
        with self.lock:
            self.asked.append(path)
            self.waiting += 1
            self.at_once.append(self.waiting)
            number = len(self.asked)
        if TIMES < number <= 2 * TIMES:
            with contextlib.suppress(threading.BrokenBarrierError):
                self.meeting.wait(1.5)
        time.sleep(EACH)
        with self.lock:
            self.waiting -= 1

    def handle_error(self, *_):
        """Whoever asks may hang up."""


class Slow(BaseHTTPRequestHandler):
    timeout = 5

    def do_GET(self):
        self.server.receive(self.path)
        body = b'{"waited": 2}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Demo:
    """One run of demo.py."""

    def __init__(self, subject):
        with SlowServer() as self.server:
            subject.may_connect(self.server.server_port)
            threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
            start = time.perf_counter()
            try:
                self.finished = subject.program("demo.py", self.server.url, shown=SHOWN)
            finally:
                self.server.shutdown()
            self.seconds = time.perf_counter() - start

    def printed(self, words):
        """The seconds in the line with these words."""
        lines = [line for line in self.finished.stdout.splitlines() if words in line.lower()]
        numbers = re.findall(r"\d+\.\d{2,}", lines[0]) if len(lines) == 1 else []
        if len(numbers) != 1:
            raise Mismatch(
                f"There is not one line with the words {words!r} and its seconds.",
                expected=f"{words}: 2.01 seconds",
                actual="\n".join(lines) or self.finished.stdout.strip() or "nothing is printed",
            )
        return float(numbers[0])


@pytest.fixture
def demo(subject):
    return Demo(subject)


@pytest.mark.criterion("demo-asks")
def test_the_demo_asks_six_times(demo):
    ended_well(demo.finished)
    assert demo.server.asked == ["/slow"] * 2 * TIMES


@pytest.mark.criterion("demo-asks")
def test_the_demo_first_asks_one_by_one_and_then_at_once(demo):
    counts = demo.server.at_once
    if counts[:TIMES] != [1] * TIMES:
        raise Mismatch(
            "The demo does not begin with three requests one after the other.",
            expected="each request is sent when the one before is answered",
            actual=f"{max(counts[:TIMES], default=0)} of the first three at the same time",
        )
    if max(counts[TIMES:], default=0) != TIMES:
        raise Mismatch(
            "The demo does not end with three requests at once.",
            expected="3 requests that wait at the same time",
            actual=f"{max(counts[TIMES:], default=0)} at the same time",
            help="asyncio.gather() takes several coroutines and waits for all of them together.",
        )


@pytest.mark.criterion("demo-prints")
def test_the_demo_prints_the_seconds_of_both_ways(demo):
    one_by_one, at_once = demo.printed("one after the other"), demo.printed("at once")
    # The server took its time for each answer, and the whole program cannot be faster than its parts.
    enough = one_by_one >= TIMES * EACH and at_once >= EACH
    if not enough or one_by_one + at_once > demo.seconds + 0.02:
        raise Mismatch(
            f"In this run, each answer took {EACH} seconds. The printed seconds are not those that passed.",
            expected=f"about {TIMES * EACH:.2f} one after the other, and about {EACH:.2f} at once",
            actual=f"{one_by_one} one after the other, and {at_once} at once",
            help="Take time.perf_counter() before and after, and print the difference.",
        )


@pytest.mark.criterion("notes-written")
def test_the_notes_are_written(subject):
    lines = subject.submitted_text("NOTES.md").splitlines()
    words = re.findall(r"\w+", " ".join(line for line in lines if not line.startswith("#")))
    if len(words) < 50:
        raise Mismatch(
            "There is little in NOTES.md below its headings.", expected="50 words or more", actual=f"{len(words)} words"
        )
