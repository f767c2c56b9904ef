"""Finished reports, one alone and several in sequence: no small group follows from what they print together."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

import pytest

from imreport.cases import CaseTables
from imreport.config import Config, load_config
from imreport.disclosure import Release, load_cases, release_cases
from imreport.disclosure.ledger import append
from imreport.indicators import INDICATORS
from imreport.parameters import Parameters
from tests.conftest import DATA

from .conftest import VILLAGE, Released, only
from .rows import Export, read
from .subjects import SUBJECTS
from .world import World, worlds

TEAMS = [row.schluessel for row in read(DATA / "teams.csv").itertuples(index=False)]
SMALLEST = "raum_munderkingen"
WHOLE: dict[str, str] = {}
SAMPLE = Export(DATA)
TALKS = ("gespraeche", "zaesur")
"""The chapters of consultations: protecting these alone takes a tenth of the time."""
Run = dict[str, str]


def derived(reports: Sequence[tuple[Release, Export]]) -> list[str]:
    """The small groups that follow exactly from all these reports."""
    return [group for world in worlds(reports) for group in world.derived()]


def hidden(release: Release) -> set[tuple[str, tuple[str, ...]]]:
    return {(key, cell.keys) for key, table in release.tables.items() for cell in table.cells if cell.is_hidden}


def share_hidden(release: Release, *, crossed: bool = True) -> float:
    """How much of a report is hidden, in all its tables or in those of one dimension."""
    tables = [table for table in release.tables.values() if crossed or len(table.indicator.dimensions) == 1]
    cells = [cell for table in tables for cell in table.cells]
    return sum(cell.is_hidden for cell in cells) / len(cells)


def is_readable(release: Release) -> bool:
    """Whether enough is left to read: most of a report stands in tables of one dimension."""
    return share_hidden(release, crossed=False) < READABLE and share_hidden(release) < READABLE_CROSSED


ALONE = [
    WHOLE,
    {"gemeinde": VILLAGE},
    {"gemeinde": "08425024"},
    {"team": SMALLEST, "zaesur": "03.03.2020"},
    {"gemeinde": "08425019", "von": "01.01.2020", "bis": "30.06.2020"},
    {"verband": "allmendingen"},
]


@pytest.mark.parametrize("values", ALONE, ids=str)
def test_no_small_group_follows_from_one_report(released: Released, values: Run) -> None:
    assert derived([(released(**values), SAMPLE)]) == []


def areas() -> list[Run]:
    communes = [row.schluessel for row in read(DATA / "gemeinden.csv").itertuples(index=False)]
    return [*({"team": key} for key in TEAMS), *({"gemeinde": key} for key in communes)]


@pytest.mark.slow
@pytest.mark.parametrize("area", areas(), ids=str)
def test_no_small_group_follows_from_the_report_of_an_area(released: Released, area: Run) -> None:
    assert derived([(released(**area), SAMPLE)]) == []


@pytest.mark.slow
@pytest.mark.parametrize("area", areas()[1::4], ids=str)
def test_no_small_group_follows_from_two_months_of_an_area(released: Released, area: Run) -> None:
    assert derived([(released(**area, von="01.02.2020", bis="31.03.2020"), SAMPLE)]) == []


@pytest.mark.parametrize("day", ["02", "03", "05", "20"])
def test_a_cut_within_a_month_gives_no_small_part_of_it_away(released: Released, day: str) -> None:
    """The months before and the time section before say together what happened in the first days of March."""
    made = released(*TALKS, team=SMALLEST, zaesur=f"{day}.03.2020")
    assert World("talks", [(made, SAMPLE)]).derived() == []


def anywhere(number: int) -> Run:
    """A month of some team, or a year of some commune."""
    random = Random(number)
    area, year = random.choice(areas()), random.randint(2018, 2020)
    first, last = (random.randint(2, 12),) * 2 if "team" in area else (2 if year == 2018 else 1, 12)
    until = date(year, last, 28) if last < 12 else date(year, 12, 31)
    return {**area, "von": f"01.{first:02}.{year}", "bis": f"{until:%d.%m.%Y}"}


@pytest.mark.parametrize(
    "number",
    [
        *range(2),
        *(pytest.param(number, marks=pytest.mark.slow) for number in range(2, 24)),
    ],
)
def test_no_report_on_a_small_area_stops(released: Released, number: int) -> None:
    """Whatever cannot be protected is hidden; and nothing follows from it."""
    assert derived([(released(**anywhere(number)), SAMPLE)]) == []


class Office:
    """A project whose reports are published one after the other."""

    def __init__(self, folder: Path) -> None:
        self.config: Config = load_config(folder / "bericht.toml")
        self.folder, self.reports = folder, list[tuple[Release, Export]]()
        self.changes()

    def changes(self) -> None:
        """Read the export as it is now, and keep a copy of it for the audit."""
        self.cases: CaseTables = load_cases(Parameters().resolve(self.config), self.config).require_valid()
        kept = self.folder.with_name(f"stand_{len(self.reports)}")
        self.export = Export(Path(shutil.copytree(self.folder, kept)))

    def prepare(self, values: Run) -> Release:
        return release_cases(self.cases, Parameters.of(values).resolve(self.config), config=self.config)

    def publish(self, values: Run) -> Release:
        release = self.prepare(values)
        append(self.config.ledger, release)
        self.reports.append((release, self.export))
        return release


@pytest.fixture
def office(project: Path) -> Office:
    return Office(project)


SEQUENCES = {
    "two cumulative reports of a team": [{"team": SMALLEST, "bis": "31.12.2020"}, {"team": SMALLEST}],
}
LONG = {
    "two cumulative reports": [{"bis": "31.08.2020"}, WHOLE],
    "one month later": [{"bis": "31.01.2021"}, WHOLE],
    "two days later": [{"bis": "26.02.2021"}, WHOLE],
    "overlapping periods": [
        {"von": "01.01.2019", "bis": "31.12.2019"}, {"von": "01.07.2019", "bis": "30.06.2020"}, WHOLE,
    ],
    "two reference dates": [{"bis": "31.12.2020"}, {"bis": "31.12.2020", "stichtag": "15.01.2021"}, WHOLE],
    "county, then all teams": [WHOLE, *({"team": team} for team in TEAMS)],
    "all teams but one, then the county": [*({"team": team} for team in TEAMS[1:]), WHOLE],
    "county and a team, a day later both": [
        {"team": SMALLEST, "bis": "25.02.2021"}, {"bis": "25.02.2021"},
        {"bis": "26.02.2021"}, {"team": SMALLEST, "bis": "26.02.2021"},
    ],
    "communes of a team and the team": [
        {"gemeinde": "08425019"}, {"team": "langenau_lonsee_amstetten"}, {"gemeinde": VILLAGE},
    ],
    "a village twice, its team between": [
        {"gemeinde": "08425019", "bis": "31.01.2021"}, {"team": "langenau_lonsee_amstetten"}, {"gemeinde": "08425019"},
    ],
}  # fmt: skip
READABLE = 0.25
"""How much of the tables of one dimension may be hidden at most, in each report."""
READABLE_CROSSED = 0.4
"""How much of all tables; the many small cells of crossed ones go first."""
CORRECTED = 0.35
"""A corrected report costs more: everything in it could be compared with the wrong one."""


@pytest.mark.parametrize(
    "runs", [*SEQUENCES.values(), *(pytest.param(runs, marks=pytest.mark.slow) for runs in LONG.values())],
    ids=[*SEQUENCES, *LONG],
)  # fmt: skip
def test_no_small_group_follows_from_reports_in_sequence(office: Office, runs: list[Run]) -> None:
    published = [office.publish(values) for values in runs]
    assert derived(office.reports) == []
    assert all(is_readable(release) for release in published if not release.parameters.gemeinde)


@pytest.fixture
def hamlet(project: Path) -> Office:
    """An office with three communes of 66 persons, where nearly every difference between two reports is small."""
    shrink(project, communes={"08425019", "08425005", "08425024"})
    return Office(project)


def shrink(folder: Path, *, communes: set[str]) -> None:
    """Leave only what some communes have to do with."""
    export = Export(folder)
    own = {number for number, client in export.clients.items() if client.commune in communes}
    talks = {number for number, talk in export.talks.items() if talk.persons and talk.persons <= own}
    for name, place, left in (
        ("klienten", 0, own), ("beratungsgespraeche", 0, talks),
        ("weiterleitungen", 1, talks), ("integrationsplaene", 1, own),
    ):  # fmt: skip
        rewrite(folder / f"{name}.csv", partial(keep, place=place, left=left))


def keep(rows: list[str], *, place: int, left: set[str]) -> list[str]:
    return [row for row in rows if row.split(";")[place] in left]


HAMLET = {
    "two cuts": [{"zaesur": "01.07.2020"}, {"bis": "31.12.2020"}],
    "a report without the chapter of the cut": [{"zaesur": "01.07.2020"}, {"bis": "30.06.2020"}, {"bis": "29.02.2020"}],
}


@pytest.mark.parametrize(
    "chapters", [TALKS, pytest.param((), marks=pytest.mark.slow)], ids=["consultations", "all chapters"]
)
@pytest.mark.parametrize("runs", HAMLET.values(), ids=HAMLET)
def test_no_small_group_follows_where_nearly_all_groups_are_small(
    hamlet: Office, runs: list[Run], chapters: tuple[str, ...]
) -> None:
    """What lies between the cuts of two reports is the difference of their time sections."""
    hamlet.config = only(hamlet.config, *chapters) if chapters else hamlet.config
    for values in runs:
        hamlet.publish(values)
    assert derived(hamlet.reports) == []


SMALL_COMMUNES = [4, 13, 22, 24, 62, 83, 85, 92, 112]
"""Communes with too few clients to be named; the first is served by another team than the others."""
NAMED_COMMUNES = [2, 5, 11, 20, 72, 97, 108, 130]


@pytest.mark.slow
def test_what_a_team_calls_others_leaves_no_commune_of_the_countys_others(project: Path) -> None:
    """The county has 16 clients in "Andere", 13 of them in a team's own "Andere"; the rest lives in one commune."""
    shrink(project, communes={f"08425{number:03}" for number in [*SMALL_COMMUNES, *NAMED_COMMUNES]})
    office = Office(project)
    county = office.publish({})
    assert county.table("klienten_gemeinde").cell("andere").number == 16
    office.publish({"team": "langenau_lonsee_amstetten"})
    assert World("clients_of_communes", office.reports).derived() == []


