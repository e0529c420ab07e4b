"""The learner's database, in the words of a learner: tables, columns, keys, rows, and what was asked of it."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from grader.services.postgres_server import FIELD, RECORD
from grader.subject.faults import SubjectFault, TimedOut, TooMuch, Where
from grader.subject.shellwords import quoted
from grader.subject.transcript import Entry, call_site
from grader.toolbox.bounds import Late, in_memory, in_time
from grader.toolbox.expectations import Mismatch

if TYPE_CHECKING:
    from grader.services.postgres_tenant import Tenant
    from grader.subject.subject import Subject

Made = TypeVar("Made")

_PLACE = re.compile(r"\s*/\*@ (?P<file>[^:*]+):(?P<line>\d+) \*/\s*")
_STATEMENT = re.compile(r"LOG:\s+(?:statement|execute [^:]*): (?P<sql>.*)", re.DOTALL)
_TALK = re.compile(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|SHOW|DISCARD|DEALLOCATE|START)\b", re.IGNORECASE)
_OF_THE_CATALOGUE = re.compile(
    r"\b(pg_catalog|pg_class|pg_type|information_schema)\b|select .*(version|current_schema)\("
)
_WIDEST = 40
_PATIENCE = 2.0
_LONGEST = 20.0  # seconds for one statement of a file, whatever that says of its own patience
_MOST_MEGABYTES = 256  # for its answer
_WAITING = (
    "SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
_AT_WORK = (
    "SELECT count(*) AS busy FROM pg_stat_activity"
    " WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
)
_PLAIN = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE)\b[^;]*$", re.IGNORECASE)  # leaves nothing in the connection
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
# Texts, names in quotes and comments, in which a semicolon ends nothing; and semicolons.
_PIECES = re.compile(
    r"""[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|--[^\n]*|/\*.*?\*/|;""", re.DOTALL
)


class Refused(SubjectFault):
    """The database has refused a statement, and says why."""


@dataclasses.dataclass(frozen=True)
class Column:
    name: str
    type: str
    nullable: bool
    default: str | None


@dataclasses.dataclass(frozen=True)
class Query:
    """One statement that the learner's program has sent."""

    sql: str
    place: str = ""  # the line of the learner's that caused it, where that is known

    def __str__(self) -> str:
        return f"{self.sql}   <- {self.place}" if self.place else self.sql


class Queries(list[Query]):
    """What was sent while a block ran, without the talk about transactions."""

    @property
    def selects(self) -> Queries:
        return Queries(one for one in self if one.sql.lstrip().upper().startswith(("SELECT", "WITH")))


class Database:
    """What a check asks of the database itself, beside the learner's program."""

    def __init__(self, tenant: Tenant, subject: Subject) -> None:
        self._tenant = tenant
        self._subject = subject

    @property
    def url(self) -> str:
        return self._tenant.url

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """The database as `make` leaves it, such as with the learner's tables; and what `make` returns.

        It is made for the first check that asks for this name. All others get a copy, and what was done to make it
        stands in their transcripts, too. Nobody may be connected, so this comes before a program is started.
        """
        entries = self._subject.transcript.entries
        if self._tenant.keeps(name) and not self._subject.is_traced:
            told, made = self._tenant.take(name)
            entries += [dataclasses.replace(entry) for entry in told]
            return copy.deepcopy(made)  # type: ignore[no-any-return]
        before = len(entries)
        made = make()
        self._tenant.keep(name, (entries[before:], copy.deepcopy(made)))
        return made

    def query(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """The rows of an answer, as the learner's role gets them. Values stand for each %s."""
        return self.run(sql, *values)[-1]

    def execute(self, sql: str, *values: Any) -> None:
        """Run a statement; `Refused` if the database refuses it."""
        self.run(sql, *values)

    def run(self, sql: str, *values: Any) -> list[list[dict[str, Any]]]:
        """Run one statement or several, and return the rows of each."""
        import psycopg

        with contextlib.nullcontext(self._tenant.talk()) if _PLAIN.match(sql) else self._tenant.enter() as connection:
            shown = psycopg.ClientCursor(connection).mogrify(sql, values) if values else sql
            entry = self._note(f"psql -c {quoted(shown)}")
            with _refusals_noted(entry):
                found = _results(connection.execute(sql, values or None))
        entry.printed = "\n".join(_table(rows) for rows in found if rows)
        return found

    def run_file(self, name: str) -> list[list[dict[str, Any]]]:
        """Run a file of the learner's, as `psql -f` does; the rows of each of its queries."""
        import psycopg

        text = self._subject.submitted_text(name)
        entry = self._note(f"psql -v ON_ERROR_STOP=1 -f {quoted(name)}")
        if found := re.search(r"^\s*\\\w+", text, re.MULTILINE):
            line = text[: found.start()].count("\n") + 1
            raise SubjectFault(
                f"{name} has the command {found[0].strip()}, which only psql knows.",
                "Write SQL only: a command that begins with a backslash is not SQL.",
                Where(name, line),
            )
        found_rows = []
        with self._tenant.enter() as connection:
            for start, statement in statements(text):
                place = start
                try:
                    with in_memory(_MOST_MEGABYTES), in_time(_LONGEST, lambda: self._tenant.end(connection)):
                        found_rows += _results(connection.execute(statement))
                except psycopg.Error as error:
                    place += int(error.diag.statement_position or 1) - 1
                    end = text[: start + len(statement.rstrip())].count("\n") + 1  # what psql counts
                    detail = f"\nDETAIL:  {error.diag.message_detail}" if error.diag.message_detail else ""
                    entry.errors = f"psql:{name}:{end}: ERROR:  {_message(error)}{detail}"
                    problem: SubjectFault = Refused(f"PostgreSQL refuses {name}: {_message(error)}")
                except Late:
                    problem = TimedOut(f"{name} has not ended within {_LONGEST:g} seconds.", "Look at this statement.")
                except MemoryError:
                    problem = TooMuch(f"{name} asks for more than can be looked at.", "Look at this statement.")
                else:
                    continue
                problem.where = Where(name, text[:place].count("\n") + 1)
                raise problem
        entry.printed = "\n".join(_table(rows) for rows in found_rows if rows)
        return found_rows

    def expect_nobody_at_work(self) -> None:
        """No connection is in the middle of a transaction; one that ends in these moments does not count.

        A session may be closed after the answer has gone out.
        """
        end = time.monotonic() + _PATIENCE
        while (found := self._ask(_AT_WORK)) != [{"busy": 0}] and time.monotonic() < end:
            time.sleep(0.02)
        entry = self._note(f"psql -c {quoted(_AT_WORK)}")
        entry.printed = _table(found)
        if found != [{"busy": 0}]:
            raise Mismatch(
                "A request has kept its connection.",
                expected="no transaction goes on after the answers",
                actual=f"{found[0]['busy']} still do",
            )

    @contextlib.contextmanager
    def held(self, lock: str) -> Iterator[Callable[[int], bool]]:
        """A lock that somebody holds while this block runs, so that requests meet which would pass each other.

        `with database.held("LOCK TABLE users IN SHARE MODE") as wait_for:` start requests, and `wait_for(3)`: until
        three connections wait for a lock, or some seconds are over. A program may let its requests wait elsewhere.
        """

        def wait_for(many: int) -> bool:
            end = time.monotonic() + _PATIENCE
            while not (met := self._ask(_WAITING)[0]["waiting"] >= many) and time.monotonic() < end:
                time.sleep(0.005)
            return bool(met)

        with self._tenant.enter() as connection:
            entry = self._note(f"psql -c {quoted(f'BEGIN; {lock}; SELECT pg_sleep({_PATIENCE:g})')} &")
            with _refusals_noted(entry):
                connection.execute(f"BEGIN; {lock}".encode())
            yield wait_for

    def rows(self, table: str, order_by: str = "1") -> list[dict[str, Any]]:
        """All rows of a table."""
        self.table(table)
        return self.query(f'SELECT * FROM "{table}" ORDER BY {order_by}')

    def tables(self) -> list[str]:
        return [row["table_name"] for row in self._ask(_TABLES)]

    def table(self, name: str) -> Table:
        """A table of the learner's, to be asked about its columns and keys."""
        known = self.tables()
        if name not in known:
            raise SubjectFault(
                f"There is no table {name} in the database.",
                f"The tables are: {', '.join(known)}." if known else "The database is empty: has it been set up?",
            )
        return Table(name, self)

    @contextlib.contextmanager
    def queries(self) -> Iterator[Queries]:
        """What the learner's program asks of the database while this block runs."""
        log = self._tenant.address.log
        if log is None:
            import pytest

            pytest.skip("the statements of a server that DATABASE_URL names cannot be read")
        found = Queries()
        start = log.stat().st_size
        yield found
        with log.open("rb") as file:
            file.seek(start)
            found += _queries_in(file.read().decode("utf-8", "replace"), self._tenant.name)

    def _ask(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        return _results(self._tenant.talk().execute(sql, values or None))[-1]

    def _note(self, line: str) -> Entry:
        return self._subject.transcript.add(Entry(line, kind="shell", site=call_site()))


class Table:
    """One table: its columns, its keys, its indexes."""

    def __init__(self, name: str, database: Database) -> None:
        self.name = name
        self._ask = database._ask

    @property
    def columns(self) -> dict[str, Column]:
        return {
            row["name"]: Column(row["name"], row["type"], row["nullable"], row["default"])
            for row in self._ask(_COLUMNS, self.name)
        }

    @property
    def primary_key(self) -> list[str]:
        return next((list(row["columns"]) for row in self._constraints("p")), [])

    def unique(self, *columns: str) -> bool:
        """Whether the database itself refuses the same value, or the same values together, a second time."""
        return any(row["uniq"] and sorted(row["columns"]) == sorted(columns) for row in self._indexes())

    def indexed(self, *columns: str) -> bool:
        """Whether an index begins with these columns."""
        return any(list(row["columns"])[: len(columns)] == list(columns) for row in self._indexes())

    @property
    def foreign_keys(self) -> dict[str, str]:
        """Where columns point to: `{"user_id": "users.id"}`."""
        return {
            row["columns"][0]: f"{row['target']}.{row['target_columns'][0]}"
            for row in self._constraints("f")
            if len(row["columns"]) == 1
        }

    @property
    def checks(self) -> list[str]:
        return [row["definition"] for row in self._constraints("c")]

    def _constraints(self, kind: str) -> list[dict[str, Any]]:
        return self._ask(_CONSTRAINTS, self.name, kind)

    def _indexes(self) -> list[dict[str, Any]]:
        return self._ask(_INDEXES, self.name)


def statements(text: str) -> Iterator[tuple[int, str]]:
    """The statements of a file, each with the place where it begins. Sent one by one, as psql does it."""
    begin = 0
    for found in _PIECES.finditer(text):
        if found[0] == ";":
            yield from _statement(text, begin, found.start())
            begin = found.end()
    yield from _statement(text, begin, len(text))


def _statement(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    words = _COMMENT.sub("", text[begin:end])
    if words.strip():
        blank = len(text[begin:end]) - len(text[begin:end].lstrip())
        yield begin + blank, text[begin + blank : end]


@contextlib.contextmanager
def _refusals_noted(entry: Entry) -> Iterator[None]:
    """What the database refuses in this block stands in the transcript, as psql prints it."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        entry.errors = f"ERROR:  {_message(error)}"
        raise Refused(f"The database refuses this: {_message(error)}") from None


def _results(cursor: Any) -> list[list[dict[str, Any]]]:
    found = []
    while True:
        names = [column.name for column in cursor.description or ()]
        found.append([dict(zip(names, row, strict=False)) for row in cursor.fetchall()] if names else [])
        if not cursor.nextset():
            return found


def _message(error: Any) -> str:
    return str(error.diag.message_primary or str(error).strip().partition("\n")[0])


def _table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as psql shows them."""
    names = list(rows[0])
    cells = [[_cell(row[name]) for name in names] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(names, *cells, strict=True)]
    lines = [" " + " | ".join(text.ljust(width) for text, width in zip(names, widths, strict=True)).rstrip()]
    lines.append("-" + "-+-".join("-" * width for width in widths) + "-")
    lines += [
        " " + " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells
    ]
    return "\n".join([*lines, f"({len(rows)} row{'s' * (len(rows) != 1)})"])


def _cell(value: Any) -> str:
    text = "" if value is None else str(value).replace("\n", "\\n")
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _queries_in(log: str, database: str) -> Iterator[Query]:
    """The statements in a piece of the server's log that the learner's program has sent."""
    for record in log.split(RECORD):
        name, _, rest = record.partition(FIELD)
        user, _, text = rest.partition(FIELD)
        found = _STATEMENT.match(text)
        if not found or (name, user) != (database, database):
            continue
        sql = found["sql"].strip()
        place = _PLACE.search(sql)
        sql = " ".join(_PLACE.sub(" ", sql).split())
        if sql and not _TALK.match(sql) and not _OF_THE_CATALOGUE.search(sql):
            yield Query(sql, f"{place['file']}:{place['line']}" if place else "")


_TABLES = """
    SELECT table_name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1
"""
_COLUMNS = """
    SELECT attname AS name, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable,
           CASE WHEN attidentity <> '' THEN 'identity' ELSE pg_get_expr(adbin, adrelid) END AS "default"
    FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attrelid = ('public.' || quote_ident(%s))::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
_NAMES = "ARRAY(SELECT attname::text FROM unnest({keys}) WITH ORDINALITY AS k(number, place) \
JOIN pg_attribute ON attrelid = {table} AND attnum = k.number ORDER BY k.place)"
_CONSTRAINTS = f"""
    SELECT {_NAMES.format(keys="conkey", table="conrelid")} AS columns,
           {_NAMES.format(keys="confkey", table="confrelid")} AS target_columns,
           confrelid::regclass::text AS target, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE conrelid = ('public.' || quote_ident(%s))::regclass AND contype = %s
"""
_INDEXES = f"""
    SELECT {_NAMES.format(keys="indkey::int2[]", table="indrelid")} AS columns,
           indisunique AND indpred IS NULL AS uniq
    FROM pg_index WHERE indrelid = ('public.' || quote_ident(%s))::regclass
"""
