"""Checks of logs: lines that become entries, lines that do not, and what is masked."""

import pytest

from grader.toolbox import Mismatch

TIME = "2026-03-14 09:26:53"
GOOD = f"{TIME} INFO pay: tea sold"


@pytest.fixture
def patterns(subject):
    """The learner's module."""
    return subject.module("patterns")


@pytest.fixture
def entries_of(subject, patterns):
    """A function that gives the entries of a log, as tuples."""
    return subject.define(
        """
        def entries_of(lines):
            entries, problems = read_log(lines)
            return [(entry.time, entry.level, entry.source, entry.message) for entry in entries]
        """,
        read_log=patterns.read_log,
    )


@pytest.fixture
def problems_of(subject, patterns):
    """A function that gives the problems of a log, as tuples."""
    return subject.define(
        """
        def problems_of(lines):
            entries, problems = read_log(lines)
            return [(problem.line, problem.text) for problem in problems]
        """,
        read_log=patterns.read_log,
    )


@pytest.mark.criterion("patterns-named")
@pytest.mark.parametrize(("name", "text"), [("EMAIL", "amina@example.com"), ("PHONE", "+49 30 1234567")])
def test_patterns_are_compiled(subject, patterns, name, text):
    finds = subject.define("""
        import re

        def finds(pattern, text):
            return isinstance(pattern, re.Pattern) and pattern.fullmatch(text) is not None
    """)
    assert finds(getattr(patterns, name), text) is True


@pytest.mark.criterion("patterns-named")
def test_groups_have_names(subject, patterns, rng):
    groups_of = subject.define("""
        import re

        def groups_of(pattern, text):
            found = pattern.fullmatch(text) if isinstance(pattern, re.Pattern) else None
            return found.groupdict() if found else "no match"
    """)
    number = rng.randint(10, 99)
    assert groups_of(patterns.LINE, f"{TIME} INFO pay: tea {number} sold") == {
        "time": TIME,
        "level": "INFO",
        "source": "pay",
        "message": f"tea {number} sold",
    }


@pytest.mark.criterion("log-read")
def test_lines_become_entries(entries_of, rng):
    day, number = rng.randint(10, 28), rng.randint(100, 999)
    lines = [f"2026-07-{day} 17:05:{day} ERROR shop.api: order {number} lost\n", f"{TIME} DEBUG a-b_2: x"]
    assert entries_of(lines) == [
        (f"2026-07-{day} 17:05:{day}", "ERROR", "shop.api", f"order {number} lost"),
        (TIME, "DEBUG", "a-b_2", "x"),
    ]


@pytest.mark.criterion("log-read")
@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING", "ERROR"])
def test_every_level_is_read(entries_of, level):
    assert entries_of([f"{TIME} {level} pay: tea\n"]) == [(TIME, level, "pay", "tea")]


