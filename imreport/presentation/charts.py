"""Charts: which cells of a Kennzahl are drawn, as what, with which message and text in place of the picture."""

from dataclasses import replace
from datetime import date
from typing import Final, Protocol

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable, Value
from imreport.errors import NotReleasedError
from imreport.presentation.blocks import Chart, Omitted
from imreport.presentation.drawing import Plan, draw
from imreport.presentation.grid import Series
from imreport.presentation.messages import message
from imreport.presentation.protection import marking
from imreport.presentation.select import LAST, parts, top
from imreport.presentation.style import WIDTH_CM
from imreport.presentation.tables import grid, listing
from imreport.presentation.texts import basis_text, notes, share_text, source_text, value_text

FORMS: Final = {"bar": "Balkendiagramm", "column": "Säulendiagramm"}
SPOKEN: Final = 16
EXAMPLES: Final = 5


def chart(release: Release, key: str, *, named: int = 7) -> Chart | Omitted:
    """Draw the chart of a Kennzahl.

    Args:
        release: What may be published.
        key: The German key of the Kennzahl, for example ``"themen"``.
        named: For nationalities, how many are named; the rest becomes "Andere".

    Returns:
        The chart; ``Omitted`` where this run leaves the Kennzahl out or has nothing above zero to draw.

    Raises:
        NotReleasedError: There is no such Kennzahl or no chart for it; with a suggestion.
    """
    made = planned(release, key, named=named)
    if isinstance(made, Omitted):
        return made
    plan, undrawn = made
    svg, png = draw(plan, marking=marking(release.profile))
    return replace(undrawn, svg=svg, png=png)


def planned(release: Release, key: str, *, named: int = 7) -> tuple[Plan, Chart] | Omitted:
    """Make the chart of a Kennzahl without drawing it: what is to be drawn, and the block without its pictures.

    Raises:
        NotReleasedError: As for ``chart``.
    """
    if key in release.omitted:
        return Omitted(key, release.omitted[key])
    released = release.table(key)
    if key not in CHARTS:
        raise NotReleasedError.unknown("Abbildung", key, known=CHARTS)
    plan, cells, extra = CHARTS[key](release, released, named=named)
    if not any(value for series in plan.series for value in series.values):
        return Omitted(key, "es gibt keinen veröffentlichten Wert, den sie zeigen könnte")
    shown = grid(released) if cells == released.cells else listing(released, cells)
    return plan, Chart(
        id=key,
        title=released.indicator.title,
        basis=basis_text(release, released),
        unit=released.indicator.unit,
        source=source_text(release, released),
        notes=(*notes(release, released, cells=cells, grid=shown), *extra),
        grid=shown,
        form=plan.form,
        message=message(release, released),
        alt=_alt(plan, released, sentence=message(release, released)),
        categories=plan.categories,
        series=plan.series,
        svg="",
        png=b"",
        width=WIDTH_CM,
    )


def _alt(plan: Plan, released: ReleasedTable, *, sentence: str) -> str:
    """Say form, title, message and the values; many values are left to the table."""
    head = f"{FORMS[plan.form]}: {released.indicator.title}. {sentence}"
    if len(plan.categories) > SPOKEN:
        return f"{head} Alle Werte stehen in der Tabelle."
    spoken = []
    for series, labels in zip(plan.series, plan.labels, strict=True):
        pairs = "; ".join(f"{name} {label}" for name, label in zip(plan.categories, labels, strict=True))
        spoken.append(f"{series.name}: {pairs}." if len(plan.series) > 1 else f"Werte: {pairs}.")
    return " ".join((head, *spoken))


Sketch = tuple[Plan, tuple[Cell, ...], tuple[str, ...]]
"""What to draw, the cells it stands for, and notes of its own."""


class Sketcher(Protocol):
    """Turns a released table into a sketch."""

    def __call__(self, release: Release, released: ReleasedTable, *, named: int) -> Sketch:
        """Name at most ``named`` categories where the chart is about the most frequent ones."""


