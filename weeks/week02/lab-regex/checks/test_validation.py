"""Checks of e-mail addresses and phone numbers: what is one, and what is none."""

import pytest

from grader.toolbox import Mismatch, raising

LABEL = "x" * 63


@pytest.fixture
def patterns(subject):
    """The learner's module."""
    return subject.module("patterns")


@pytest.mark.criterion("email-shape")
@pytest.mark.parametrize("domain", ["example.com", "mail.example.org", "x-y.co.za", "B1.IO"])
def test_addresses_are_accepted(patterns, rng, domain):
    name = "".join(rng.sample("abcdefghkmnpqrstuvwxyzABCDEFG0123456789", 6))
    assert patterns.is_email(f"{name}@{domain}") is True


@pytest.mark.criterion("email-shape")
@pytest.mark.parametrize(
    "text", ["", "amina", "amina@", "@example.com", "amina.example.com", "amina@example", "amina@@example.com"]
)
def test_what_is_no_address_is_refused(patterns, text):
    assert patterns.is_email(text) is False


@pytest.mark.criterion("phone-shape")
@pytest.mark.parametrize("start", ["+49 30 ", "+233 24-", "030 ", "020.", "+1"])
def test_numbers_are_accepted(patterns, rng, start):
    assert patterns.is_phone(f"{start}{rng.randint(100_000, 9_999_999)}") is True


@pytest.mark.criterion("phone-shape")
@pytest.mark.parametrize("text", ["", "tea", "12", "+", "030", "0-1", "amina@example.com"])
def test_what_is_no_number_is_refused(patterns, text):
    assert patterns.is_phone(text) is False


@pytest.mark.criterion("whole-text")
@pytest.mark.parametrize(
    "around", ["write to {}", "{} please", " {}", "{} ", "{}\n", "\n{}", "{}\r\n", "{}\nx", "x\n{}", "<{}>"]
)
@pytest.mark.parametrize(
    ("function", "good"),
    [("is_email", "amina@example.com"), ("is_phone", "030 123456"), ("is_phone", "+4930123456")],
)
def test_nothing_may_stand_around_it(patterns, function, good, around):
    assert getattr(patterns, function)(good) is True
    assert getattr(patterns, function)(around.format(good)) is False


@pytest.mark.criterion("email-rules")
@pytest.mark.parametrize(
    "text",
    [
        "chen.li+news@example.com",
        "b_7@example.com",
        "-a_+@example.com",
        "a.b.c.d@example.com",
        "a-.-b@example.com",
        "x@x--y.org",
        "7@1.2.org",
        "a@b.c.d.ef",
        f"{'a' * 64}@example.com",
        f"amina@{LABEL}.org",
        f"amina@x.{LABEL}",
        f"{'a' * 64}@{LABEL}.{LABEL}.{'x' * 61}",
    ],
)
def test_everything_that_the_rules_allow_is_accepted(patterns, text):
    assert patterns.is_email(text) is True


@pytest.mark.criterion("email-rules")
@pytest.mark.parametrize(
    "text",
    [
        ".amina@example.com",
        "amina.@example.com",
        "amina..b@example.com",
        "amina@-example.com",
        "amina@example-.com",
        "amina@shop.-x.com",
        "amina@-.com",
        "amina@.example.com",
        "amina@example..com",
        "amina@example.com.",
        "amina@example.c",
        "amina@example.c0m",
        "amina@example.co-m",
        "amina@127.0.0.1",
        "amina@exam_ple.com",
        "amina@exam+ple.com",
        "am ina@example.com",
        "am!na@example.com",
        "am\\na@example.com",
        "a,b@example.com",
        "a@b@example.com",
        "am\u00edna@example.com",
        "amina@ex\u00e4mple.com",
        "amina@example.\u0441\u043e\u043c",
        "\u212aate@example.com",
        "amina\u0663@example.com",
        "amina@example\u0663.com",
        f"{'a' * 65}@example.com",
        f"amina@{LABEL}x.org",
        f"amina@x.{LABEL}x",
        f"{'a' * 64}@{LABEL}.{LABEL}.{'x' * 62}",
    ],
)
def test_everything_else_is_no_address(patterns, text):
    assert patterns.is_email(text) is False


