"""Checks of day 7: what was saved is there on the next run, also if a later save went wrong."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well


@pytest.mark.criterion("survives-restart")
def test_a_new_run_finds_everything(subject, rng):
    name = f"vault-{rng.randint(100, 999)}.json"
    balance, amount = float(rng.randint(100, 900)), rng.randint(4, 90) / 4
    first_run = [
        "from persistent_bank import Bank",
        "bank = Bank()",
        f'bank.create_account("Amina", {balance}).withdraw({amount})',
        f'bank.save_to_file("{name}")',
    ]
    ended_well(subject.program("python", "-c", "; ".join(first_run)))
    noted = subject.define("""
        def noted(account):
            return [(one.id, one.type, one.amount) for one in account.transactions]
    """)
    loaded = subject.module("persistent_bank").Bank.load_from_file(name)
    account = loaded.get_account("Amina")
    if account is None:
        raise Mismatch(
            "After a restart the account is gone.",
            expected="Amina's account",
            actual="None",
            help="A new run of Python knows nothing of the last one. Everything must come out of the file.",
        )
    assert account.balance == balance - amount
    assert noted(account) == [(1, "withdraw", amount)]


def shown_balance(subject, balance):
    """Run the program; it prints this balance."""
    shown = subject.program("persistent_bank.py")
    ended_well(shown)
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", shown.stdout)]
    if balance not in numbers:
        raise Mismatch(
            "The program did not print the new balance.",
            expected=f"a line with {balance} in it",
            actual=shown.stdout.strip() or "nothing",
            help="The order matters: load, deposit, save. And print the balance, not only the amount.",
        )


@pytest.mark.criterion("program-remembers")
def test_each_run_shows_ten_more(subject):
    if subject.exists("bank.json"):
        subject.program("mv", "bank.json", "bank.json.old")
    for balance in (10.0, 20.0, 30.0):
        shown_balance(subject, balance)


@pytest.mark.criterion("program-remembers")
@pytest.mark.parametrize("amina_is_there", [True, False])
def test_the_program_goes_on_with_what_is_there(subject, rng, amina_is_there):
    module = subject.module("persistent_bank")
    bank = module.Bank()
    amina, boris = float(rng.randint(300, 900)) if amina_is_there else 0.0, float(rng.randint(300, 900))
    if amina_is_there:
        bank.create_account("Amina", amina)
    bank.create_account("Boris", boris)
    bank.save_to_file("bank.json")
    shown_balance(subject, amina + 10.0)
    loaded = module.Bank.load_from_file("bank.json")
    for owner, balance in {"Amina": amina + 10.0, "Boris": boris}.items():
        account = loaded.get_account(owner)
        if account is None:
            raise Mismatch(
                f"After the program has run, {owner} has no account any more.",
                expected=f"the account of {owner} in bank.json",
                actual="None",
                help="Save the bank that you have loaded, not a new one.",
            )
        assert account.balance == balance


@pytest.mark.criterion("program-remembers")
def test_importing_the_file_runs_nothing(subject):
    if subject.exists("bank.json"):
        subject.program("mv", "bank.json", "bank.json.old")
    with subject.printed() as printed:
        subject.module("persistent_bank")
    if subject.exists("bank.json") or printed.stdout:
        raise Mismatch(
            "Importing the file already runs the program.",
            expected="nothing printed, and no bank.json",
            actual=printed.stdout.strip() or "a new bank.json",
            help='Call main() only below `if __name__ == "__main__":`.',
        )


@pytest.mark.criterion("old-file-kept")
def test_a_full_disk_leaves_the_old_file(subject, rng):
    name = f"vault-{rng.randint(100, 999)}.json"
    module = subject.module("persistent_bank")
    bank = module.Bank()
    balance = float(rng.randint(300, 900))
    account = bank.create_account("Amina", balance)
    bank.save_to_file(name)
    fill, save_on_a_full_disk = subject.define("""
        import resource

        def fill(account):
            for _ in range(20):
                account.deposit(1.0)

        def save_on_a_full_disk(bank, filename):
            soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))  # from now on a file takes 200 bytes and no more
            try:
                bank.save_to_file(filename)
            except Exception as error:
                return repr(error)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    """)
    fill(account)
    save_on_a_full_disk(bank, name)
    try:
        kept = module.Bank.load_from_file(name).get_account("Amina")
        came = "no account" if kept is None else f"Amina with {kept.balance}"
    except ValueError as error:
        came = f"ValueError: {error}"
    if came != f"Amina with {balance}":
        raise Mismatch(
            "The disk was full while saving. Now the bank that was saved before is lost.",
            expected=f"Amina with {balance}",
            actual=came,
            help="Write to another file first. Put it in the place of the old one when it is complete.",
        )
