"""Checks of day 6: what happens in the bank stands in bank.log, and on the console."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well

LOG = "bank.log"
LEVEL = re.compile(r"\b(DEBUG|INFO|WARNING|ERROR|CRITICAL)\b")
OPENING = 999.5
GOES_WELL = ["deposit", "withdraw"]
IS_REFUSED = [("deposit", -1, OPENING), ("withdraw", -1, OPENING), ("withdraw", 1, 50.5)]


@pytest.fixture
def owner(rng):
    return rng.choice(["Amina", "Boris", "Chen", "Dalia", "Emeka"])


@pytest.fixture
def amount(rng):
    """An amount that no time of day, date or balance looks like."""
    return rng.randint(600, 980) + rng.choice([0.25, 0.75])


@pytest.fixture(autouse=True)
def no_log(subject):
    """There is no bank.log from an earlier run."""
    if subject.exists(LOG):
        subject.program("mv", LOG, f"{LOG}.old")


@pytest.fixture
def module(subject):
    """The learner's module, ready to log."""
    module = subject.module("bank_with_errors")
    subject.define("""
        import bank_with_errors
        bank_with_errors.set_up_logging()
    """)
    return module


def names(line, owner, amount):
    """Whether a line says who and how much."""
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", line)]
    return owner in line and abs(amount) in numbers


def levelled(text):
    """The level and the text of each line of a log; not DEBUG, and no traceback below a line."""
    found = [(LEVEL.search(line), line) for line in text.splitlines()]
    return [(level[0], line) for level, line in found if level and level[0] != "DEBUG"]


def one_line(subject, level, owner, amount):
    """bank.log has one line, of this level, about this owner and amount."""
    text = subject.read_text(LOG)
    lines = levelled(text)
    shown = "; ".join(line for _, line in lines)
    found = [found for found, _ in lines]
    if found == [level] and names(shown, owner, amount):
        return
    if not lines:
        problem, advice = (
            f"Nothing of the level {level} came to {LOG}.",
            f"Call logger.{level.lower()} in this case, too.",
        )
        if text.strip() and not LEVEL.search(text):
            problem, advice = f"The lines in {LOG} do not say their level.", "The format needs %(levelname)s."
    elif len(lines) > 1:
        problem, advice = f"One call left {len(lines)} lines in {LOG}.", "Log once, when it is known what came of it."
    elif found != [level]:
        problem, advice = f"The line in {LOG} has another level.", f"Here it takes logger.{level.lower()}."
    else:
        problem, advice = f"The line in {LOG} does not say who and how much.", None
    raise Mismatch(
        problem,
        expected=f"one line with {level}, {owner} and {abs(amount)} in it",
        actual=shown or text.strip() or "an empty file",
        help=advice,
    )


def run(subject, *lines):
    """Run lines of Python in a new process; everything that came to the console, by line."""
    imports = "from bank_with_errors import BankAccount, set_up_logging, try_deposit, try_withdraw"
    finished = subject.program("python", "-c", "; ".join([imports, *lines]))
    ended_well(finished)
    return finished.output.splitlines()


@pytest.mark.criterion("log-file")
def test_there_is_a_line_in_the_file(subject, owner, amount):
    module = subject.module("bank_with_errors")
    module.set_up_logging()
    module.try_withdraw(module.BankAccount(owner, OPENING), amount)
    text = subject.read_text(LOG)
    if owner not in text:
        raise Mismatch(
            f"{LOG} does not say that {owner} has withdrawn something.",
            expected=f"a line with {owner} in it",
            actual=text.strip() or "an empty file",
            help="Two reasons are common. Without level=logging.INFO, Python drops the line. "
            "And basicConfig does nothing if it was called before.",
        )


@pytest.mark.criterion("success-info")
@pytest.mark.parametrize("operation", GOES_WELL)
def test_a_success_is_info(subject, module, owner, amount, operation):
    getattr(module, f"try_{operation}")(module.BankAccount(owner, OPENING), amount)
    one_line(subject, "INFO", owner, amount)


@pytest.mark.criterion("failure-error")
@pytest.mark.parametrize("operation, sign, balance", IS_REFUSED)
def test_a_refusal_is_an_error(subject, module, owner, amount, operation, sign, balance):
    getattr(module, f"try_{operation}")(module.BankAccount(owner, balance), amount * sign)
    one_line(subject, "ERROR", owner, amount * sign)


@pytest.mark.criterion("console-logged")
@pytest.mark.parametrize("operation", GOES_WELL)
def test_a_success_is_on_the_console(subject, owner, amount, operation):
    shown = run(
        subject,
        "set_up_logging()",
        f'try_{operation}(BankAccount("{owner}", {OPENING}), {amount})',
    )
    found = [line for line in shown if names(line, owner, amount)]
    if len(found) != 1:
        raise Mismatch(
            f"The console should show one line with {owner} and {amount}.",
            expected="one such line",
            actual="; ".join(found) or "no such line",
            help="More than one: two handlers for the console, or a print beside the logger." if found else None,
        )


@pytest.mark.criterion("console-logged")
@pytest.mark.parametrize("operation, sign, balance", IS_REFUSED)
def test_a_refusal_is_on_the_console(subject, owner, amount, operation, sign, balance):
    shown = run(
        subject,
        "set_up_logging()",
        f'try_{operation}(BankAccount("{owner}", {balance}), {amount * sign})',
    )
    if not any(names(line, owner, amount * sign) for line in shown):
        raise Mismatch(
            f"The console should show a line with {owner} and {abs(amount * sign)}.",
            expected="such a line",
            actual="; ".join(shown) or "nothing",
        )