@pytest.mark.criterion("log-read")
@pytest.mark.parametrize(
    "message",
    ["retry: 3: no", "  two spaces  ", f"{TIME} INFO pay: again", "caf\u00e9 \u0447\u0430\u0439", "a\tb\u2028c", ": "],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_message_is_kept_exactly(entries_of, message, end):
    assert entries_of([f"{TIME} INFO pay: {message}{end}"]) == [(TIME, "INFO", "pay", message)]


@pytest.mark.criterion("log-read")
def test_good_and_empty_lines_are_no_problem(entries_of, problems_of):
    lines = ["\n", f"{GOOD}\n", "\n", "  \t\r\n", "", GOOD]
    assert entries_of(lines) == [(TIME, "INFO", "pay", "tea sold")] * 2
    assert problems_of(lines) == []


@pytest.mark.criterion("log-read")
def test_a_stream_is_walked_through_once(subject, entries_of, problems_of):
    assert entries_of([]) == []
    assert problems_of([]) == []
    assert (
        entries_of(subject.evaluate("(line for line in [line, line])", line=GOOD))
        == [(TIME, "INFO", "pay", "tea sold")] * 2
    )


@pytest.mark.criterion("bad-lines-told")
@pytest.mark.parametrize(
    "line",
    [
        "Traceback (most recent call last):",
        f"{TIME} pay: tea",
        f"{TIME} FATAL pay: tea",
        f"{TIME} info pay: tea",
        f"{TIME} INFORM pay: tea",
        f"{TIME} INFO tea sold",
        f"{TIME} INFO pay tea",
        f"{TIME} INFO pay:tea",
        f"{TIME} INFO : tea",
        f"{TIME} INFO pay: ",
        f"{TIME} INFO pay:",
        f"{TIME} INFO p@y: tea",
        f"{TIME} INFO p\u00e4y: tea",
        f"{TIME} INFO pay desk: tea",
        f"{TIME}  INFO pay: tea",
        f"{TIME} INFO  pay: tea",
        f" {GOOD}",
        f"x{GOOD}",
        "2026-3-14 09:26:53 INFO pay: tea",
        "2026-03-14T09:26:53 INFO pay: tea",
        "2026-03-14 9:26 INFO pay: tea",
        "12026-03-14 09:26:53 INFO pay: tea",
        "2026/03/14 09:26:53 INFO pay: tea",
        "202\u0666-03-14 09:26:53 INFO pay: tea",
        "2026-03-14 09:26:5\u0663 INFO pay: tea",
    ],
)
def test_a_bad_line_is_a_problem_and_no_entry(entries_of, problems_of, line):
    lines = [f"{GOOD}\n", f"{line}\n", f"{GOOD}\n"]
    assert entries_of(lines) == [(TIME, "INFO", "pay", "tea sold")] * 2
    assert problems_of(lines) == [(2, line)]


@pytest.mark.criterion("bad-lines-told")
def test_the_number_counts_all_lines(problems_of, rng):
    empty, good = rng.randint(1, 4), rng.randint(2, 5)
    lines = ["\n"] * empty + [f"{GOOD}\n"] * good + ["  bad, \r\n", "\n", "worse"]
    assert problems_of(lines) == [(empty + good + 1, "  bad, "), (empty + good + 3, "worse")]


@pytest.mark.criterion("addresses-masked")
def test_addresses_are_masked(patterns, rng):
    name = "".join(rng.sample("abcdefgh", 5))
    assert patterns.mask(f"{name}@example.com") == f"{name[0]}***@example.com"
    assert (
        patterns.mask(f"to {name}@mail.example.org from b@x-1.co")
        == f"to {name[0]}***@mail.example.org from b***@x-1.co"
    )
    assert patterns.mask("Chen.Li+news_2-a@Example.COM") == "C***@Example.COM"


@pytest.mark.criterion("addresses-masked")
@pytest.mark.parametrize(
    "around",
    [
        "Write to {}.",
        "<{}>",
        "({})",
        "{}, then {}",
        "a;{};b",
        "user={}",
        "to:{}",
        '"{}"',
        "'{}'",
        "{}!",
        "{}?",
        "{}\n{}\r\n",
        "\t{}. Or {}.",
    ],
)
def test_the_text_around_an_address_stays(patterns, around):
    assert patterns.mask(around.replace("{}", "amina@example.com")) == around.replace("{}", "a***@example.com")


@pytest.mark.criterion("addresses-masked")
@pytest.mark.parametrize(
    "text", ["", "no address", "@boris", "amina@home", "amina @ example.com", "2 @ 3.50", "a\\1b\n"]
)
def test_what_is_no_address_stays(patterns, text):
    assert patterns.mask(text) == text


@pytest.mark.criterion("secrets-masked")
def test_secrets_are_masked(patterns, rng):
    secret = f"k{rng.randint(1000, 9999)}"
    assert patterns.mask(f"token={secret}") == "token=***"
    assert patterns.mask(f"login password={secret} ok") == "login password=*** ok"


@pytest.mark.criterion("secrets-masked")
@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Token=a1 PASSWORD=b2", "Token=*** PASSWORD=***"),
        ("/pay?access_token=a1&user=7", "/pay?access_token=***&user=7"),
        ("token=a1,user=7;password=b2;x", "token=***,user=7;password=***;x"),
        ("token=a-b_c.d/e+f==!(\\1) end", "token=*** end"),
        ("token=\u00e9\u0447", "token=***"),
        ("token=a1\npassword=b2\r\nend", "token=***\npassword=***\r\nend"),
        ("token=a1\tb2", "token=***\tb2"),
        ("token=amina@example.com ok", "token=*** ok"),
        ("password=p@ss.word", "password=***"),
    ],
)
def test_a_secret_ends_where_its_value_ends(patterns, text, masked):
    assert patterns.mask(text) == masked


@pytest.mark.criterion("secrets-masked")
@pytest.mark.parametrize("text", ["the token is gone", "token = a1", "token: a1", "user=7", "token= a1", "password=;x"])
def test_what_is_no_secret_stays(patterns, text):
    assert patterns.mask(text) == text


@pytest.mark.criterion("long-lines")
@pytest.mark.parametrize(
    ("function", "shapes"),
    [
        (
            "mask",
            [
                ("", "a", ""),
                ("", "a.", "!"),
                ("", "-a", "!"),
                ("a@", "a.", "!"),
                ("", "a@", ""),
                ("token=", "a", ""),
                ("", "token", ""),
            ],
        ),
        (
            "read_line",
            [
                ("", " ", ""),
                ("", "a: ", ""),
                (f"{TIME} INFO ", "a", ""),
                (f"{TIME} INFO ", "a.", "!"),
                (f"{TIME} INFO pay: ", "a", ""),
                (f"{TIME} INFO pay: a", " ", "a"),
                (f"{TIME} INFO pay: ", "a: ", "\n"),
            ],
        ),
    ],
)
def test_twice_the_length_takes_about_twice_the_time(subject, patterns, function, shapes):
    growth, read_line = subject.define(
        """
        from time import process_time

        def growth(function, start, again, end):
            times = []
            for count in [250, 500, 1000, 2000, 4000, 8000, 16000, 32000]:
                began = process_time()
                function(start + again * count + end)
                times.append(process_time() - began)
                if times[-1] > 0.2 and times[-1] > 25 * times[max(0, len(times) - 4)]:
                    return "explodes"
            return "steady"

        def read_line(line):
            return read_log([line])
        """,
        read_log=patterns.read_log,
    )
    judged = read_line if function == "read_line" else patterns.mask
    for start, again, end in shapes:
        if growth(judged, start, again, end) != "steady":
            raise Mismatch(
                "With twice the length the work takes far more than twice as long.",
                expected="steady",
                actual=f"it explodes with {start + again * 3}...{end}",
                help="sub() tries every place of the text. How far does the pattern read from each of them?",
            )
