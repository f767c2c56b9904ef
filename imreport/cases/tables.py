"""CaseTables: the validated case tables behind one handle that answers SQL over views cut to a scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Self

from imreport.cases import casting, checks, readers
from imreport.cases.codes import CodeLists, require_complete
from imreport.cases.engine import Engine
from imreport.cases.findings import Findings
from imreport.cases.scope import Scope
from imreport.cases.sources import FileSource, FrameSource, Sources
from imreport.errors import FindingsError
from imreport.german import day

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class CaseTables:
    """Consultations, their topics, referrals, clients, plans and posts of one export, with what was found in it.

    Attributes:
        engine: The database that holds them; frozen tables, nothing writes to it any more.
        codes: The code lists that their category columns refer to.
        findings: Everything the checks found.
        sources: Where each table was read from.
    """

    engine: Engine
    codes: CodeLists
    findings: Findings
    sources: Sources

    @classmethod
    def from_files(
        cls, paths: Mapping[str, Path], codes: CodeLists, *, period: tuple[date, date] | None = None
    ) -> Self:
        """Read, check and cast an export.

        Args:
            paths: Table name (``consultations`` …) to file.
            codes: The code lists.
            period: First and last day of the report; rows outside it become a finding.
        """
        sources, missing = checks.open_files(paths)
        return cls._load(sources, codes, period=period, earlier=missing)

    @classmethod
    def from_frames(
        cls, frames: "Mapping[str, pd.DataFrame]", codes: CodeLists, *, period: tuple[date, date] | None = None
    ) -> Self:
        """Check and cast pandas frames, with German headers or English column names, typed or text.

        Args:
            frames: Table name to frame; a table without a frame is empty.
            codes: The code lists.
            period: As for ``from_files``.
        """
        sources = {name: FrameSource(name, frame) for name, frame in frames.items()}
        return cls._load(sources, codes, period=period, earlier=Findings())

    @classmethod
    def _load(cls, sources: Sources, codes: CodeLists, *, period: tuple[date, date] | None, earlier: Findings) -> Self:
        require_complete(codes)
        engine = Engine()
        try:
            readers.read(engine, sources)
            casting.register_codes(engine, codes)
            casting.cast(engine, codes)
            found = checks.run(checks.Export(engine, sources, codes, period))
        except BaseException:
            engine.close()
            raise
        return cls(engine, codes, Findings.of([*earlier, *found]), sources)

    def sql(self, query: str, scope: Scope) -> "pd.DataFrame":
        """Run a query over the views of views.sql, cut to the scope.

        Args:
            query: A SELECT, or further common table expressions and a SELECT after ``with``.
            scope: What the views are cut to.

        Returns:
            The rows as a pandas frame, in the order the query gives.
        """
        return self.engine.frame(compose(query), **scope.parameters())

    def require_valid(self) -> Self:
        """Return the tables themselves if no finding stops the report.

        Raises:
            FindingsError: There are findings of severity Fehler; the message is the first of them.
        """
        if errors := self.findings.errors:
            first, more = errors[0], len(errors) - 1
            rest = f" (und {more} {'weiterer' if more == 1 else 'weitere'} Fehler)" if more else ""
            hint = f"{first.hint} Alle Befunde als Excel-Datei: imreport check --out befunde.xlsx".strip()
            raise FindingsError(f"{first.place}: {first.message}{rest}", hint)
        return self

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        rows = {name: self.engine.rows(f"select count(*) from case_{name}")[0][0] for name in self.sources}
        return {name: int(str(count)) for name, count in rows.items()}

    def covered(self) -> str:
        """Return the first and last day of the consultations as a text, empty if there are none."""
        first, last = self.engine.rows("select min(consulted_on), max(consulted_on) from case_consultations")[0]
        return f"{day(first)} bis {day(last)}" if isinstance(first, date) and isinstance(last, date) else ""

    def hashes(self) -> dict[str, str]:
        """Return file name to sha256 for every file that was read."""
        return {s.name: s.sha256 for s in self.sources.values() if isinstance(s, FileSource)}

    def close(self) -> None:
        """Release the engine."""
        self.engine.close()


@cache
def _views() -> str:
    text = files(__package__).joinpath("views.sql").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


def compose(query: str) -> str:
    """Put the views before a query, so that it becomes one statement of plain SQL."""
    head, separator = ("with", ",") if query.lstrip().lower().startswith("with ") else ("", "")
    body = query.lstrip()[len(head):] if head else query  # fmt: skip
    return f"with {_views().strip()}{separator}\n{body}"
