"""Making a chart: the block from a plan, with message, text in place of the picture and the table of its values."""

from dataclasses import dataclass, replace
from typing import Final

from imreport.disclosure import Release
from imreport.presentation.blocks import Chart, Omitted
from imreport.presentation.drawing import Form, Plan, draw
from imreport.presentation.grid import Grid
from imreport.presentation.protection import marking
from imreport.presentation.style import WIDTH_CM

FORMS: Final[dict[Form, str]] = {
    "bar": "Balkendiagramm",
    "column": "Säulendiagramm",
    "panels": "Balkendiagramme nebeneinander",
    "step": "Stufendiagramm",
    "tiles": "Karte",
    "map": "Karte",
}
SPOKEN: Final = 24
NOTHING_SHOWN: Final = "es gibt keinen veröffentlichten Wert, den sie zeigen könnte"
ONE_VALUE: Final = "sie hätte nur einen einzigen Wert; er steht im Text und in der Tabelle"

Planned = tuple[Plan, Chart]
"""What is to be drawn, and the block without its pictures."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a chart.

    Attributes:
        title: What it shows.
        sentence: Its message.
        basis: Period or reference date, and whom it covers.
        unit: What one unit of a value is.
        source: Where the numbers come from.
        notes: What a reader must know.
    """

    title: str
    sentence: str
    basis: str
    unit: str
    source: str
    notes: tuple[str, ...]


def undrawn(key: str, plan: Plan, *, words: Words, grid: Grid) -> Planned | Omitted:
    """Make a chart without its pictures; where there is next to nothing to show, say so."""
    if not any(value for series in plan.series for value in series.values):
        return Omitted(key, NOTHING_SHOWN)
    if len(plan.categories) * len(plan.series) < 2:
        return Omitted(key, ONE_VALUE)
    return plan, Chart(
        id=key,
        title=words.title,
        basis=words.basis,
        unit=words.unit,
        source=words.source,
        notes=words.notes,
        grid=grid,
        form="map" if plan.form == "tiles" else plan.form,
        message=words.sentence,
        alt=_alt(plan, words),
        categories=plan.categories,
        series=plan.series,
        svg="",
        png=b"",
        width=WIDTH_CM,
    )


def drawn(release: Release, made: Planned | Omitted) -> Chart | Omitted:
    """Draw a chart."""
    if isinstance(made, Omitted):
        return made
    svg, png = draw(made[0], marking=marking(release.profile))
    return replace(made[1], svg=svg, png=png)


def _alt(plan: Plan, words: Words) -> str:
    """Say form, title, message and the values; many values are left to the table."""
    head = f"{FORMS[plan.form]}: {words.title}. {words.sentence}"
    if len(plan.categories) * len(plan.series) > SPOKEN:
        return f"{head} Alle Werte stehen in der Tabelle."
    spoken = []
    for series, labels in zip(plan.series, plan.labels, strict=True):
        pairs = "; ".join(f"{name} {label}" for name, label in zip(_spoken(plan), labels, strict=True))
        spoken.append(
            f"{series.name[:1].upper()}{series.name[1:]}: {pairs}." if len(plan.series) > 1 else f"Werte: {pairs}."
        )
    return " ".join((head, *spoken))


def _spoken(plan: Plan) -> tuple[str, ...]:
    """Return the names of the categories with the years below them: 2/2018, 1. Hj. 2023."""
    if not plan.groups:
        return plan.categories
    pairs = zip(plan.categories, plan.groups, strict=True)
    return tuple(f"{name}/{group}" if name.isdigit() else f"{name} {group}" for name, group in pairs)
