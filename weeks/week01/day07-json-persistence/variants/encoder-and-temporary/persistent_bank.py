"""The bank with an encoder and a hook of its own: every object says in the file what it is."""

import contextlib
import dataclasses
import datetime
import json
import os
import tempfile
import typing

_FORMAT = "%d.%m.%Y %H:%M:%S.%f"


class BrokenFile(ValueError):
    pass


def save_dict(data, filename):
    handle, path = tempfile.mkstemp(dir=os.path.dirname(filename) or ".", suffix=".json")
    try:
        with open(handle, mode="w", encoding="utf-8") as file:
            for piece in _Encoder(indent="\t").iterencode(data):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(path, filename)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)
        raise


def load_dict(filename):
    with open(filename, mode="rb") as file:
        return json.loads(file.read().decode("utf-8"), object_hook=_object)


@dataclasses.dataclass
class Transaction:
    id: int
    amount: float
    type: typing.Literal["deposit", "withdraw"]
    timestamp: datetime.datetime = dataclasses.field(default_factory=datetime.datetime.now)


@dataclasses.dataclass
class BankAccount:
    owner: str
    balance: float = 0.0
    transactions: list[Transaction] = dataclasses.field(default_factory=list)

    def deposit(self, amount: float) -> float:
        if not amount > 0:
            raise ValueError(amount)
        self.balance = self.balance + amount
        self.transactions += [Transaction(self._next(), amount, "deposit")]
        return self.balance

    def withdraw(self, amount: float) -> float:
        if not 0 < amount <= self.balance:
            raise ValueError(amount)
        self.balance = self.balance - amount
        self.transactions += [Transaction(self._next(), amount, "withdraw")]
        return self.balance

    def _next(self) -> int:
        return max((one.id for one in self.transactions), default=0) + 1


class _Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, datetime.datetime):
            return {"kind": "moment", "text": o.strftime(_FORMAT)}
        return {"kind": type(o).__name__, **vars(o)}


def _object(found):
    kind = found.pop("kind", None)
    if kind == "moment":
        return datetime.datetime.strptime(found["text"], _FORMAT)
    if kind is None:
        return found
    return {"Transaction": Transaction, "BankAccount": BankAccount}[kind](**found)


class Bank(dict):
    """A dictionary from owners to accounts."""

    def create_account(self, owner: str, balance: float = 0.0) -> BankAccount:
        return self.setdefault(owner, BankAccount(owner, balance))

    def get_account(self, owner: str) -> BankAccount | None:
        return self.get(owner)

    def save_to_file(self, filename: str) -> None:
        save_dict(dict(self), filename)

    @classmethod
    def load_from_file(cls, filename: str) -> "Bank":
        try:
            return cls(load_dict(filename))
        except json.JSONDecodeError as error:
            raise BrokenFile(f"{error.msg} in {os.path.abspath(filename)}, line {error.lineno}") from error
        except FileNotFoundError:
            return cls()


def main() -> None:
    bank = Bank.load_from_file("bank.json")
    account = bank.create_account("Amina")
    print("Balance:", account.deposit(10.0))
    bank.save_to_file("bank.json")


if __name__ == "__main__":
    main()
