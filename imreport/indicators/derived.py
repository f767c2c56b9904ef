"""Derived indicators: ratios, remaining funding and costs, computed from published values of others alone.

What is hidden in an input is hidden here; what has no base (a ratio to nothing) is not there at all.
"""

import calendar
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from imreport.cases import Scope
from imreport.indicators.dimensions import COST, FUNDING_END, STAFF_TEAM, WHOLE
from imreport.indicators.indicator import OTHER, TOTAL, Given, Indicator, Values

WHOLE_KEYS: Final = (TOTAL,)
MONTHS: Final = 12


def months_of(scope: Scope) -> float:
    """Return how many months a period lasts; a part of a month counts by its days.

    Example:
        >>> months_of(Scope(date(2020, 2, 1), date(2020, 3, 31), date(2020, 3, 31), date(2020, 3, 1)))
        2.0
    """
    start, end = scope.start, scope.end
    before, after = (start.day - 1) / _days(start), end.day / _days(end)
    return (end.year - start.year) * MONTHS + end.month - start.month - before + after


def _days(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def merged_teams(all_teams: Values, staff: Values) -> list[tuple[str, ...]]:
    """Return the teams that a table of staff does not show one by one."""
    return [keys for keys in all_teams if keys not in staff]


def _ratio(above: float | None, below: float | None, *, factor: float = 1) -> float | None:
    return None if above is None or below is None else factor * above / below


def _per_team(given: Given, *, of: tuple[str, str], monthly: bool) -> Values:
    """Divide what teams do by their staff; teams merged there are merged here."""
    work, staff = given.published[of[0]], given.published[of[1]]
    factor = 1 / months_of(given.scope) if monthly else 1
    return {
        keys: _ratio(_of_team(keys, work, staff=staff), below, factor=factor)
        for keys, below in staff.items() if below is None or below > 0
    }  # fmt: skip


def _of_team(keys: tuple[str, ...], work: Values, *, staff: Values) -> float | None:
    """Return the work of a team, or of the merged ones together; None where a part of it is hidden."""
    parts = [work.get(team) for team in (merged_teams(work, staff) if OTHER in keys else [keys])]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _quotient(given: Given, *, of: tuple[str, str], factor: float = 1) -> Values:
    """Divide the total of one indicator by that of another."""
    above, below = (given.published[key].get(WHOLE_KEYS, 0) for key in of)
    return {} if below == 0 else {WHOLE_KEYS: _ratio(above, below, factor=factor)}


def _funded(given: Given) -> Values:
    """Return the full-time equivalents still funded at the end of each half-year, until none is left."""
    published, as_of = given.published["vzae_foerderende"], given.scope.as_of
    ends = {keys[0]: value for keys, value in published.items() if keys[0] not in (TOTAL, OTHER)}
    first = f"{as_of.year}-H{1 if as_of.month < 7 else 2}"
    shown = OTHER not in {keys[0] for keys in published}
    last = max(ends, default="")
    return {(half,): _after(half, ends) if shown else None for half in _halves(first, last)}


def _after(half: str, ends: Mapping[str, float | None]) -> float | None:
    later = [value for end, value in ends.items() if end > half]
    known = [value for value in later if value is not None]
    return sum(known) if len(known) == len(later) else None


def _halves(first: str, last: str) -> list[str]:
    halves = [f"{year}-H{half}" for year in range(int(first[:4]), int(last[:4] or 0) + 1) for half in (1, 2)]
    return [half for half in halves if first <= half <= last]


def _costs(given: Given) -> Values:
    """Return what the posts of the reference date and the platform cost in a year, and who carries it."""
    staff, costs = given.published["vzae"].get(("stichtag",), 0), given.costs
    if costs is None or not staff:
        return {} if costs is None or staff == 0 else dict.fromkeys([("personal",), WHOLE_KEYS], None)
    personal = staff * costs.rate
    whole = personal + costs.platform
    parts: dict[tuple[str, ...], float] = {("personal",): personal}
    if costs.platform:
        parts[("plattform",)] = costs.platform
    if costs.state_percent is not None:
        state = personal * costs.state_percent / 100
        parts |= {("land",): state, ("kreis",): whole - state}
    return {**parts, WHOLE_KEYS: whole}


def _cost_of_period(given: Given) -> Values:
    """Return what the period cost, with the posts filled in it."""
    staff, costs = given.published["vzae_mittel"].get(WHOLE_KEYS, 0), given.costs
    if costs is None or staff == 0:
        return {}
    yearly = None if staff is None else staff * costs.rate + costs.platform
    return {WHOLE_KEYS: _ratio(yearly, MONTHS, factor=months_of(given.scope))}


def _cost_of_one(given: Given) -> Values:
    """Divide what the period cost by its consultations."""
    talks = given.published["gespraeche"].get(WHOLE_KEYS, 0)
    return {keys: _ratio(cost, talks) for keys, cost in _cost_of_period(given).items() if talks != 0}


_MERGED: Final = "Teams mit weniger als drei besetzten Stellen sind zusammengefasst."

STAFF: Final = (
    Indicator(
        key="klienten_je_vzae",
        title="Betreute Personen je Vollzeitäquivalent nach Team",
        short="Personen je VZÄ",
        unit="Personen je VZÄ",
        basis="stock",
        chapter="organisation",
        dimensions=(STAFF_TEAM,),
        derive=partial(_per_team, of=("klienten_team", "vzae_team"), monthly=False),
        inputs=("klienten_team", "vzae_team"),
        decimals=1,
        source="Klientinnen und Klienten, Stellen",
        note=_MERGED,
    ),
    Indicator(
        key="gespraeche_je_vzae_monat",
        title="Gespräche je Vollzeitäquivalent und Monat nach Team",
        short="Gespräche je VZÄ und Monat",
        unit="Gespräche je VZÄ und Monat",
        basis="flow",
        chapter="organisation",
        dimensions=(STAFF_TEAM,),
        derive=partial(_per_team, of=("gespraeche_team", "vzae_mittel"), monthly=True),
        inputs=("gespraeche_team", "vzae_mittel"),
        decimals=1,
        source="Beratungsgespräche, Stellen",
        note=f"Gerechnet mit den im Zeitraum tatsächlich besetzten Stellen. {_MERGED}",
    ),
)

PER_CLIENT: Final = (
    Indicator(
        key="gespraeche_je_klient",
        title="Gespräche je beratene Person",
        short="Gespräche je Person (Mittel)",
        unit="Gespräche je Person",
        basis="flow",
        chapter="gespraeche",
        dimensions=(WHOLE,),
        derive=partial(_quotient, of=("teilnahmen", "klienten_beraten")),
        inputs=("teilnahmen", "klienten_beraten"),
        decimals=1,
        source="Beratungsgespräche",
        note="Ein Familiengespräch zählt bei jeder Person des Haushalts, die an diesem Tag betreut wurde.",
    ),
)

PER_HUNDRED: Final = (
    Indicator(
        key="weiterleitungen_je_100",
        title="Weiterleitungen je 100 Gespräche",
        short="Weiterleitungen je 100",
        unit="Weiterleitungen je 100 Gespräche",
        basis="flow",
        chapter="themen",
        dimensions=(WHOLE,),
        derive=partial(_quotient, of=("weiterleitungen", "gespraeche"), factor=100),
        inputs=("weiterleitungen", "gespraeche"),
        source="Weiterleitungen, Beratungsgespräche",
    ),
)

QUOTA: Final = (
    Indicator(
        key="planquote",
        title="Neue Integrationspläne je 100 betreute Personen (rechnerische Planquote)",
        short="Planquote",
        unit="Pläne je 100 Personen",
        basis="flow",
        chapter="plaene",
        dimensions=(WHOLE,),
        derive=partial(_quotient, of=("plaene", "staatsangehoerigkeit"), factor=100),
        inputs=("plaene", "staatsangehoerigkeit"),
        source="Integrationspläne, Klientinnen und Klienten",
        note="Pläne des Zeitraums geteilt durch betreute Personen am Stichtag; das ist keine Abdeckung, weil auch "
        "Pläne von Menschen zählen, die nicht mehr betreut werden.",
    ),
)

FUNDING: Final = (
    Indicator(
        key="vzae_gefoerdert",
        title="Noch geförderte Vollzeitäquivalente am Ende jedes Halbjahrs",
        short="Geförderte VZÄ",
        unit="VZÄ",
        basis="stock",
        chapter="foerderung",
        dimensions=(FUNDING_END,),
        derive=_funded,
        inputs=("vzae_foerderende",),
        decimals=2,
        source="Stellen",
        note="Wenn alle am Stichtag besetzten Stellen bis zum Ende ihrer Förderung besetzt bleiben.",
    ),
    Indicator(
        key="kosten_jahr",
        title="Kosten im Jahr mit den am Stichtag besetzten Stellen",
        short="Kosten im Jahr",
        unit="Euro",
        basis="stock",
        chapter="foerderung",
        dimensions=(COST,),
        derive=_costs,
        inputs=("vzae",),
        source="Stellen",
        note="Vollzeitäquivalente mal Satz je Vollzeitäquivalent, dazu die Online-Plattform.",
    ),
    Indicator(
        key="kosten_zeitraum",
        title="Kosten im Berichtszeitraum",
        short="Kosten im Zeitraum",
        unit="Euro",
        basis="flow",
        chapter="foerderung",
        dimensions=(WHOLE,),
        derive=_cost_of_period,
        inputs=("vzae_mittel",),
        source="Stellen",
        note="Die im Zeitraum tatsächlich besetzten Vollzeitäquivalente mal Satz je Vollzeitäquivalent, dazu die "
        "Online-Plattform, nach Monaten.",
    ),
    Indicator(
        key="kosten_je_gespraech",
        title="Kosten je Gespräch",
        short="Kosten je Gespräch",
        unit="Euro je Gespräch",
        basis="flow",
        chapter="foerderung",
        dimensions=(WHOLE,),
        derive=_cost_of_one,
        inputs=("vzae_mittel", "gespraeche"),
        source="Stellen, Beratungsgespräche",
        note="Alle Kosten geteilt durch alle Gespräche: auch Wege, Pläne, Dokumentation und die Arbeit mit Behörden "
        "und Ehrenamtlichen. Was ein Gespräch wert ist, sagt die Zahl nicht.",
    ),
)
