"""CaseTables: the validated case tables behind one handle that answers SQL over views cut to a scope."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from imreport.cases import aside, casting, checks, gatekeeping, merging
from imreport.cases.accounts import Account, accounts
from imreport.cases.checks import CheckSettings
from imreport.cases.codes import CodeLists, require_complete
from imreport.cases.coverage import Coverage, coverage
from imreport.cases.engine import Engine
from imreport.cases.files import Sheet
from imreport.cases.findings import Finding, Findings
from imreport.cases.funding import Funding, load_funding
from imreport.cases.gate import Pseudonymiser
from imreport.cases.mapping import SourceSpec, require_known
from imreport.cases.numbering import Forms
from imreport.cases.parts import Opened, Part, frame_parts, open_parts
from imreport.cases.scope import Scope
from imreport.errors import FindingsError

if TYPE_CHECKING:
    import pandas as pd

Period = tuple[date, date] | None
DEFAULTS: Final = CheckSettings()
PARAMETER: Final = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class CaseTables:
    """Consultations, their topics, referrals, clients, plans and posts of one export, with what was found in it.

    Attributes:
        engine: The database that holds them; frozen tables, nothing writes to it any more.
        codes: The code lists that their category columns refer to.
        findings: Everything the checks found.
        parts: Where the rows of each table were read from.
        accounts: Per part the rows read, used and set aside.
        keys: The keys that these tables hold as numbers, and how they look in the files.
    """

    engine: Engine
    codes: CodeLists
    findings: Findings
    parts: tuple[Part, ...]
    accounts: tuple[Account, ...]
    keys: Forms

    @classmethod
    def from_sources(
        cls,
        specs: Sequence[SourceSpec],
        codes: CodeLists,
        *,
        period: Period = None,
        settings: CheckSettings = DEFAULTS,
        secret: Path | None = None,
    ) -> Self:
        """Read, check and cast the files of one or several sources.

        Args:
            specs: The sources; a later one corrects an earlier one.
            codes: The code lists.
            period: First and last day of the report; rows outside it become a finding.
            settings: Severities, limits and accepted faults of the checks.
            secret: A file with a secret, made if it is missing; every key is replaced by its hash under that secret.

        Raises:
            ConfigError: A mapping names a column or code that does not exist, a code list is missing, or the secret
                cannot be used.
        """
        require_complete(codes)
        require_known(specs, codes)
        opening = partial(open_parts, specs=specs)
        return cls._load(opening, codes, period=period, settings=settings, secret=secret)

    @classmethod
    def from_files(cls, paths: Mapping[str, Path], codes: CodeLists, *, period: Period = None) -> Self:
        """Read, check and cast the plain files of an export.

        Args:
            paths: Table name (``consultations`` …) to file.
            codes: The code lists.
            period: First and last day of the report; rows outside it become a finding.
        """
        folder = Path(os.path.commonpath([path.absolute().parent for path in paths.values()]))
        named = {table: (path.absolute().relative_to(folder).as_posix(),) for table, path in paths.items()}
        return cls.from_sources([SourceSpec("", folder, named)], codes, period=period)

    @classmethod
    def from_frames(cls, frames: "Mapping[str, pd.DataFrame]", codes: CodeLists, *, period: Period = None) -> Self:
        """Check and cast pandas frames, with German headers or English column names, typed or text.

        Args:
            frames: Table name to frame; a table without a frame is empty.
            codes: The code lists.
            period: As for ``from_files``.
        """
        require_complete(codes)
        return cls._load(lambda _: frame_parts(frames), codes, period=period)

    @classmethod
    def _load(
        cls,
        opening: Callable[[Engine], Opened],
        codes: CodeLists,
        *,
        period: Period,
        settings: CheckSettings = DEFAULTS,
        secret: Path | None = None,
    ) -> Self:
        engine = Engine()
        try:
            opened = opening(engine)
            parts, refused = gatekeeping.load_and_inspect(engine, opened, codes=codes)
            casting.register_codes(engine, codes)
            keys = merging.merge(engine, parts, codes=codes, are_texts=secret is not None)
            if secret:
                gatekeeping.rehash(engine, secret)
            aside.set_aside(engine, parts)
            export = checks.Export(engine, parts, codes, period, settings, keys)
            found = refused or [*opened.findings, *_checked(export)]
            load_funding(engine, Funding())
            return cls(engine, codes, Findings.of(found), parts, accounts(engine, parts), keys)
        except BaseException:
            engine.close()
            raise

    def with_funding(self, funding: Funding, *, secret: Path | None = None) -> Self:
        """Set until when posts are paid for; without it, for 60 months from their first day.

        Args:
            funding: The months granted, and interruptions by the numbers of posts in the export.
            secret: The file of the secret that the keys were hashed with, if they were.

        Returns:
            The tables themselves.

        Raises:
            ConfigError: An interruption names a post that there is not.
        """
        load_funding(self.engine, funding, key=Pseudonymiser.from_file(secret).key if secret else str)
        return self

    def sql(self, query: str, scope: Scope) -> "pd.DataFrame":
        """Run a query over the views of views.sql, cut to the scope.

        Args:
            query: A SELECT, or further common table expressions and a SELECT after ``with``.
            scope: What the views are cut to.

        Returns:
            The rows as a pandas frame, in the order the query gives.
        """
        return self.engine.frame(compose(query), **scope.parameters())

    def sql_of_scopes(self, queries: Mapping[str, tuple[str, Scope]], final: str) -> "pd.DataFrame":
        """Run one query over the answers to others, each over the views cut to a scope of its own.

        Args:
            queries: Name → a SELECT and the scope of its views.
            final: A SELECT over those names, or further common table expressions and a SELECT after ``with``.

        Returns:
            The rows as a pandas frame, in the order the query gives.
        """
        parts, parameters = [], dict[str, object]()
        for number, (name, (query, scope)) in enumerate(queries.items()):
            own = PARAMETER.sub(rf"$\1_{number}", compose(query))
            parts.append(f"{name} as ({own})")
            parameters |= {f"{key}_{number}": value for key, value in scope.parameters().items()}
        return self.engine.frame(_prepend(", ".join(parts), final), **parameters)

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
        held = dict.fromkeys(part.table.name for part in self.parts)
        rows = {name: self.engine.rows(f"select count(*) from case_{name}")[0][0] for name in held}
        return {name: int(str(count)) for name, count in rows.items()}

    def covered(self, *, until: date | None = None) -> Coverage | None:
        """Return the days that the consultations cover; None if there are none.

        Args:
            until: The day that counts as today: what lies after it is a mistake.
        """
        return coverage(self.engine.rows, until=until)

    def is_empty_in(self, period: tuple[date, date], *, until: date) -> bool:
        """Whether nothing is known of a period: no consultation, no plan, nobody in care.

        Args:
            period: Its first and last day.
            until: The last day of the data: whose care has no end was in care until then.
        """
        first, last = (f"date '{on}'" for on in period)
        talks = f"select count(*) from case_consultations where consulted_on between {first} and {last}"
        plans = f"select count(*) from case_plans where created_on between {first} and {last}"
        care = f"""select count(*) from case_clients
            where care_from <= {last} and coalesce(care_until, greatest(care_from, date '{until}')) >= {first}"""
        return not any(self.engine.rows(f"select ({talks}), ({plans}), ({care})")[0])

    @property
    def are_files(self) -> bool:
        """Whether all parts were read from files, so that ``hashes`` tells all that is in them."""
        return all(isinstance(part.rectangle, Sheet) for part in self.parts)

    def hashes(self) -> dict[str, str]:
        """Return file name to sha256 for every file that was read."""
        sheets = (part.rectangle for part in self.parts)
        return {sheet.file.partition("/")[0]: sheet.sha256 for sheet in sheets if isinstance(sheet, Sheet)}

    def close(self) -> None:
        """Release the engine."""
        self.engine.close()


def _checked(export: checks.Export) -> Iterator[Finding]:
    """Yield what was set aside, and what the rules find once accepted rows are set aside too."""
    yield from aside.aside_findings(export.engine, export.parts)
    rows, found = checks.accepted(checks.run(export), export.settings)
    if rows:
        aside.accept(export.engine, rows)
    yield from found


@cache
def _views() -> str:
    text = files(__package__).joinpath("views.sql").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


def compose(query: str) -> str:
    """Put the views before a query, so that it becomes one statement of plain SQL."""
    return _prepend(_views().strip(), query)


def _prepend(tables: str, query: str) -> str:
    """Put common table expressions before those that a query has of its own."""
    own = query.lstrip()
    return f"with {tables},\n{own[len('with') :]}" if own.lower().startswith("with ") else f"with {tables}\n{query}"