def _simple_bars(cells: tuple[Cell, ...], released: ReleasedTable) -> Plan:
    indicator = released.indicator
    return Plan(
        "bar",
        tuple(cell.labels[0] for cell in cells),
        (Series(indicator.unit, tuple(cell.number for cell in cells)),),
        (tuple(value_text(cell.value, indicator.decimals) for cell in cells),),
        tuple(cell.residual for cell in cells),
    )


def _ranked(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    cells = parts(released)
    return _simple_bars(cells, released), cells, ()


def _top(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    cells, rest = top(released, named)
    return _simple_bars(cells, released), cells, _examples(release, cells, rest=rest)


def _examples(release: Release, cells: tuple[Cell, ...], *, rest: tuple[Cell, ...]) -> tuple[str, ...]:
    """Name examples of "Andere", unranked; k examples need k − 1 persons more than the threshold behind it."""
    if not rest:
        return ()
    meaning = "„Andere“ umfasst alle, die hier nicht einzeln genannt sind"
    named = [cell.labels[0] for cell in rest if cell.number and cell.keys[0] not in LAST][:EXAMPLES]
    if not named or (cells[-1].number or 0) < release.threshold + len(named) - 1:
        return (f"{meaning}.",)
    return (f"{meaning}, zum Beispiel {german.listing(sorted(named, key=german.alphabetical))}.",)


def _percentages(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    cells = parts(released)
    shares = [cell.shares["anteil"] for cell in cells]
    if not released.percent_only and any(share is None for share in shares):
        return _simple_bars(cells, released), cells, ()
    series = Series("Anteil in Prozent", tuple(_number(share) for share in shares))
    plan = Plan(
        "bar", tuple(c.labels[0] for c in cells), (series,), (tuple(map(share_text, shares)),), (False,) * len(cells)
    )
    return plan, cells, ()


def _number(value: Value | None) -> float | None:
    return value if isinstance(value, int | float) else None


def _by_month(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    cells = tuple(cell for cell in released.cells if not cell.is_total)
    keys = [cell.keys[0] for cell in cells]
    plan = Plan(
        "column",
        tuple(str(int(key[5:])) for key in keys),
        (Series(released.indicator.unit, tuple(cell.number for cell in cells)),),
        (tuple(value_text(cell.value) for cell in cells),),
        (False,) * len(cells),
        groups=tuple(key[:4] for key in keys),
        marks=tuple((keys.index(f"{first:%Y-%m}"), text) for first, text in _marks(release)),
    )
    return plan, released.cells, ()


def _marks(release: Release) -> list[tuple[date, str]]:
    """Return the days that divide the months, with what happened: a change of sources, the cut."""
    marks = [(date.fromisoformat(first), f"Erfassungsbruch: ab hier {name}") for first, name in release.breaks.items()]
    if release.parameters.cut_inside:
        marks.append((release.parameters.scope.cut, f"seit {german.month(release.parameters.scope.cut)}"))
    return sorted(marks)


def _eras(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Two bars per category of the second dimension: its share before and after the cut."""
    seconds = dict.fromkeys((cell.keys[1], cell.labels[1]) for cell in released.cells if cell.keys[1] != "gesamt")
    columns = [[released.cell(era, key) for key, _ in seconds] for era in ("vorher", "seither")]
    shares = [[cell.shares["anteil"] for cell in column] for column in columns]
    plan = Plan(
        "bar",
        tuple(label for _, label in seconds),
        tuple(
            Series(column[0].labels[0], tuple(map(_number, row))) for column, row in zip(columns, shares, strict=True)
        ),
        tuple(tuple(map(share_text, row)) for row in shares),
        (False,) * len(seconds),
    )
    return plan, released.cells, ()


CHARTS: Final[dict[str, Sketcher]] = {
    "gespraeche_monat": _by_month,
    "themen": _ranked,
    "weiterleitungen": _ranked,
    "staatsangehoerigkeit": _top,
    "geschlecht": _percentages,
    "kanaele": _eras,
}