@pytest.mark.criterion("phone-rules")
@pytest.mark.parametrize(
    "text",
    [
        "0123456",
        "+1234567",
        "012345678901234",
        "+123456789012345",
        "0-1-2-3-4-5-6",
        "+4 9.3-0 1.2-3 4 5",
        "00 49 30 12345",
        "+1 2 3 4 5 6 7 8 9 0 1 2 3 4 5",
    ],
)
def test_every_allowed_number_is_accepted(patterns, text):
    assert patterns.is_phone(text) is True


@pytest.mark.criterion("phone-rules")
@pytest.mark.parametrize(
    "text",
    [
        "012345",
        "01 23 45",
        "+123456",
        "0123456789012345",
        "+1234567890123456",
        "0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5",
        "30 1234567",
        "+030 1234567",
        "030  1234567",
        "030--1234567",
        "030 - 1234567",
        "-030 1234567",
        "030 1234567-",
        "+ 49 30 1234567",
        "+-4930 1234567",
        "++49 30 1234567",
        "0301234+567",
        "(030) 1234567",
        "030/1234567",
        "030,1234567",
        "030_1234567",
        "030\t1234567",
        "030\n1234567",
        "030\u00a01234567",
        "030 12345x7",
        "030 123456\u0663",
        "+\u0663930 1234567",
        "\u0660301234567",
    ],
)
def test_everything_else_is_no_number(patterns, text):
    assert patterns.is_phone(text) is False


@pytest.mark.criterion("phone-normalised")
def test_a_number_loses_its_separators(patterns, rng):
    one, two = rng.randint(100, 999), rng.randint(1000, 9999)
    assert patterns.normal_phone(f"+49 30-{one}.{two}") == f"+4930{one}{two}"
    assert patterns.normal_phone(f"030 {one} {two}") == f"030{one}{two}"
    assert patterns.normal_phone(f"+4930{one}{two}") == f"+4930{one}{two}"


@pytest.mark.criterion("phone-normalised")
@pytest.mark.parametrize("text", ["", "tea", "12 34"])
def test_what_is_no_number_raises(patterns, text):
    with raising(ValueError):
        patterns.normal_phone(text)


@pytest.mark.criterion("no-explosion")
@pytest.mark.parametrize(
    ("function", "shapes"),
    [
        (
            "is_email",
            [
                ("", "a", "!"),
                ("", "a.", "!"),
                ("", "a", "@"),
                ("", "a-", "@"),
                ("a@", "a", "!"),
                ("a@", "1", "."),
                ("a@", "a.", "!"),
                ("a@", "a-", "!"),
                ("a@a.", "a", "!"),
                ("a@a.", "a-", "."),
            ],
        ),
        (
            "is_phone",
            [("", "0", "!"), ("+", "1", "!"), ("0", "1 ", "!"), ("+1", " 1", "!"), ("0", " ", "!"), ("0", "-.", "!")],
        ),
        (
            "read_line",
            [
                ("", "1", "!"),
                ("", "a ", "!"),
                ("2026-03-14 09:26:53 INFO ", "a", "!"),
                ("2026-03-14 09:26:53 INFO ", "a.", "!"),
                ("2026-03-14 09:26:53 INFO ", "a ", "!"),
                ("2026-03-14 09:26:53 INFO a: ", "a", "\v\n\n"),
                ("2026-03-14 09:26:53 INFO a: ", "a ", "\v\n\n"),
            ],
        ),
        (
            "mask",
            [
                ("", "a", "!"),
                ("", "a.", "!"),
                ("a@", "a", "!"),
                ("a@", "1.", "!"),
                ("a@", "a-", "!"),
                ("token=", "a", ";"),
            ],
        ),
    ],
)
def test_the_work_does_not_double_with_each_character(subject, patterns, function, shapes):
    growth, read_line = subject.define(
        """
        from time import process_time

        def growth(function, start, again, end):
            times = []
            for count in range(1, 41):
                began = process_time()
                function(start + again * count + end)
                times.append(process_time() - began)
                if times[-1] > 0.25 and times[-1] > 100 * times[0]:
                    return "explodes"
            return "steady"

        def read_line(line):
            return read_log([line])
        """,
        read_log=patterns.read_log,
    )
    judged = read_line if function == "read_line" else getattr(patterns, function)
    for start, again, end in shapes:
        if growth(judged, start, again, end) != "steady":
            raise Mismatch(
                "With a few more characters the work takes many times as long.",
                expected="steady",
                actual=f"it explodes with {start + again * 3}...{end}",
                help="Look for a repeat inside a repeat, such as (a+)+, where the inner one can stop anywhere.",
            )
