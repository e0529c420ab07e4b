"""The learner's MongoDB database, in the words of a learner: collections, documents, indexes, and what they keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from grader.subject.faults import SubjectFault
from grader.subject.transcript import Entry, call_site

if TYPE_CHECKING:
    from grader.services.mongo import Tenant
    from grader.subject.subject import Subject

Document = dict[str, Any]
Conditions = Mapping[str, Any]
Answer = TypeVar("Answer")


class Refused(SubjectFault):
    """The database has refused something, and says why."""


class Documents:
    """What a check asks of the database itself, beside the learner's program."""

    def __init__(self, tenant: Tenant, subject: Subject) -> None:
        self._tenant = tenant
        self._subject = subject

    @property
    def url(self) -> str:
        return self._tenant.url

    def collections(self) -> list[str]:
        names = self._tenant.database.list_collection_names()
        return sorted(name for name in names if not name.startswith("system."))

    def collection(self, name: str) -> Collection:
        """A collection of the learner's, to be asked about its documents and indexes."""
        known = self.collections()
        if name not in known:
            raise SubjectFault(
                f"There is no collection {name} in the database.",
                f"The collections are: {', '.join(known)}." if known else "The database is empty: was anything saved?",
            )
        return Collection(name, self)

    def new(self, name: str) -> Collection:
        """A collection that need not be there yet."""
        return Collection(name, self)

    def clear(self) -> None:
        """It is empty again, as at the beginning of the check, and whoever is connected is thrown out."""
        self._tenant.renew()
        self._tenant.touch()

    def sweep(self) -> None:
        """Documents whose time is over are gone now. MongoDB removes them by and by, once a minute."""
        if not self._tenant.sweep():
            import pytest

            pytest.skip("the MongoDB that MONGO_URL names cannot be told to remove what has expired")


class Collection:
    """One collection: its documents, its indexes."""

    def __init__(self, name: str, documents: Documents) -> None:
        self.name = name
        self._collection = documents._tenant.database[name]
        self._transcript = documents._subject.transcript

    def find(self, conditions: Conditions | None = None) -> list[Document]:
        """The documents that fit."""
        entry = self._note(f"list(db.{self.name}.find({_shown(conditions)}))")
        return self._answered(entry, list(self._collection.find(conditions or {})))

    def find_one(self, conditions: Conditions | None = None) -> Document | None:
        entry = self._note(f"db.{self.name}.find_one({_shown(conditions)})")
        return self._answered(entry, self._collection.find_one(conditions or {}))

    def count(self, conditions: Conditions | None = None) -> int:
        entry = self._note(f"db.{self.name}.count_documents({conditions or {}!r})")
        return self._answered(entry, self._collection.count_documents(conditions or {}))

    def aggregate(self, *stages: Conditions) -> list[Document]:
        entry = self._note(f"list(db.{self.name}.aggregate({list(stages)!r}))")
        return self._answered(entry, list(self._collection.aggregate(list(stages))))

    def insert(self, *documents: Document) -> None:
        """Put documents there; `Refused` if the database refuses one."""
        from pymongo.errors import BulkWriteError, PyMongoError

        entry = self._note(f"db.{self.name}.insert_many({list(documents)!r})")
        try:
            self._collection.insert_many([dict(document) for document in documents])
        except PyMongoError as error:
            message = error.details["writeErrors"][0]["errmsg"] if isinstance(error, BulkWriteError) else str(error)
            entry.failure = f"{type(error).__name__}: {message}"
            raise Refused(f"The database refuses this: {message}") from None

    def unique(self, *fields: str) -> bool:
        """Whether the database itself refuses the same value, or the same values together, a second time."""
        return any(
            sorted(_fields(one)) == sorted(fields) and (one.get("unique") or _fields(one) == ["_id"])
            for one in self._indexes()
        )

    def indexed(self, *fields: str) -> bool:
        """Whether an index begins with these fields."""
        return any(_fields(one)[: len(fields)] == list(fields) for one in self._indexes())

    def expires(self, field: str) -> float | None:
        """The seconds after the time in this field at which a document goes; None if it stays."""
        found = [one.get("expireAfterSeconds") for one in self._indexes() if _fields(one) == [field]]
        return next((float(seconds) for seconds in found if seconds is not None), None)

    def uses_index(self, conditions: Conditions, sort: Mapping[str, int] | None = None) -> bool:
        """Whether the database finds these documents through an index, instead of reading all there are."""
        cursor = self._collection.find(conditions)
        if sort:
            cursor = cursor.sort(list(sort.items()))
        stages = list(_stages(cursor.explain()["queryPlanner"]["winningPlan"]))
        return "COLLSCAN" not in stages

    def _indexes(self) -> Iterator[Mapping[str, Any]]:
        for index in self._collection.list_indexes():
            yield {**index, "key": dict(index["key"])}

    def _note(self, line: str) -> Entry:
        return self._transcript.add(Entry(line, site=call_site()))

    @staticmethod
    def _answered(entry: Entry, answer: Answer) -> Answer:
        entry.answer, entry.has_answer = answer, True
        return answer


def _shown(conditions: Conditions | None) -> str:
    return repr(dict(conditions)) if conditions else ""


def _fields(index: Mapping[str, Any]) -> list[str]:
    return list(index["key"])


def _stages(plan: Any) -> Iterator[str]:
    """The stages of a plan, however deep they lie; MongoDB wraps them in a query plan of its own now and then."""
    if isinstance(plan, Mapping):
        if "stage" in plan:
            yield str(plan["stage"])
        for part in plan.values():
            yield from _stages(part)
    elif isinstance(plan, list):
        for part in plan:
            yield from _stages(part)
