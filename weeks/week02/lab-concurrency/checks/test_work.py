"""Checks of threads, processes and the stopwatch. Calls meet each other, so no clock says who was there at once."""

import pytest

from grader.toolbox import Mismatch, raising

# Every call leaves a file with its process, and waits until the files of all others are there.
MEETING = """
import os
import time
from pathlib import Path

Path("guests").mkdir()
os.cpu_count = os.process_cpu_count = lambda: 2  # as on a small computer
end = time.monotonic() + 6

def meet(guest):
    Path("guests", guest).write_text(str(os.getpid()))
    while len(os.listdir("guests")) < size:
        if time.monotonic() > end:
            return f"{guest} is alone"
        time.sleep(0.01)
    return f"{guest} meets all others"

def used_processes():
    used = {int(path.read_text()) for path in Path("guests").iterdir()}
    return {"the caller's": len(used & {os.getpid()}), "other ones": len(used - {os.getpid()})}
"""
# Each call waits until the one after it has ended: the last one is ready first.
LAST_FIRST = """
import time
from pathlib import Path

end = time.monotonic() + 6

def last_first(number):
    time.sleep(0.05)
    while number < size and not Path(f"{number + 1}.txt").exists() and time.monotonic() < end:
        time.sleep(0.05)
    Path(f"{number}.txt").write_text("ended")
    return number * number
"""
# When all calls have begun, one of them fails. The others need longer.
FAILING = """
import time
from pathlib import Path

end = time.monotonic() + 6

def fail(name):
    Path(f"{name}.begun").write_text("")
    while len(list(Path().glob("*.begun"))) < size and time.monotonic() < end:
        time.sleep(0.01)
    if name == bad:
        raise LookupError(f"there is no {name}")
    time.sleep(0.3)
    Path(f"{name}.ended").write_text("")
"""
SLEEPING = """
import time

def sleeping(measure):
    before = time.perf_counter()
    _, seconds, worked = measure(time.sleep, 0.2)
    at_most = time.perf_counter() - before
    return {"0.2 seconds passed": 0.19 < seconds < at_most + 0.05, "hardly any work": 0 <= worked < 0.1}
"""
TOILING = """
import threading
import time

def toil():
    end = time.thread_time() + 0.1
    while time.thread_time() < end:
        pass

def toiling(measure):
    toil()
    before = time.process_time()
    thread = threading.Thread(target=toil)
    _, _, worked = measure(lambda: (thread.start(), thread.join()))
    return {"0.1 seconds of work": 0.09 < worked < time.process_time() - before + 0.05}
"""
# Every call signs a list: its name, whether its process is that of the caller, whether its thread is.
SIGNING = """
import os
import threading

home = os.getpid()

def sign(name):
    process = "same" if os.getpid() == home else "other"
    thread = "main" if threading.current_thread() is threading.main_thread() else "other"
    with open("signed.txt", "a") as file:
        file.write(f"{name} in the {process} process, {thread} thread\\n")
"""
RACING = """
import time

def racing(race, nap):
    before = time.perf_counter()
    seconds = race(nap, [0.1, 0.1])
    at_most = time.perf_counter() - before
    enough = {way: took > (0.19 if way == "in turn" else 0.09) for way, took in seconds.items()}
    return {**enough, "no more than have passed": sum(seconds.values()) < at_most + 0.05}
"""
# Stands in for the learner's race(): it answers with seconds that are known.
KNOWN_RACE = """
races = []

def known_race(function, items):
    races.append((function.__name__, items))
    return dict(seconds[function.__name__])

work.race = known_race
"""
NAMES = ["amina", "boris", "chen", "dilnoza", "emeka", "farida", "goran", "hana"]
WAYS = ["in turn", "in threads", "in processes"]


@pytest.fixture
def work(subject):
    """The learner's module. New processes are copies: they know what the lines of a check define."""
    module = subject.module("work")
    subject.define("import multiprocessing\nmultiprocessing.set_start_method('fork', force=True)")
    return module


@pytest.fixture
def meeting(subject):
    """A function whose calls wait for each other, and one that says which processes they ran in."""

    def define(size):
        _, meet, used_processes = subject.define(MEETING, size=size)
        return meet, used_processes

    return define


@pytest.mark.criterion("threads-together")
def test_answers_of_threads_come_in_the_order_of_the_items(subject, work):
    _, last_first = subject.define(LAST_FIRST, size=4)
    assert work.in_threads(last_first, [1, 2, 3, 4]) == [1, 4, 9, 16]


@pytest.mark.criterion("threads-together")
def test_all_calls_in_threads_meet(work, meeting, rng):
    guests = rng.sample(NAMES, rng.randint(7, 8))
    meet, used_processes = meeting(len(guests))
    assert work.in_threads(meet, guests) == [f"{guest} meets all others" for guest in guests]
    assert used_processes() == {"the caller's": 1, "other ones": 0}