Change = Callable[[list[str]], list[str]]


def rewrite(path: Path, change: Change) -> None:
    """Change the rows of a file; its head stays."""
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([head, *change(rows)]) + "\n", encoding="utf-8-sig")


def corrected(rows: list[str]) -> list[str]:
    """Consultations: some removed, some with another channel, some entered late."""
    kept = [
        row.replace(";telefonisch;", ";aufsuchend;") if n % 601 == 0 else row for n, row in enumerate(rows) if n % 997
    ]
    late = [row.replace("G0", "N0", 1) for row in rows[::1499]]
    return [*kept, *late]


@pytest.fixture
def correct(office: Office) -> Callable[[], None]:
    """Correct the export of the office, referrals of removed consultations too."""

    def change() -> None:
        rewrite(office.folder / "beratungsgespraeche.csv", corrected)
        left = {row["Gespräch-Nr."] for row in Export(office.folder).sheet("beratungsgespraeche")}
        rewrite(office.folder / "weiterleitungen.csv", lambda rows: [r for r in rows if r.split(";")[1] in left])
        office.changes()

    return change


def test_the_same_period_is_printed_as_it_was(office: Office, correct: Callable[[], None]) -> None:
    first = office.publish({"team": SMALLEST})
    correct()
    again = office.prepare({"team": SMALLEST})
    assert again.tables == first.tables
    assert set(again.frozen) == {key for key in first.tables if not INDICATORS[key].derive}  # others follow from them
    assert set(again.frozen.values()) == {first.dated}


