"""Making the comparison: the second period is protected after the report, which counts as published by then."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from imreport.disclosure.advice import Plan
from imreport.disclosure.cells import ReleasedTable
from imreport.disclosure.choosing import Choice, with_needs
from imreport.disclosure.comparison import Comparison
from imreport.disclosure.deriving import Deriving, with_team_names
from imreport.disclosure.ledger import Edition
from imreport.disclosure.protect import Protected
from imreport.disclosure.tables import released_tables
from imreport.disclosure.unprotected import unprotected
from imreport.german import day
from imreport.parameters import Parameters
from imreport.periods import equally_long

COMPARED: Final[tuple[str, ...]] = (
    "stellen_team", "vzae_team", "vzae_mittel", "klienten_team", "klienten_je_vzae", "gespraeche", "kanaele_jahr",
    "klienten_beraten", "gespraeche_je_klient", "themen", "weiterleitungen", "weiterleitungen_je_100", "plaene",
    "staatsangehoerigkeit", "geschlecht",
)  # fmt: skip
"""What of a second period is published: the Kennzahlen whose change says something, and their inputs."""
DIFFERENT_BY_LENGTH: Final = ("klienten_beraten", "gespraeche_je_klient", "planquote", "kosten_zeitraum")
"""What a longer period changes by itself, but not with the number of its months; only equal periods are compared."""


@dataclass(frozen=True)
class Making:
    """What makes the tables of one period.

    Attributes:
        plan: What is counted, and how it is protected.
        choice: The chapters and Kennzahlen of the run.
        deriving: What the other Kennzahlen are derived with.
    """

    plan: Plan
    choice: Choice
    deriving: Deriving

    @property
    def parameters(self) -> Parameters:
        """What the period is."""
        return self.deriving.parameters

    def protected(self) -> Protected:
        """Protect what is counted; what only the service itself reads is not protected."""
        if self.parameters.internal:
            return unprotected(self.plan.source, self.plan.indicators, scope=self.plan.scope)
        return self.plan.protect()

    def tables(self, protected: Protected) -> dict[str, ReleasedTable]:
        """Return all tables that are published, derived ones too."""
        counted = released_tables(protected, codes=self.plan.codes, parameters=self.parameters)
        named = {key: with_team_names(table, self.plan.codes) for key, table in counted.items()}
        derivable = {
            key: indicator for key, indicator in self.choice.derived.items() if named.keys() >= {*indicator.inputs}
        }
        found = named | self.deriving.tables(named, derivable)
        return {key: table for key, table in found.items() if key not in self.choice.omitted}

    def compared(self, edition: Edition) -> Comparison | None:
        """Return the period to compare with; None if there is none or nothing in it.

        Args:
            edition: The report itself, as if it were published already.
        """
        other = self.parameters.compared
        if other is None:
            return None
        same = _equally_long(self.parameters, other)
        known = self.plan.indicators.keys() | self.choice.derived.keys()
        own = [key for key in COMPARED if key in known and (same or key not in DIFFERENT_BY_LENGTH)]
        counted = {
            key: self.plan.indicators[key] for key in dict.fromkeys(with_needs(own)) if key in self.plan.indicators
        }
        editions = (*self.plan.editions, replace(edition, number=len(self.plan.editions) + 1))
        plan = replace(self.plan, indicators=counted, scope=other.scope, editions=editions)
        making = replace(self, plan=plan, deriving=replace(self.deriving, parameters=other))
        tables = making.tables(making.protected())
        shown = {key: tables[key] for key in own if key in tables}
        if _is_empty(shown):
            return None
        return Comparison(period_words(other), other, shown, same)


def _is_empty(tables: Mapping[str, ReleasedTable]) -> bool:
    """Whether nothing happened in a period; persons may be in care on any day, as long as no end is recorded."""
    flows = [table for table in tables.values() if table.indicator.is_summed]
    return not any(cell.number != 0 for table in flows for cell in table.cells)


def period_words(parameters: Parameters) -> str:
    """Name a period: "01.01.2019 bis 31.12.2019"."""
    return f"{day(parameters.scope.start)} bis {day(parameters.scope.end)}"


def _equally_long(one: Parameters, other: Parameters) -> bool:
    return equally_long((one.scope.start, one.scope.end), (other.scope.start, other.scope.end))


def why_nothing(parameters: Parameters) -> str:
    """Return why there is nothing to compare with."""
    if parameters.compared is None:
        return "es gibt weder einen Zeitraum noch einen früheren Bericht zum Vergleich"
    return f"im Vergleichszeitraum {period_words(parameters.compared)} gibt es keine Zahlen"
