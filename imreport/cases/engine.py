"""The embedded database: one DuckDB connection without network, extensions or traces on disk."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, TypeVar

from imreport.cases.private import PrivateFolder

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

Answer = TypeVar("Answer")

MEMORY: Final = "2GB"
"""What DuckDB may hold in memory; the rest goes into the private folder. Python and libraries take some 200 MB more."""
THREADS: Final = 4
"""At most; each of them needs its part of the memory."""
TASKS: Final = 2
"""So many tasks run side by side: small statements and Python keep one processor busy, large statements the others."""

LIST: Final = "list_"
"""How the names of types begin that ``Engine.list_type`` gives."""


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C during a query be Ctrl-C: DuckDB turns it into an error of its own."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except RuntimeError as error:
        if "interrupted" in str(error):
            raise KeyboardInterrupt from None
        raise


def literal(text: str) -> str:
    """Return a text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def below(view: str) -> str:
    """Return the name of the table below a view."""
    return f"{view}_below"


class Engine:
    """A private in-memory DuckDB that spills into a folder of its own and removes it when closed."""

    def __init__(self, *, tasks: int = TASKS) -> None:
        """Start the database.

        Args:
            tasks: How many tasks run side by side; with one, all statements are of one connection.
        """
        import duckdb

        self._folder = PrivateFolder()
        self._own = threading.local()
        self._tasks = min(tasks, os.cpu_count() or 1)
        self._is_stopped = False
        self._lists: dict[str, str] = {}
        self._listing = threading.Lock()
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "memory_limit": MEMORY,
                "threads": str(min(THREADS, os.cpu_count() or 1)),
                "temp_directory": str(self.folder / "spill"),
            },
        )

    @property
    def connection(self) -> "duckdb.DuckDBPyConnection":
        """The connection of this thread."""
        own: duckdb.DuckDBPyConnection = getattr(self._own, "cursor", self._connection)
        return own

    @property
    def folder(self) -> Path:
        """The private folder, for copies that live as long as the engine."""
        return self._folder.path

    def rows(self, sql: str, **parameters: object) -> list[tuple[object, ...]]:
        """Run a query with named parameters and return its rows."""
        if self._is_stopped and hasattr(self._own, "cursor"):
            raise KeyboardInterrupt
        with _interruptible():
            return self.connection.execute(sql, parameters or None).fetchall()

    def together(self, tasks: Iterable[Callable[[], Answer]]) -> list[Answer]:
        """Run tasks side by side, each thread with a connection of its own to the same tables.

        Returns:
            What they return, in their order; if one fails or the run is interrupted, the others stop, too.
        """
        if self._tasks == 1:
            return [task() for task in tasks]
        cursors: list[duckdb.DuckDBPyConnection] = []

        def start() -> None:
            self._own.cursor = self._connection.cursor()
            cursors.append(self._own.cursor)

        with ThreadPoolExecutor(self._tasks, initializer=start) as pool:
            futures = [pool.submit(task) for task in tasks]
            try:
                return [future.result() for future in futures]
            except BaseException:
                self._is_stopped = True
                pool.shutdown(cancel_futures=True, wait=False)
                for cursor in cursors:
                    cursor.interrupt()
                pool.shutdown()
                self._is_stopped = False
                raise

    def frame(self, sql: str, **parameters: object) -> "pd.DataFrame":
        """Run a query with named parameters and return a pandas frame."""
        with _interruptible():
            return self.connection.execute(sql, parameters or None).df()

    def kinds(self, relation: str) -> dict[str, str]:
        """Return the columns of a relation and their types, those of ``list_type`` by their names."""
        described = ((str(name), str(kind)) for name, kind, *_ in self.rows(f"describe {relation}"))
        return {name: self._lists.get(kind, kind) for name, kind in described}

    def list_type(self, texts: Iterable[str]) -> str:
        """Return the type of a column that holds nothing but these texts; it keeps them as numbers.

        Types have names, because reading a long list takes longer than looking at a million rows.
        """
        kind = f"ENUM({', '.join(map(literal, texts))})"
        with self._listing:
            if kind not in self._lists:
                name = f"{LIST}{len(self._lists)}"
                self.rows(f"create type {name} as {kind}")
                self._lists[kind] = name
            return self._lists[kind]

    def drop(self, name: str) -> None:
        """Drop a relation: a table, or a view with the table below it; nothing if there is none."""
        sql = """select 'view', view_name from duckdb_views() where view_name = $name
            union all select 'table', table_name from duckdb_tables() where table_name in ($name, $below)"""
        for kind, own in self.rows(sql, name=name, below=below(name)):
            self.rows(f'drop {kind} "{own}"')

    def close(self) -> None:
        """Close the connection and remove the folder."""
        self._connection.close()
        self._folder.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
