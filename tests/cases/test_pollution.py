"""Polluted exports: the Kennzahlen are exactly those of the clean file, or a finding names file and row.

Never a silently different number, never a traceback. What nobody could detect is said in ``polluting``.
"""

import csv
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from imreport.cases import CaseTables, CodeLists, Finding, load_code_lists
from imreport.cases.accounts import Account
from imreport.cases.files.faults import SENTENCES
from imreport.indicators import INDICATORS, tabulate
from tests.cases.files.reading import compacted, temporary
from tests.cases.polluting import POLLUTIONS, Draft
from tests.conftest import DATA
from tests.exports import FILES, contents
from tests.indicators.scopes import WHOLE

STEP = 700
"""Every so many consultations of the sample make a small export that loads fast."""
OF_FILES = {*SENTENCES, "spalte_fehlt", "spalte_doppelt", "datei_ohne_zeilenende"}
"""Findings of a whole file or column; all others must name a row."""
FAST = settings(deadline=None, max_examples=30, derandomize=True, suppress_health_check=list(HealthCheck))
SLOW = settings(FAST, max_examples=400)
"""Both for each table."""

Rows = list[list[str]]
Step = tuple[str, int, int]


class Outcome(NamedTuple):
    """What a report would be made of."""

    kennzahlen: dict[str, str]
    accounts: list[tuple[object, ...]]
    contents: dict[str, list[tuple[object, ...]]]
    findings: tuple[Finding, ...]


def sample(table: str) -> Rows:
    with (DATA / FILES[table]).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=";"))


@cache
def clean() -> dict[str, Rows]:
    """A cut of the sample: some consultations with all that belongs to them."""
    header, *talks = sample("consultations")
    talks = talks[::STEP]
    keys, people, households = ({row[place] for row in talks} for place in (0, 3, 4))
    clients = [row for row in sample("clients")[1:] if row[0] in people or row[1] in households]
    known = {row[0] for row in clients}
    return {
        "consultations": [header, *talks],
        "referrals": [row for n, row in enumerate(sample("referrals")) if n == 0 or row[1] in keys],
        "clients": [sample("clients")[0], *clients],
        "plans": [row for n, row in enumerate(sample("plans")) if n == 0 or row[1] in known],
        "posts": sample("posts"),
    }


@cache
def lists() -> CodeLists:
    return load_code_lists({name: DATA / f"{name}.csv" for name in ("teams", "gemeinden", "verbaende")})


def load(folder: Path, table: str = "", content: bytes = b"") -> CaseTables:
    """Read the clean cut with another content of one file."""
    for name, file in FILES.items():
        rows = [[*row] for row in clean()[name]]
        (folder / file).write_bytes(content if name == table else Draft(rows, []).content())
    paths = {name: folder / file for name, file in FILES.items()}
    return CaseTables.from_files(paths, lists(), period=(WHOLE.start, WHOLE.end))


def kennzahlen(tables: CaseTables) -> dict[str, str]:
    counted = [indicator for indicator in INDICATORS.values() if not indicator.derive]
    return {indicator.key: tabulate(indicator, tables, scope=WHOLE).to_csv() for indicator in counted}


def rows_of(account: Account) -> tuple[object, ...]:
    """Return what became of the rows; those without a text in any column that is read may be more or fewer."""
    aside = {reason: count for reason, count in account.aside.items() if reason != "ohne_angaben"}
    return account.table, account.read - account.aside.get("ohne_angaben", 0), account.used, aside


@cache
def expected() -> Outcome:
    with temporary() as folder, closing(load(Path(folder))) as tables:
        accounts = [rows_of(account) for account in tables.accounts]
        return Outcome(kennzahlen(tables), accounts, contents(tables), tuple(tables.findings))


def is_named(finding: Finding) -> bool:
    return finding.file != "" and (finding.row is not None or finding.rule in OF_FILES or is_column(finding))


def is_column(finding: Finding) -> bool:
    """The gate names the column, and the row where there is one."""
    return finding.rule.startswith("anonymitaet") and finding.column != ""


def polluted(table: str, steps: list[Step]) -> bytes:
    names = [*FILES]
    other = names[(names.index(table) + 1) % len(names)]
    draft = Draft([[*row] for row in clean()[table]], clean()[other])
    for name, a, b in steps:
        POLLUTIONS[name](draft, a, b)
    return draft.content()


def check(table: str, steps: list[Step], *, compacts: bool) -> None:
    with (
        temporary() as folder,
        compacted(compacts),
        closing(load(Path(folder), table, polluted(table, steps))) as tables,
    ):
        new = [finding for finding in tables.findings if finding not in expected().findings]
        if any(map(is_named, new)):
            return
        assert [rows_of(account) for account in tables.accounts] == expected().accounts
        if contents(tables) != expected().contents:  # Kennzahlen are made of these tables alone
            assert kennzahlen(tables) == expected().kennzahlen


NUMBERS = st.integers(0, 1 << 20)
STEPS = st.lists(st.tuples(st.sampled_from(sorted(POLLUTIONS)), NUMBERS, NUMBERS), min_size=1, max_size=3)
TABLES = st.sampled_from(sorted(FILES))


def test_clean_cut_has_something_in_every_table() -> None:
    assert not [finding for finding in expected().findings if finding.row]
    assert all(len(rows) > 10 for rows in expected().contents.values())


def with_extra(row: list[str], place: int) -> list[str]:
    return [*row[:place], "", *row[place:]]


def with_missing(row: list[str], place: int) -> list[str]:
    return [*row[: place - 1], "".join(row[place - 1 : place + 1]), *row[place + 1 :]]


@pytest.mark.parametrize("table", FILES)
@pytest.mark.parametrize("spoil", [with_extra, with_missing])
def test_separator_in_any_column_is_named_with_its_row(
    table: str, spoil: Callable[[list[str], int], list[str]]
) -> None:
    """The row below the header has the fault in its first column, the next one in its second, and so on."""
    header, *rows = [[*row] for row in clean()[table]]
    spoilt = [spoil(row, place) for place, row in zip(range(1, len(header)), rows, strict=False)]
    lost = {row for row, (new, old) in enumerate(zip(spoilt, rows, strict=False), start=2) if new[: len(old)] != old}
    with temporary() as folder:
        content = Draft([header, *spoilt, *rows[len(spoilt) :]], []).content()
        with closing(load(Path(folder), table, content)) as tables:
            named = {finding.row for finding in tables.findings if finding.file == FILES[table]}
    assert lost
    assert lost <= named


TORN: list[Step] = [("line_of_a_cell_deleted", 0, 40), ("line_of_a_cell_deleted", 0, 0)]
"""Of a row with line breaks, the line with all that is read is gone: what is left says nothing."""


@FAST
@given(table=TABLES, steps=STEPS, compacts=st.booleans())
@example(table="plans", steps=TORN, compacts=False)
@example(table="referrals", steps=[("cut_off", 44, 0)], compacts=False)  # ends between CR and LF
def test_polluted_export(table: str, steps: list[Step], compacts: bool) -> None:
    check(table, steps, compacts=compacts)


@pytest.mark.slow
@pytest.mark.parametrize("table", FILES)
@SLOW
@given(steps=STEPS, compacts=st.booleans())
def test_many_polluted_exports(table: str, steps: list[Step], compacts: bool) -> None:
    check(table, steps, compacts=compacts)
