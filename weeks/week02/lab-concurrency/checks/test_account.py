"""Checks of the account: what happens when another thread comes in at the worst moment."""

import pytest

from grader.toolbox import Mismatch

# The first time that the balance is read, another thread gets its turn before the reader goes on. If a lock keeps
# that thread out, the reader goes on after 0.3 seconds, and waits again before each of its lines.
BUSY = """
import sys
import threading

class BusyAccount(Account):
    visitor = None

    @property
    def balance(self):
        seen = self.__dict__["balance"]
        visitor, self.visitor = self.visitor, None
        if visitor:
            visitor.start()
            visitor.join(0.3)
        return seen

    @balance.setter
    def balance(self, amount):
        self.__dict__["balance"] = amount

def at_once(account, method, amount, other_method, other_amount):
    answers = []
    def other():
        answers.append(getattr(account, other_method)(other_amount))
    visitor = account.visitor = threading.Thread(target=other, daemon=True)
    def line_by_line(frame, *_):
        if visitor.ident and frame.f_code.co_filename.endswith("account.py"):
            visitor.join(0.1)
        return line_by_line
    sys.settrace(line_by_line)
    answers.append(getattr(account, method)(amount))
    sys.settrace(None)
    if visitor.ident:
        visitor.join(3)
    return sorted(answers, key=str)
"""


@pytest.fixture
def account_class(subject):
    """The learner's class."""
    return subject.module("account").Account


@pytest.fixture
def at_the_same_moment(subject, account_class):
    """Calls two methods of an account in two threads; returns the answers and the balance after it."""

    def ask(start, method, amount, other_method, other_amount):
        busy_account, at_once = subject.define(BUSY, Account=account_class)
        account = busy_account(start)
        answers = at_once(account, method, amount, other_method, other_amount)
        if account.visitor is not None:
            raise Mismatch(f"{method}() has not read the balance.", expected="self.balance holds the balance")
        return answers, account.balance

    return ask


@pytest.mark.criterion("deposits-kept")
def test_a_deposit_is_added(account_class, rng):
    start, amount = rng.sample(range(10, 90), 2)
    account = account_class(start)
    account.deposit(amount)
    assert account.balance == start + amount


@pytest.mark.criterion("deposits-kept")
def test_two_deposits_at_the_same_moment_are_both_kept(at_the_same_moment, rng):
    start, one, other = rng.sample(range(10, 90), 3)
    _, balance = at_the_same_moment(start, "deposit", one, "deposit", other)
    if balance != start + one + other:
        raise Mismatch(
            f"An account had {start}. One thread has deposited {one}, another one {other}.",
            expected=start + one + other,
            actual=balance,
            help="The second thread came in after the first had read the balance, and before it had changed it.",
        )


@pytest.mark.criterion("withdrawals-guarded")
def test_a_withdrawal_says_whether_there_was_enough(account_class, rng):
    start = rng.randint(50, 90)
    account = account_class(start)
    assert account.withdraw(20) is True
    assert account.withdraw(start - 20) is True
    assert account.withdraw(1) is False
    assert account.balance == 0


@pytest.mark.criterion("withdrawals-guarded")
def test_a_refused_withdrawal_changes_nothing_and_keeps_no_lock(subject, account_class, rng):
    start = rng.randint(50, 90)
    account = account_class(start)
    assert account.withdraw(start + 1) is False
    assert account.balance == start
    ended = subject.define("""
        import threading

        def ended(method, amount):
            thread = threading.Thread(target=method, args=(amount,), daemon=True)
            thread.start()
            thread.join(3)
            return not thread.is_alive()
    """)
    if not ended(account.deposit, 1):
        raise Mismatch(
            "After a refused withdrawal, a deposit waits for ever.",
            expected="the deposit ends",
            actual="it still waits after 3 seconds",
            help="Whoever takes a lock gives it back, also before `return False`. A `with` block does this by itself.",
        )


@pytest.mark.criterion("withdrawals-guarded")
def test_only_one_of_two_withdrawals_gets_the_money(at_the_same_moment, rng):
    one, other = rng.sample(range(60, 90), 2)
    answers, balance = at_the_same_moment(100, "withdraw", one, "withdraw", other)
    if answers != [False, True] or balance not in (100 - one, 100 - other):
        raise Mismatch(
            f"An account had 100. One thread has withdrawn {one}, another one {other}.",
            expected=f"one True and one False, and the balance {100 - one} or {100 - other}",
            actual=f"{' and '.join(map(str, answers))}, and the balance {balance}",
            help="The second thread came in after the first had looked at the balance, and before it had changed it.",
        )


@pytest.mark.criterion("withdrawals-guarded")
@pytest.mark.parametrize("first, second", [("withdraw", "deposit"), ("deposit", "withdraw")])
def test_a_deposit_and_a_withdrawal_share_one_lock(at_the_same_moment, first, second):
    _, balance = at_the_same_moment(100, first, 50, second, 50)
    if balance != 100:
        raise Mismatch(
            "An account had 100. One thread has withdrawn 50, another one has deposited 50.",
            expected=100,
            actual=balance,
            help="Two locks do not keep each other out. An account needs one lock for all that changes its balance.",
        )