@pytest.mark.slow
def test_what_was_wrong_is_counted_anew_and_gives_no_small_group_away(
    office: Office, correct: Callable[[], None]
) -> None:
    first = office.publish({"team": SMALLEST})
    correct()
    subjects = [key for key in SUBJECTS if key.startswith("talks")]
    keys = tuple({key for subject in subjects for key in SUBJECTS[subject].tables} & first.tables.keys())
    own = office.config.disclosure.model_copy(update={"corrected": keys})
    office.config = office.config.model_copy(update={"disclosure": own})
    second = office.publish({"team": SMALLEST})
    assert set(keys).isdisjoint(second.frozen)
    assert [c.number for c in second.table("gespraeche_monat").cells] != [
        c.number for c in first.table("gespraeche_monat").cells
    ]
    assert [group for subject in subjects for group in World(subject, office.reports).derived()] == []
    assert share_hidden(second) < CORRECTED


def test_what_was_hidden_stays_hidden_in_a_frozen_report(office: Office, correct: Callable[[], None]) -> None:
    first = office.publish({"gemeinde": VILLAGE})
    correct()
    assert hidden(office.prepare({"gemeinde": VILLAGE})) == hidden(first)


@pytest.mark.slow
@pytest.mark.parametrize("area", [WHOLE, {"team": SMALLEST}], ids=str)
def test_no_small_group_follows_from_reports_around_a_correction(
    office: Office, correct: Callable[[], None], area: Run
) -> None:
    office.publish({**area, "bis": "31.08.2020"})
    correct()
    second = office.publish(area)
    assert derived(office.reports) == []
    assert is_readable(second)


@pytest.mark.slow
def test_no_small_group_follows_when_a_commune_moves_to_another_team(office: Office) -> None:
    """Everything of the village is counted for another team from then on, also what was before."""
    old, new = "Langenau/Lonsee-Amstetten", "Laichinger Alb"
    own = {number for number, client in office.export.clients.items() if client.commune == VILLAGE}
    homes = {office.export.clients[number].household for number in own}
    office.publish({"team": "langenau_lonsee_amstetten", "bis": "31.12.2020"})
    office.publish({"team": "laichinger_alb", "bis": "31.12.2020"})

    def moved(rows: list[str]) -> list[str]:
        return [row.replace(f";{old}", f";{new}") if (own | homes) & set(row.split(";")) else row for row in rows]

    for name in ("klienten.csv", "beratungsgespraeche.csv"):
        rewrite(office.folder / name, moved)
    office.changes()
    office.publish({"team": "langenau_lonsee_amstetten"})
    office.publish({"team": "laichinger_alb"})
    assert derived(office.reports) == []
