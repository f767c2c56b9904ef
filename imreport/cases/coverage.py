"""Coverage: the days that the consultations of an export cover."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from imreport.german import day


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days that the consultations of an export cover.

    Attributes:
        first: The first day with a consultation.
        last: The last one.
        count: How many consultations there are.
    """

    first: date
    last: date
    count: int

    def __str__(self) -> str:
        return f"{day(self.first)} bis {day(self.last)}"


def coverage(ask: Callable[[str], Sequence[tuple[object, ...]]], *, until: date | None = None) -> Coverage | None:
    """Return what the consultations cover; None if none has a day.

    Args:
        ask: What runs a query.
        until: The day that counts as today: what lies after it is a mistake.
    """
    condition = f"where consulted_on <= date '{until}'" if until else ""
    sql = f"select min(consulted_on), max(consulted_on), count(*) from case_consultations {condition}"
    [(first, last, count)] = ask(sql)
    return Coverage(first, last, int(str(count))) if isinstance(first, date) and isinstance(last, date) else None
