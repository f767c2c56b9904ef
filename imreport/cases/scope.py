"""The scope of a report: which days, which reference date, which team, commune or association."""

from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Scope:
    """What the views of the case tables are cut to.

    Attributes:
        start: First day of the period (Berichtszeitraum).
        end: Last day of the period, included.
        as_of: Reference date (Stichtag) of stocks.
        cut: First day of the later part when a flow is compared before and after (Zäsur).
        team: Key of the team, None for all.
        commune: AGS key of the commune, None for all.
        association: Key of the association of communes (Verwaltungsgemeinschaft), None for all.
    """

    start: date
    end: date
    as_of: date
    cut: date
    team: str | None = None
    commune: str | None = None
    association: str | None = None

    def parameters(self) -> dict[str, date | str | None]:
        """Return the named parameters of views.sql."""
        return asdict(self)
