"""Checks of the lab: what stands in the log, and what a stopwatch shows."""

import ast
import re

import pytest

from grader.toolbox import Mismatch, ended_well, raising

NAMES = ["Amina", "Boris", "Chen", "Dalia"]
LINE = re.compile(r"^(?:INFO|WARNING|ERROR|CRITICAL) .*(?:\n(?!INFO |WARNING |ERROR |CRITICAL ).*)*", re.MULTILINE)


@pytest.fixture
def log(subject):
    """Lines of every logger go to the console, with their level."""
    subject.define("""
        import logging
        logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", force=True)
    """)


@pytest.fixture
def wait(subject):
    """A clock that moves only when it is told to; it is there before the learner's module is."""
    return subject.define("""
        import time
        now = [1000.0]
        time.perf_counter = lambda: now[0]

        def wait(seconds):
            now[0] += seconds
    """)[1]


def given_back(function, decorator):
    """What the decorator has made of a function; it must be there at all."""
    if function is None:
        raise Mismatch(
            f"What {decorator} makes of a function is None, and no function.",
            expected="the wrapper",
            actual="None",
            help="After the body of the wrapper, one level to the left, stands: return wrapper",
        )
    return function


@pytest.fixture
def greet(subject, log):
    """A function under @log_calls that logs a line itself."""
    subject.module("decorators")
    greet = subject.define("""
        from decorators import log_calls

        @log_calls
        def greet(name, greeting="Hello"):
            "Greet someone."
            logging.warning("now at work")
            return f"{greeting}, {name}!"
    """)
    return given_back(greet, "log_calls")


def lines_of(printed):
    """The lines that were logged; a traceback belongs to the line above it."""
    return [line.rstrip() for line in LINE.findall(printed.stderr)]


def around(lines):
    """What stands above the line of the function itself, and what stands below it."""
    place = lines.index("WARNING now at work") if "WARNING now at work" in lines else len(lines)
    return lines[:place], lines[place + 1 :]


def one_line(lines, level, parts, when, advice=None):
    """There is one line, of this level, with all these parts in it."""
    if len(lines) == 1 and lines[0].startswith(level) and all(part in lines[0] for part in parts):
        return
    raise Mismatch(
        f"{when}, the log should get exactly one line of the level {level}.",
        expected=f"one line with {level}, and in it: {', '.join(parts)}",
        actual="; ".join(lines) or "no line from a logger",
        help=advice,
    )


def names_seconds(line, seconds):
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", line)]
    return any(abs(number - seconds) < 0.006 for number in numbers)


def keeps(subject, function, name, docstring, parameters):
    """The decorated function says of itself what the original one says."""
    expected = (name, docstring, parameters)
    kept = (function.__name__, subject.doc(function), list(subject.signature(function).parameters))
    if kept != expected:
        describe = "the name {}, the docstring {!r}, the parameters {}".format
        raise Mismatch(
            "The decorated function does not say of itself what the original one says.",
            expected=describe(*expected[:2], ", ".join(expected[2])),
            actual=describe(*kept[:2], ", ".join(kept[2])),
            help="Put @functools.wraps(function) above the wrapper.",
        )


def timed_line(lines, name, seconds):
    """There is one line of the level INFO, with the name and the seconds."""
    one_line(lines, "INFO", [name], "After the call")
    if not names_seconds(lines[0], seconds):
        raise Mismatch(
            "The line does not tell how many seconds the call took.",
            expected=f"{name} and {seconds}, to a hundredth at least",
            actual=lines[0],
            help="time.perf_counter() at the start and at the end of each call; the difference is in seconds.",
        )


# -- log_calls -----------------------------------------------------------------------------------


@pytest.mark.criterion("call-unchanged")
def test_the_answer_is_that_of_the_function(greet, rng):
    name = rng.choice(NAMES)
    assert greet(name) == f"Hello, {name}!"
    assert greet(name, greeting="Hi") == f"Hi, {name}!"


@pytest.mark.criterion("call-unchanged")
def test_the_function_runs_once_for_each_call(subject):
    subject.module("decorators")
    press, presses = subject.define("""
        from decorators import log_calls

        @log_calls
        def press():
            press.times += 1

        press.times = 0

        def presses():
            return press.times
    """)
    assert presses() == 0
    press()
    assert presses() == 1


@pytest.mark.criterion("calls-logged")
def test_one_line_before_the_function_runs(subject, greet, rng):
    name, greeting = rng.choice(NAMES), rng.choice(["Hi", "Good day"])
    with subject.printed() as printed:
        greet(name, greeting=greeting)
    above, _ = around(lines_of(printed))
    one_line(
        above,
        "INFO",
        ["greet", repr(name), "greeting", repr(greeting)],
        "Before the function runs",
        "Log inside the wrapper, with logger.info. %r shows a text with its quotes.",
    )


@pytest.mark.criterion("name-kept")
def test_log_calls_keeps_the_name(subject, greet):
    keeps(subject, greet, "greet", "Greet someone.", ["name", "greeting"])


@pytest.mark.criterion("answers-logged")
def test_one_line_after_the_function_has_run(subject, greet, rng):
    name = rng.choice(NAMES)
    with subject.printed() as printed:
        greet(name)
    _, below = around(lines_of(printed))
    one_line(
        below,
        "INFO",
        ["greet", repr(f"Hello, {name}!")],
        "After the function has run",
        "%r shows a text with its quotes.",
    )