@pytest.mark.criterion("through-logging")
@pytest.mark.parametrize("operation, sign, balance", [("deposit", 1, OPENING), ("withdraw", 1, OPENING), *IS_REFUSED])
def test_logging_can_be_switched_off(subject, module, owner, amount, operation, sign, balance):
    account = module.BankAccount(owner, balance)
    subject.define("""
        import logging
        logging.disable(logging.CRITICAL)
    """)
    with subject.printed() as printed:
        getattr(module, f"try_{operation}")(account, amount * sign)
    written = subject.read_text(LOG).splitlines() if subject.exists(LOG) else []
    shown = (printed.stdout + printed.stderr).splitlines()
    for place, lines in (("on the console", shown), (f"in {LOG}", [line for line in written if owner in line])):
        if lines:
            raise Mismatch(
                f"Logging was switched off, and still there was something {place}.",
                expected="nothing: logging.disable(logging.CRITICAL) silences every logger",
                actual="; ".join(lines),
                help="So this line does not come from a logger. Look for print, write, or open.",
            )


@pytest.mark.criterion("import-quiet")
def test_importing_sets_nothing_up(subject):
    finished = subject.program("python", "-c", "import bank_with_errors")
    ended_well(finished)
    if finished.output or subject.exists(LOG):
        raise Mismatch(
            "Importing the file already does something.",
            expected=f"nothing on the console, and no {LOG}",
            actual="; ".join(finished.output.splitlines()) or f"a new {LOG}",
            help="Set logging up in set_up_logging(), and call that in main().",
        )


CASES = """
import runpy
import sys


def cases(wanted):
    seen = set()

    def watch(frame, event, argument):
        name = frame.f_code.co_name
        account = next(iter(frame.f_locals.values()), None)
        moves = name in ("deposit", "withdraw") and hasattr(account, "get_balance")
        before = account.get_balance() if moves else None

        def inside(frame, event, argument):
            if event == "exception":
                seen.update(kind.__name__ for kind in argument[0].__mro__)
            if event == "return" and moves and account.get_balance() != before:
                seen.add(f"a call of {name}() that goes well")
            return inside

        return inside

    sys.argv = ["bank_with_errors.py"]
    sys.settrace(watch)
    try:
        runpy.run_path("bank_with_errors.py", run_name="__main__")
    except SystemExit:
        pass
    finally:
        sys.settrace(None)
    return [case for case in wanted if case in seen]
"""


@pytest.mark.criterion("cases-shown")
def test_the_program_tries_four_cases(subject):
    ended_well(subject.program("bank_with_errors.py"))
    levels = [level for level, _ in levelled(subject.read_text(LOG))]
    if levels.count("INFO") < 2 or levels.count("ERROR") < 2:
        raise Mismatch(
            f"{LOG} does not show four cases.",
            expected="at least two lines with INFO and two with ERROR",
            actual=f"{levels.count('INFO')} with INFO, {levels.count('ERROR')} with ERROR",
        )
    wanted = [
        "a call of deposit() that goes well",
        "a call of withdraw() that goes well",
        "InsufficientFundsError",
        "NegativeAmountError",
    ]
    seen = subject.define(CASES)(wanted)
    missing = [case for case in wanted if case not in seen]
    if missing:
        raise Mismatch(
            "A case is missing in the program.",
            expected=", ".join(wanted),
            actual=f"all but: {', '.join(missing)}",
        )


@pytest.mark.criterion("lines-dated")
def test_every_line_has_its_time(subject, module, owner, amount):
    account = module.BankAccount(owner, OPENING)
    module.try_deposit(account, amount)
    module.try_withdraw(account, amount * 10)
    for _, line in levelled(subject.read_text(LOG)):
        if not re.search(r"(?<!\d)\d{1,2}:\d{2}", line):
            raise Mismatch(
                f"A line in {LOG} does not say when it was written.",
                expected="hours and minutes, as in 09:30",
                actual=line,
                help="Put %(asctime)s into the format.",
            )


@pytest.mark.criterion("log-kept")
def test_the_next_run_adds_to_the_file(subject, amount):
    for owner in ("Farida", "Gideon"):
        run(subject, "set_up_logging()", f'try_deposit(BankAccount("{owner}", {OPENING}), {amount})')
    lines = [line for _, line in levelled(subject.read_text(LOG))]
    kept = [owner for owner in ("Farida", "Gideon") if any(names(line, owner, amount) for line in lines)]
    if kept != ["Farida", "Gideon"] or len(lines) != 2:
        raise Mismatch(
            f"After two runs, {LOG} should have the line of each.",
            expected="a line about Farida and a line about Gideon",
            actual="; ".join(lines) or "nothing",
        )


@pytest.mark.criterion("set-up-twice")
@pytest.mark.parametrize("operation", GOES_WELL)
def test_a_second_set_up_doubles_nothing(subject, owner, amount, operation):
    shown = run(
        subject,
        "set_up_logging()",
        "set_up_logging()",
        f'try_{operation}(BankAccount("{owner}", {OPENING}), {amount})',
    )
    written = [line for _, line in levelled(subject.read_text(LOG))]
    for place, lines in ((f"in {LOG}", written), ("on the console", shown)):
        found = [line for line in lines if names(line, owner, amount)]
        if len(found) != 1:
            raise Mismatch(
                f"After a second set_up_logging(), one operation should still leave one line {place}.",
                expected="one such line",
                actual="; ".join(found) or "no such line",
                help="Each handler that is added writes the line once more.",
            )
