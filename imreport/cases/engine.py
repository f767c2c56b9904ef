"""The embedded database: one DuckDB connection without network, extensions or traces on disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from imreport.cases.private import PrivateFolder

if TYPE_CHECKING:
    import pandas as pd


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


class Engine:
    """A private in-memory DuckDB that spills into a folder of its own and removes it when closed."""

    def __init__(self) -> None:
        import duckdb

        self._folder = PrivateFolder()
        self.connection: duckdb.DuckDBPyConnection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "temp_directory": str(self.folder / "spill"),
            },
        )

    @property
    def folder(self) -> Path:
        """The private folder, for copies that live as long as the engine."""
        return self._folder.path

    def rows(self, sql: str, **parameters: object) -> list[tuple[object, ...]]:
        """Run a query with named parameters and return its rows."""
        with _interruptible():
            return self.connection.execute(sql, parameters or None).fetchall()

    def frame(self, sql: str, **parameters: object) -> "pd.DataFrame":
        """Run a query with named parameters and return a pandas frame."""
        with _interruptible():
            return self.connection.execute(sql, parameters or None).df()

    def close(self) -> None:
        """Close the connection and remove the folder."""
        self.connection.close()
        self._folder.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
