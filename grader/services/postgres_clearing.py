"""Empties a learner's database in place: much faster than to copy the files of an empty one.

That is as good as a new database only where nothing but the schema `public` can have changed. Whether that is so is
asked every time.
"""

from __future__ import annotations

import psycopg
from psycopg.conninfo import make_conninfo

_MOST = 50  # times; each leaves rows behind in the catalogue that nobody sweeps up
_OPTIONS = "-c lock_timeout=2s -c client_min_messages=error"
_OTHERS_END = """
    SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# What a learner can make outside `public`, and change of the database or of the role itself.
_FIRST_OF_USERS = 16384
_CATALOGUES = (
    "extension largeobject_metadata default_acl event_trigger publication language foreign_server cast".split()
)
_STATE = f"""
    SELECT (SELECT count(*) FROM pg_namespace
            WHERE oid >= {_FIRST_OF_USERS} AND nspname <> 'public' AND nspname !~ '^pg_(toast_)?temp_')
         + {" + ".join(f"(SELECT count(*) FROM pg_{name} WHERE oid >= {_FIRST_OF_USERS})" for name in _CATALOGUES)},
           (SELECT row(datacl, datconnlimit, datallowconn)::text FROM pg_database WHERE oid = mine.oid),
           (SELECT rolpassword FROM pg_authid WHERE rolname = current_database()),
           (SELECT array_agg(row(setdatabase, setconfig)::text) FROM pg_db_role_setting
            WHERE setdatabase = mine.oid OR setrole = current_database()::regrole),
           shobj_description(mine.oid, 'pg_database')
    FROM (SELECT oid FROM pg_database WHERE datname = current_database()) AS mine
"""
_AS_NEW = """
    DROP SCHEMA IF EXISTS public CASCADE;
    CREATE SCHEMA public AUTHORIZATION pg_database_owner;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
    COMMENT ON SCHEMA public IS 'standard public schema'
"""


State = tuple[object, ...]


class Clearing:
    """The administrator's own connection to a database of a learner's, whose role has the same name."""

    def __init__(self, admin: str, name: str) -> None:
        self._connection = psycopg.connect(make_conninfo(admin, dbname=name, options=_OPTIONS), autocommit=True)
        self._left = _MOST

    def is_done(self, new: State) -> bool:
        """Whether the database is empty now, as a new one is. If not, it is no longer fit for use."""
        if self._left == 0:
            return False
        self._left -= 1
        try:
            self._connection.execute(_OTHERS_END, prepare=True)
            if self.state() != new:
                return False
            self._connection.execute(_AS_NEW)
        except psycopg.Error:
            return False
        return True

    def state(self) -> State:
        """What learners can change, apart from what lies in `public`."""
        return self._connection.execute(_STATE.encode(), prepare=True).fetchone() or ()

    def close(self) -> None:
        self._connection.close()
