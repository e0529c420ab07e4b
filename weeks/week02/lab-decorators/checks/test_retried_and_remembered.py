"""Checks of the lab: calls that are tried again, and answers that are remembered."""

import pytest

from grader.toolbox import Mismatch, raising

FLAKY = """
    from decorators import retry

    pages = []

    @retry({retry})
    def fetch(page, works_at):
        pages.append(page)
        if len(pages) < works_at:
            raise {problem}(f"try {{len(pages)}} failed")
        return f"page {{page}}"

    def tries():
        return len(pages)
"""
COUNTED = """
    from decorators import memo

    runs = 0

    @memo
    def describe(*args, **kwargs):
        global runs
        runs += 1
        return f"{args} {kwargs}"

    def number_of_runs():
        return runs
"""


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
def naps(subject):
    """How long was slept, without sleeping; it is there before the learner's module is."""
    return subject.define("""
        import time
        slept = []
        time.sleep = slept.append

        def naps():
            return slept
    """)[1]


@pytest.fixture
def fetch(subject, naps):
    """A function that fails at first, under @retry(...), and how often it was called."""
    subject.module("decorators")

    def under(arguments, problem="ConnectionError"):
        _, fetch, tries = subject.define(FLAKY.format(retry=arguments, problem=problem))
        return given_back(fetch, "retry"), tries

    return under


@pytest.fixture
def describe(subject):
    """A function under @memo, and how often it has run."""
    subject.module("decorators")
    _, describe, number_of_runs = subject.define(COUNTED)
    return given_back(describe, "memo"), number_of_runs


# -- retry ---------------------------------------------------------------------------------------


@pytest.mark.criterion("retry-succeeds")
@pytest.mark.parametrize("works_at", [1, 2, 3])
def test_a_call_is_tried_until_it_works(fetch, rng, works_at):
    fetch, tries = fetch("3, on=ConnectionError")
    page = rng.randint(2, 90)
    assert fetch(page, works_at=works_at) == f"page {page}"
    assert tries() == works_at


@pytest.mark.criterion("retry-succeeds")
def test_every_exception_is_tried_again_without_on(fetch, naps):
    fetch, tries = fetch("times=2", "KeyError")
    assert fetch(7, works_at=2) == "page 7"
    assert tries() == 2
    assert sum(naps()) == 0


@pytest.mark.criterion("retry-gives-up")
def test_the_last_exception_goes_on(fetch, rng):
    times = rng.randint(2, 5)
    fetch, tries = fetch(f"{times}, on=ConnectionError")
    with raising(ConnectionError) as attempt:
        fetch(7, works_at=99)
    assert tries() == times
    assert str(attempt.error) == f"try {times} failed"


@pytest.mark.criterion("retry-gives-up")
def test_each_call_has_all_its_tries(fetch):
    fetch, tries = fetch("3, on=ConnectionError")
    for _ in range(2):
        with raising(ConnectionError):
            fetch(7, works_at=99)
    assert tries() == 6


@pytest.mark.criterion("retry-gives-up")
def test_one_try_is_no_retry(fetch):
    fetch, tries = fetch("1, on=ConnectionError")
    with raising(ConnectionError):
        fetch(7, works_at=2)
    assert tries() == 1


@pytest.mark.criterion("retry-chooses")
def test_another_exception_is_not_tried_again(fetch):
    fetch, tries = fetch("3, on=ConnectionError", "ValueError")
    with raising(ValueError):
        fetch(7, works_at=2)
    assert tries() == 1


@pytest.mark.criterion("retry-chooses")
@pytest.mark.parametrize("problem", ["ConnectionError", "TimeoutError", "ConnectionResetError"])
def test_a_tuple_names_several(fetch, problem):
    fetch, tries = fetch("2, on=(ConnectionError, TimeoutError)", problem)
    assert fetch(7, works_at=2) == "page 7"
    assert tries() == 2


@pytest.mark.criterion("retry-waits")
def test_there_is_a_nap_between_two_tries(fetch, naps, rng):
    delay = rng.choice([1.5, 2.5, 30.0])
    fetch, _ = fetch(f"4, on=ConnectionError, delay={delay}")
    fetch(7, works_at=3)
    assert naps() == [delay, delay]


