"""Rules about households: how many they are, where they live, who belongs to them."""

from collections.abc import Iterator
from typing import Final

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, Rows, rule
from imreport.cases.findings import Severity
from imreport.cases.schema import Column, tables
from imreport.german import number, percent

CLIENTS: Final = tables()["clients"]
HOUSEHOLD: Final[Column] = CLIENTS.columns[1]


def _first_members(export: Export, having: str) -> str:
    """Return the query of the first member of each household that meets a condition."""
    return f"""select min(t.row_) as row_, '' as shown from {export.typed(CLIENTS.name)} as t
        where t.household_id is not null group by t.household_id having {having}"""


@rule(
    "haushalt_gross",
    Severity.HINT,
    what="Kein Haushalt hat mehr Personen als der Grenzwert.",
    advice="Prüfen, ob die Haushalt-Nr. für eine ganze Unterkunft steht.",
    limits=("haushalt_hoechstens",),
)
def large_household(export: Export) -> Iterator[Rows]:
    """A household is a family, not a hostel: a talk with it counts for all its members."""
    most = int(export.limit("haushalt_hoechstens"))
    message = f"Zu diesem Haushalt gehören mehr als {number(most)} Personen."
    yield Rows(CLIENTS, message, HOUSEHOLD, query=_first_members(export, f"count(*) > {most}"))


@rule(
    "haushalt_mehrere_gemeinden",
    Severity.HINT,
    what="Alle Personen eines Haushalts wohnen in derselben Gemeinde.",
    advice="Gemeinde nach einem Umzug bei allen Personen nachtragen, oder den Haushalt trennen.",
)
def household_in_two_communes(export: Export) -> Iterator[Rows]:
    """Members of a household live in one commune; „Ohne Angabe“ is no other place."""
    unknown = export.codes["gemeinden"].unknown
    having = f"count(distinct t.commune) filter (t.commune <> '{unknown}') > 1"
    message = "Die Personen dieses Haushalts wohnen in verschiedenen Gemeinden."
    yield Rows(CLIENTS, message, HOUSEHOLD, query=_first_members(export, having))


@rule(
    "minderjaehrig_ohne_haushalt",
    Severity.HINT,
    what="Minderjährige gehören zu einem Haushalt.",
    advice="Haushalt-Nr. nachtragen; bei unbegleiteten Minderjährigen ist nichts zu tun.",
)
def minor_without_household(export: Export) -> Iterator[Rows]:
    """Children belong to a household: without one, talks with the family leave them out."""
    if HOUSEHOLD in export.present(CLIENTS):
        message = "Die Person ist minderjährig und gehört zu keinem Haushalt."
        yield Rows(CLIENTS, message, HOUSEHOLD, "t.age_group = 'bis_17' and t.household_id is null")


@rule(
    "haushalt_fehlt_haeufig",
    Severity.HINT,
    what="Die meisten Personen haben eine Haushalt-Nr.",
    advice="Haushalt-Nr. in den Export aufnehmen; ohne sie zählt jede Person als eigener Haushalt.",
    limits=("mindestzahl", "haushalt_fehlt_prozent"),
)
def many_without_household(export: Export) -> Iterator[Fault]:
    """Most clients have a household: whoever has none counts as a household of one."""
    count, filled = export.numbers("select count(*), count(household_id) from case_clients")
    share = 100 * (count - filled) / (count or 1)
    if count >= export.limit("mindestzahl") and share > export.limit("haushalt_fehlt_prozent"):
        yield Fault(CLIENTS, f"Bei {percent(share)} der Personen fehlt die Haushalt-Nr.", HOUSEHOLD)