@pytest.mark.criterion("errors-logged")
def test_an_exception_is_logged_and_goes_on(subject, log, rng):
    subject.module("decorators")
    pour = subject.define("""
        from decorators import log_calls

        @log_calls
        def pour(amount):
            logging.warning("now at work")
            raise OverflowError(f"{amount} ml are too much")
    """)
    amount = rng.randint(300, 900)
    with subject.printed() as printed, raising(OverflowError) as attempt:
        pour(amount)
    assert str(attempt.error) == f"{amount} ml are too much"
    _, below = around(lines_of(printed))
    one_line(below, "ERROR", ["pour", "OverflowError"], "After the exception")


# -- timed ---------------------------------------------------------------------------------------


@pytest.mark.criterion("calls-timed")
def test_each_call_leaves_its_seconds(subject, log, wait, rng):
    subject.module("decorators")
    bake = subject.define("""
        from decorators import timed

        @timed
        def bake(seconds, what="bread"):
            wait(seconds)
            return what
    """)
    given_back(bake, "timed")
    wait(500)
    for seconds in rng.sample([1.25, 2.5, 3.75, 5.25], 2):
        with subject.printed() as printed:
            answer = bake(seconds, what="cake")
        assert answer == "cake"
        timed_line(lines_of(printed), "bake", seconds)


@pytest.mark.criterion("failures-timed")
def test_a_call_that_fails_is_timed(subject, log, wait, rng):
    subject.module("decorators")
    burn = subject.define("""
        from decorators import timed

        @timed
        def burn(seconds):
            wait(seconds)
            raise OverflowError("too hot")
    """)
    seconds = rng.choice([1.25, 2.5, 3.75])
    with subject.printed() as printed, raising(OverflowError):
        burn(seconds)
    timed_line(lines_of(printed), "burn", seconds)


# -- functools.wraps in all of them --------------------------------------------------------------


@pytest.mark.criterion("wraps-everywhere")
@pytest.mark.parametrize("decorator", ["timed", "retry(2)", "memo"])
def test_every_decorator_keeps_the_name(subject, decorator):
    subject.module("decorators")
    add = subject.define(f"""
        from decorators import memo, retry, timed

        @{decorator}
        def add(first, second=1):
            "Add two numbers."
            return first + second
    """)
    keeps(subject, add, "add", "Add two numbers.", ["first", "second"])


# -- Stopwatch -----------------------------------------------------------------------------------


@pytest.mark.criterion("stopwatch-measures")
def test_a_stopwatch_measures_its_block(subject, wait, rng):
    subject.module("decorators")
    measure = subject.define("""
        from decorators import Stopwatch

        def measure(seconds):
            stopwatch = Stopwatch()
            wait(500)
            with stopwatch as watch:
                wait(seconds)
            wait(500)
            return watch.seconds
    """)
    seconds = rng.choice([1.25, 2.5, 3.75])
    assert measure(seconds) == seconds


@pytest.mark.criterion("stopwatch-honest")
def test_a_stopwatch_lets_an_exception_through(subject, wait, rng):
    subject.module("decorators")
    measure = subject.define("""
        from decorators import Stopwatch

        def measure(seconds):
            stopwatch = Stopwatch()
            try:
                with stopwatch:
                    wait(seconds)
                    raise OverflowError("too hot")
            except OverflowError:
                return "goes on", stopwatch.seconds
            return "is hidden", stopwatch.seconds
    """)
    seconds = rng.choice([1.25, 2.5, 3.75])
    assert measure(seconds) == ("goes on", seconds)


@pytest.mark.criterion("stopwatch-reused")
def test_a_second_block_is_measured_from_zero(subject, wait):
    subject.module("decorators")
    measure = subject.define("""
        from decorators import Stopwatch

        def measure():
            stopwatch = Stopwatch()
            readings = [stopwatch.seconds]
            for seconds in (2.5, 1.25):
                with stopwatch:
                    wait(seconds)
                readings.append(stopwatch.seconds)
            return readings
    """)
    assert measure() == [0, 2.5, 1.25]


# -- the file ------------------------------------------------------------------------------------


def decorated(source):
    """The names of the functions with @log_calls above them."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if "log_calls" in map(ast.unparse, node.decorator_list)]


@pytest.mark.criterion("demonstration-runs")
def test_the_demonstration_shows_its_log(subject):
    names = decorated(subject.submitted_text("decorators.py"))
    if not names:
        raise Mismatch(
            "No function in decorators.py has @log_calls above it.",
            expected="a function with @log_calls above it, which main() calls",
        )
    finished = subject.program("decorators.py")
    ended_well(finished)
    shown = [line for line in finished.stderr.splitlines() + finished.stdout.splitlines() if line.strip()]
    if sum(any(name in line for name in names) for line in shown) < 2:
        raise Mismatch(
            "The console does not show the log of a call.",
            expected=f"two lines or more that name one of these: {', '.join(names)}",
            actual="; ".join(shown) or "nothing",
            help="Two things are needed in main(): logging.basicConfig(level=logging.INFO), and a call.",
        )


@pytest.mark.criterion("import-quiet")
def test_importing_sets_nothing_up(subject):
    finished = subject.program("python", "-c", "import decorators, logging; print(logging.getLogger().handlers)")
    ended_well(finished)
    if finished.output != "[]\n":
        raise Mismatch(
            "Importing decorators already does something.",
            expected="no handler, and nothing printed: only the [] of the command itself",
            actual=finished.output.splitlines()[0],
            help="Set logging up in main(), and call main() under if __name__ == '__main__'.",
        )