@pytest.mark.criterion("retry-waits")
def test_there_is_no_nap_after_the_last_try(fetch, naps):
    fetch, _ = fetch("2, on=ConnectionError, delay=1.5")
    with raising(ConnectionError):
        fetch(7, works_at=99)
    assert naps() == [1.5]


@pytest.mark.criterion("retry-refuses")
@pytest.mark.parametrize("times", [0, -2])
def test_less_than_one_try_is_refused(subject, times):
    with raising(ValueError):
        subject.module("decorators").retry(times)


# -- memo ----------------------------------------------------------------------------------------


@pytest.mark.criterion("memo-remembers")
def test_the_same_call_runs_once(describe, rng):
    describe, number_of_runs = describe
    first, second = rng.sample(range(10, 90), 2)
    for number in (first, second, first, second):
        assert describe(number, unit="kg") == f"({number},) {{'unit': 'kg'}}"
    assert number_of_runs() == 2


@pytest.mark.criterion("memo-remembers")
def test_the_answer_none_is_remembered(subject):
    subject.module("decorators")
    look_up, number_of_runs = subject.define("""
        from decorators import memo

        runs = 0

        @memo
        def look_up(word):
            global runs
            runs += 1

        def number_of_runs():
            return runs
    """)[1:]
    assert (look_up("tree"), look_up("tree")) == (None, None)
    assert number_of_runs() == 1


@pytest.mark.criterion("memo-distinguishes")
@pytest.mark.parametrize(
    "one, other",
    [
        ("1, 2", "2, 1"),
        ("1, b=2", "1, b=3"),
        ("a=1", "b=1"),
        ("a=1, b=2", "a=2, b=1"),
        ("('a', 1)", "a=1"),
        ("(('a', 1),)", "a=1"),
        ("'a', 1", "a=1"),
        ("1", "'1'"),
        ("-1", "-2"),
    ],
)
def test_other_arguments_have_another_answer(subject, one, other):
    subject.module("decorators")
    answers, expected = subject.define(f"""
        from decorators import memo

        def text(*args, **kwargs):
            return f"{{args}} {{kwargs}}"

        remembered = memo(text)
        answers = [remembered({one}), remembered({other})]
        expected = [text({one}), text({other})]
    """)[2:]
    assert answers == expected


@pytest.mark.criterion("memo-distinguishes")
def test_each_function_has_its_own_answers(subject):
    subject.module("decorators")
    double, triple = subject.define("""
        from decorators import memo

        @memo
        def double(number):
            return 2 * number

        @memo
        def triple(number):
            return 3 * number
    """)
    assert (double(5), triple(5)) == (10, 15)


@pytest.mark.criterion("memo-unhashable")
def test_a_list_makes_the_function_run(subject, rng):
    subject.module("decorators")
    total, number_of_runs = subject.define("""
        from decorators import memo

        runs = 0

        @memo
        def total(numbers, plus=()):
            global runs
            runs += 1
            return sum(numbers) + sum(plus)

        def number_of_runs():
            return runs
    """)[1:]
    numbers = [rng.randint(1, 50), rng.randint(1, 50)]
    assert total(numbers) == sum(numbers)
    assert total(numbers) == sum(numbers)
    assert total((1, 2), plus=[3]) == 6
    assert total((1, 2), plus=[3]) == 6
    assert number_of_runs() == 4


@pytest.mark.criterion("memo-failures")
@pytest.mark.parametrize("problem", [ConnectionError, TypeError])
def test_an_exception_is_not_remembered(subject, problem):
    subject.module("decorators")
    load, number_of_runs = subject.define(f"""
        from decorators import memo

        runs = 0

        @memo
        def load(name):
            global runs
            runs += 1
            if runs == 1:
                raise {problem.__name__}("not now")
            return "loaded " + name

        def number_of_runs():
            return runs
    """)[1:]
    with raising(problem):
        load("map")
    assert number_of_runs() == 1
    assert load("map") == "loaded map"
