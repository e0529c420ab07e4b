"""Checks of day 7: what is written is JSON, and UTF-8 on every machine."""

import json
from datetime import datetime

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def name(rng):
    """The name of a file that nobody knows beforehand."""
    return f"notes-{rng.randint(100, 999)}.json"


@pytest.fixture
def notes(rng):
    """A dictionary with everything that JSON can hold."""
    return {
        "town": rng.choice(["Accra", "Lima", "Oslo"]),
        "share": rng.randint(1, 99) / 4,
        "open": True,
        "closed": None,
        "days": ["Monday", "Friday"],
        "guide": {"name": "Chen", "years": rng.randint(2, 20)},
    }


def read_json(subject, name):
    """What stands in a JSON file that the learner's code has written."""
    text = subject.read_text(name)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        advice = "json.dump writes JSON. str() and print() write Python, which looks similar."
        if not text:
            advice = "The file is empty. json.dump writes into it, and with open(...) as file: closes it."
        elif "Extra data" in str(error):
            advice = (
                'There is more than one JSON text in the file. Collect all in one value, and write it in the mode "w".'
            )
        raise Mismatch(f"{name} is not valid JSON.", expected="one JSON text", actual=str(error), help=advice) from None


def not_a_text(content, name):
    """A beginner's knot: json.dumps makes a text, and json.dump puts that text into JSON once more."""
    if isinstance(content, str):
        raise Mismatch(
            f"{name} holds one long text, in quotes.",
            expected="an object or a list",
            actual=f"the text {content[:40]!r}",
            help="json.dump turns a dictionary into text by itself. Do not give it the text from json.dumps.",
        )


@pytest.mark.criterion("dict-saved")
def test_a_dictionary_is_saved_as_json(subject, name, notes):
    subject.module("persistent_bank").save_dict(notes, name)
    content = read_json(subject, name)
    not_a_text(content, name)
    assert content == notes


@pytest.mark.criterion("dict-saved")
def test_the_old_content_is_replaced(subject, name, rng):
    module = subject.module("persistent_bank")
    module.save_dict({"town": "Lima", "years": [2024, 2025]}, name)
    module.save_dict(short := {"town": rng.choice(["Accra", "Oslo"])}, name)
    assert read_json(subject, name) == short


@pytest.mark.criterion("dict-loaded")
def test_a_dictionary_is_loaded(subject, name, notes):
    subject.write_text(name, json.dumps(notes))
    assert subject.module("persistent_bank").load_dict(name) == notes


@pytest.fixture
def bank(subject, rng):
    """A bank with two accounts, and a deposit in the first."""
    module = subject.module("persistent_bank")
    note = subject.define("""
        def note(account, transaction):
            account.transactions.append(transaction)
    """)
    deposit = module.Transaction(id=1, amount=25.0, type="deposit", timestamp=datetime(2026, 1, 5, 9, 30))
    bank = module.Bank()
    note(bank.create_account("Amina", rng.randint(100, 900) / 4), deposit)
    bank.create_account("Boris", rng.randint(100, 900) / 4)
    return bank


@pytest.mark.criterion("file-is-json")
def test_the_file_of_a_bank_is_json(subject, bank, name):
    bank.save_to_file(name)
    content = read_json(subject, name)
    not_a_text(content, name)
    assert isinstance(content, dict | list)


@pytest.mark.criterion("file-is-json")
def test_the_file_of_an_empty_bank_is_json(subject, name):
    subject.module("persistent_bank").Bank().save_to_file(name)
    assert isinstance(read_json(subject, name), dict | list)


@pytest.mark.criterion("file-is-json")
def test_saving_again_replaces_the_file(subject, bank, name):
    bank.save_to_file(name)
    subject.module("persistent_bank").Bank().save_to_file(name)
    read_json(subject, name)
    if "Amina" in subject.read_text(name):
        raise Mismatch(
            "The file still holds the bank that was saved before.",
            expected="only the bank that was saved last, which is empty",
            actual="a file with Amina in it",
        )


def elsewhere(subject, *lines):
    """Run lines of Python on a machine whose custom is ASCII; the last line that they print."""
    code = "; ".join(["import sys", "sys.tracebacklimit = 0", *lines])
    finished = subject.program(
        *("python", "-X", "utf8=0", "-c", code),
        env={"LC_ALL": "C"},
        shown=["LC_ALL=C", "python", "-X", "utf8=0", "-c", code],
    )
    if finished.exit_code != 0:
        raise Mismatch(
            "On a machine whose custom is ASCII, the program ended with an error.",
            expected="exit status 0",
            actual=f"exit status {finished.exit_code}",
            help='Give encoding="utf-8" wherever a file is opened, for reading and for writing.',
        )
    return (finished.stdout.splitlines() or [""])[-1]


@pytest.fixture
def owner(rng):
    return rng.choice(["Zoë", "Jürgen", "Оля", "陳"])


@pytest.mark.criterion("utf8-everywhere")
def test_a_dictionary_is_saved_in_utf8(subject, name, owner):
    saving = f'save_dict({{"owner": {json.dumps(owner)}}}, "{name}")'
    elsewhere(subject, "from persistent_bank import save_dict", saving)
    assert read_json(subject, name) == {"owner": owner}


@pytest.mark.criterion("utf8-everywhere")
def test_a_dictionary_is_loaded_as_utf8(subject, name, owner):
    subject.write_text(name, json.dumps({"owner": owner}, ensure_ascii=False))
    printing = f'print(ascii(load_dict("{name}")["owner"]))'
    assert elsewhere(subject, "from persistent_bank import load_dict", printing) == ascii(owner)


@pytest.mark.criterion("utf8-everywhere")
def test_a_bank_is_saved_in_utf8(subject, name, owner):
    making = f"bank = Bank(); bank.create_account({json.dumps(owner)})"
    elsewhere(subject, "from persistent_bank import Bank", making, f'bank.save_to_file("{name}")')
    loaded = subject.module("persistent_bank").Bank.load_from_file(name)
    assert loaded.get_account(owner) is not None


@pytest.mark.criterion("utf8-everywhere")
def test_a_bank_is_loaded_as_utf8(subject, name, owner):
    bank = subject.module("persistent_bank").Bank()
    bank.create_account(owner)
    bank.save_to_file(name)
    loading = f'bank = Bank.load_from_file("{name}")'
    printing = f"print(ascii(bank.get_account({json.dumps(owner)}).owner))"
    assert elsewhere(subject, "from persistent_bank import Bank", loading, printing) == ascii(owner)
