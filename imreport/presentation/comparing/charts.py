"""Charts of a comparison: two bars per category, the report and the second period."""

from typing import Final

from imreport.disclosure import Release
from imreport.disclosure.comparison import Change
from imreport.indicators import TOTAL
from imreport.presentation.blocks import Chart, Omitted
from imreport.presentation.charts.making import Planned, Words, drawn, undrawn
from imreport.presentation.comparing.facts import by_category
from imreport.presentation.comparing.rows import notable, number
from imreport.presentation.comparing.tables import comparison, periods
from imreport.presentation.drawing import Plan
from imreport.presentation.grid import Series
from imreport.presentation.texts import value_text

UNEQUAL: Final = "die Zeiträume sind nicht gleich lang"
MOST: Final = 10


def comparison_chart(release: Release, key: str) -> Chart | Omitted:
    """Draw a Kennzahl beside its numbers in the second period; of many categories those with the largest numbers.

    Returns:
        The chart; ``Omitted`` as for ``comparison``, or where the periods differ in length.

    Raises:
        NotReleasedError: There is no such Kennzahl; with a suggestion.
    """
    return drawn(release, planned_comparison(release, key))


def planned_comparison(release: Release, key: str) -> Planned | Omitted:
    """Make the chart of a comparison without drawing it.

    Raises:
        NotReleasedError: As for ``comparison_chart``.
    """
    made, other = comparison(release, key), release.comparison
    if isinstance(made, Omitted) or other is None:
        return made if isinstance(made, Omitted) else Omitted(key, UNEQUAL)
    table = release.table(key)
    if table.indicator.is_summed and not other.same_length:
        return Omitted(key, UNEQUAL)
    found = [change for change in by_category(release, other, table=table) if change.keys[-1] != TOTAL]
    shown = _largest(found)
    plan = _plan(shown, names=periods(release, other, table=table), decimals=table.indicator.decimals)
    few = (f"Gezeigt sind die {MOST} größten; alle stehen in der Tabelle.",) if len(shown) < len(found) else ()
    words = Words(made.title, notable(found), made.basis, made.unit, made.source, (*made.notes[1:], *few))
    return undrawn(key, plan, words=words, grid=made.grid)


def _largest(found: list[Change]) -> list[Change]:
    """Return the categories with the largest numbers, in their order."""
    ranked = sorted(found, key=lambda change: -max(number(change.now) or 0, number(change.then) or 0))
    kept = {change.keys for change in ranked[:MOST]}
    return [change for change in found if change.keys in kept]


def _plan(found: list[Change], *, names: tuple[str, str], decimals: int) -> Plan:
    sides = [[change.now for change in found], [change.then for change in found]]
    return Plan(
        "bar",
        tuple(change.labels[-1] for change in found),
        tuple(Series(name, tuple(map(number, side))) for name, side in zip(names, sides, strict=True)),
        tuple(tuple(value_text(value, decimals) for value in side) for side in sides),
        (False,) * len(found),
    )
