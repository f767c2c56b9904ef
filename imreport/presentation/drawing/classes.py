"""Classes of a map: at most four ranges of published numbers, each with a paint; hidden ones have a pattern."""

from typing import Final

from imreport import german
from imreport.presentation.drawing.plan import Plan
from imreport.presentation.style import CLASSES, SECRET_AREA, Paint

HIDDEN_TEXT: Final = "[g] geheim gehalten"


def paints(plan: Plan) -> list[Paint]:
    """Return the paint of each category."""
    limits = _limits(plan)
    return [SECRET_AREA if value is None else CLASSES[_class(value, limits)] for value in plan.series[0].values]


def ranges(plan: Plan) -> list[tuple[str, Paint]]:
    """Return text and paint of every class that occurs, lowest first, hidden ones last."""
    values, limits = plan.series[0].values, _limits(plan)
    decimals = 0 if all(value is None or value == int(value) for value in values) else 2
    found: list[tuple[str, Paint]] = []
    for number, paint in enumerate(CLASSES):
        inside = [value for value in values if value is not None and _class(value, limits) == number]
        if inside:
            ends = dict.fromkeys(german.number(value, decimals) for value in (min(inside), max(inside)))
            found.append((" bis ".join(ends), paint))
    return [*found, (HIDDEN_TEXT, SECRET_AREA)] if None in values else found


def _limits(plan: Plan) -> list[float]:
    """Return the lower limits of the classes: equal parts between the smallest and the largest number."""
    shown = [value for value in plan.series[0].values if value is not None]
    low, high = min(shown, default=0), max(shown, default=0)
    return [low + (high - low) * part / len(CLASSES) for part in range(len(CLASSES))]


def _class(value: float, limits: list[float]) -> int:
    return sum(value >= limit for limit in limits[1:]) if limits[0] < limits[-1] else 0
