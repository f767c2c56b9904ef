"""The table of teams: staff, clients and consultations side by side, each number as its own Kennzahl publishes it."""

from collections.abc import Mapping
from typing import Final

from imreport import german
from imreport.disclosure import HIDDEN, Cell, Hidden, Release, ReleasedTable, Value
from imreport.indicators import OTHER, TOTAL
from imreport.presentation.blocks import Omitted, Table
from imreport.presentation.grid import Entry, Grid, Row
from imreport.presentation.select import parts
from imreport.presentation.texts import notes, source_text, value_text

STAFF: Final = "stellen_team"
COLUMNS: Final = {
    STAFF: "Besetzte Stellen",
    "vzae_team": "VZÄ",
    "klienten_team": "Betreute Personen",
    "klienten_je_vzae": "Betreute je VZÄ",
    "gespraeche_team": "Gespräche",
    "gespraeche_je_vzae_monat": "Gespräche je VZÄ und Monat",
}
SUMMED: Final = ("klienten_team", "gespraeche_team")
"""Tables that show every team; where the staff of teams is merged, theirs is summed."""
TITLE: Final = "Teams: Stellen, betreute Personen und Gespräche"
EMPTY_NOTE: Final = f"{german.EMPTY} = ohne besetzte Stelle nicht zu berechnen."
FLOW_NOTE: Final = (
    "Gespräche je VZÄ und Monat: gerechnet mit den im Zeitraum besetzten Stellen, nicht mit denen am Stichtag."
)


def team_table(release: Release) -> Table | Omitted:
    """Make the table of teams: posts, FTE, clients, clients per FTE, consultations, consultations per FTE and month.

    Returns:
        The table; ``Omitted`` where this run has no staff by team, or only one team.
    """
    if STAFF not in release.tables:
        return Omitted("teams", release.omitted.get(STAFF, "es gibt keine Stellen nach Team"))
    staff = release.table(STAFF)
    if len([cell for cell in staff.cells if not cell.is_total and cell.number != 0]) < 2:
        return Omitted("teams", "es gibt nur ein Team")
    columns = {key: release.tables[key] for key in COLUMNS if key in release.tables}
    totals = (cell for cell in staff.cells if cell.is_total)
    rows = (_row(team, columns, staff=staff) for team in (*parts(staff), *totals))
    grid = Grid(("Team", *(COLUMNS[key] for key in columns)), tuple(rows))
    scope = release.parameters.scope
    empty = (EMPTY_NOTE,) if any(german.EMPTY in row.texts for row in grid.rows) else ()
    return Table(
        id="teams",
        title=TITLE,
        basis=f"Stellen und betreute Personen: Stichtag {german.day(scope.as_of)}. "
        f"Gespräche: {german.days(scope.start, scope.end)}.",
        unit="",
        source=source_text(release, staff, of="Stellen, Klientinnen und Klienten, Beratungsgespräche"),
        notes=(*notes(release, staff, cells=staff.cells, grid=grid), FLOW_NOTE, *empty),
        grid=grid,
    )


def _row(team: Cell, columns: Mapping[str, ReleasedTable], *, staff: ReleasedTable) -> Row:
    entries = (_entry(table, team.keys[0], staff=staff) for table in columns.values())
    return Row(team.labels[0], tuple(entries), team.is_total)


def _entry(table: ReleasedTable, team: str, *, staff: ReleasedTable) -> Entry:
    value = _value(table, team, staff=staff)
    return Entry(value_text(value, table.indicator.decimals), None if isinstance(value, Hidden) else value)


def _value(table: ReleasedTable, team: str, *, staff: ReleasedTable) -> Value | None:
    """Return the number of a team, or of the merged ones together; None where there is nothing to divide by."""
    shown = {cell.keys[0]: cell for cell in table.cells}
    if team != OTHER or table.key not in SUMMED:
        return shown[team].value if team in shown else None
    single = {cell.keys[0] for cell in staff.cells}
    numbers = [cell.number for key, cell in shown.items() if key not in single | {TOTAL}]
    return HIDDEN if None in numbers else sum(number or 0 for number in numbers)