@pytest.mark.criterion("threads-together")
def test_no_items_in_threads_give_no_answers(subject, work):
    assert work.in_threads(subject.evaluate("abs"), []) == []


@pytest.mark.criterion("processes-used")
def test_answers_of_processes_come_in_the_order_of_the_items(subject, work):
    _, last_first = subject.define(LAST_FIRST, size=3)
    assert work.in_processes(last_first, [1, 2, 3]) == [1, 4, 9]


@pytest.mark.criterion("processes-used")
def test_all_calls_in_processes_meet(work, meeting, rng):
    guests = rng.sample(NAMES, 3)
    meet, used_processes = meeting(3)
    assert work.in_processes(meet, guests) == [f"{guest} meets all others" for guest in guests]
    assert used_processes() == {"the caller's": 0, "other ones": 3}


@pytest.mark.criterion("processes-used")
def test_no_items_in_processes_give_no_answers(subject, work):
    assert work.in_processes(subject.evaluate("abs"), []) == []


@pytest.mark.criterion("errors-passed-on")
@pytest.mark.parametrize("way", ["in_threads", "in_processes"])
def test_an_exception_reaches_the_caller_when_all_have_ended(subject, work, rng, way):
    bad, *good = rng.sample(NAMES, 3)
    _, fail = subject.define(FAILING, bad=bad, size=3)
    with raising(LookupError):
        getattr(work, way)(fail, [bad, *good])
    ended = [name for name in good if subject.exists(f"{name}.ended")]
    if ended != good:
        raise Mismatch(
            "The exception came to the caller before all other calls had ended.",
            expected=f"calls that have ended: {', '.join(good)}",
            actual=f"calls that have ended: {', '.join(ended) or 'none'}",
        )


@pytest.mark.criterion("time-measured")
def test_the_answer_of_the_function_is_returned(subject, work, rng):
    numbers = rng.sample(range(100), 3)
    answer_of = subject.define("""
        def joined(*words):
            return "-".join(map(str, words))

        def answer_of(measure, *arguments):
            return measure(joined, *arguments)[0]
    """)[1]
    assert answer_of(work.measure, *numbers) == "-".join(map(str, numbers))
    assert answer_of(work.measure) == ""


@pytest.mark.criterion("time-measured")
def test_sleeping_takes_time_and_is_no_work(subject, work):
    found = subject.define(SLEEPING)(work.measure)
    assert found == {"0.2 seconds passed": True, "hardly any work": True}


@pytest.mark.criterion("time-measured")
def test_the_work_of_all_threads_counts(subject, work):
    _, toiling = subject.define(TOILING)
    assert toiling(work.measure) == {"0.1 seconds of work": True}


@pytest.mark.criterion("ways-raced")
def test_each_way_makes_all_calls(subject, work, rng):
    _, sign = subject.define(SIGNING)
    names = rng.sample(NAMES, 2)
    subject.evaluate("list(race(sign, names))", race=work.race, sign=sign, names=names)
    places = ["same process, main thread", "same process, other thread", "other process, main thread"]
    signed = subject.evaluate("sorted(open('signed.txt').read().splitlines())")
    assert signed == sorted(f"{name} in the {place}" for name in names for place in places)


@pytest.mark.criterion("ways-raced")
def test_the_seconds_of_each_way_are_returned(subject, work):
    found = subject.define(RACING)(work.race, subject.module("jobs").nap)
    assert found == dict.fromkeys([*WAYS, "no more than have passed"], True)


@pytest.mark.criterion("ways-raced")
def test_main_races_work_against_waiting(subject, work):
    seconds = {name: dict.fromkeys(WAYS, 1.25) for name in ("count_down", "nap")}
    subject.define(KNOWN_RACE, work=work, seconds=seconds)
    work.main()
    jobs = subject.module("jobs")
    expected = [("count_down", 2 * [jobs.COUNT]), ("nap", 2 * [jobs.NAP])]
    assert sorted(subject.evaluate("races")) == expected


@pytest.mark.criterion("ways-raced")
def test_main_prints_the_seconds_of_each_race(subject, work, rng):
    seconds = {name: {way: rng.randint(101, 999) / 100 for way in WAYS} for name in ("count_down", "nap")}
    subject.define(KNOWN_RACE, work=work, seconds=seconds)
    with subject.printed() as printed:
        work.main()
    for word, name in (("counting", "count_down"), ("waiting", "nap")):
        for way in WAYS:
            lines = [line for line in printed.stdout.splitlines() if word in line and way in line]
            wanted = f"{seconds[name][way]:.2f}"
            if len(lines) != 1 or wanted not in lines[0]:
                raise Mismatch(
                    f"The race of {name} {way} took {wanted} seconds. There is no such line.",
                    expected=f"one line with {word!r}, {way!r} and {wanted}",
                    actual="\n".join(lines) or "no line with these words",
                )
