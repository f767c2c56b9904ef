"""The audit itself: it knows every Kennzahl, and finds what is printed by mistake."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from imreport.config import load_config
from imreport.disclosure import Release, load_cases, release_cases
from imreport.indicators import INDICATORS
from imreport.parameters import Parameters
from tests.conftest import DATA

from .conftest import Released
from .rows import Export
from .subjects import SUBJECTS, UNKNOWN
from .world import World

SAMPLE = Export(DATA)
SUBTOPICS = "jobcenter;Jobcenter;;arbeit;;;\nbewerbung;Bewerbung;;arbeit;;;\n"


def test_every_kennzahl_that_is_counted_is_audited_or_left_out_for_a_reason() -> None:
    counted = {key for key, indicator in INDICATORS.items() if not indicator.derive}
    known = {key for subject in SUBJECTS.values() for key in subject.tables}
    assert known | UNKNOWN.keys() == counted
    assert known.isdisjoint(UNKNOWN)
    assert all(UNKNOWN.values())


def with_more_printed(world: World, key: str) -> Release:
    """A Release in which a table prints what it hid for the sake of others only."""
    (release, _), own = world.reports[0], world.printed(0, key)
    small = {n for n in own if world.persons(world.members.get((0, key, n), ())) < world.own.threshold}
    names = {cell.keys: name for name, cell in own.items() if cell.is_hidden and name not in small}
    cells = tuple(
        replace(cell, value=world.value(world.members[0, key, names[cell.keys]])) if cell.keys in names else cell
        for cell in release.tables[key].cells
    )
    return replace(release, tables={**release.tables, key: replace(release.tables[key], cells=cells)})


@pytest.mark.parametrize(
    ("subject", "key"), [("pairs", "thema_ziel"), ("residents_of_day", "haushalt"), ("consulted", "klienten_beraten")]
)
def test_a_number_that_gives_a_small_one_away_is_found(released: Released, subject: str, key: str) -> None:
    good = World(subject, [(released(team="raum_munderkingen"), SAMPLE)])
    bad = World(subject, [(with_more_printed(good, key), SAMPLE)])
    assert good.derived() == []
    assert [group for group in bad.derived() if key in group]


def test_a_number_that_is_not_true_is_refused(released: Released) -> None:
    release = released()
    table = release.tables["haushalt"]
    wrong = replace(table, cells=(replace(table.cells[0], value=1), *table.cells[1:]))
    world = World("residents_of_day", [(replace(release, tables={**release.tables, "haushalt": wrong}), SAMPLE)])
    with pytest.raises(AssertionError, match="not true"):
        world.derived()


def edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8-sig")), encoding="utf-8-sig")


@pytest.fixture
def finer(project: Path) -> Path:
    """A project that tells two topics below work apart, the second of which few name."""
    topics = (DATA.parent / "imreport" / "cases" / "codes" / "themen.csv").read_text(encoding="utf-8-sig")
    (project / "themen.csv").write_text(topics + SUBTOPICS, encoding="utf-8-sig")
    edit(project / "bericht.toml", lambda text: text.replace('teams = "', 'themen = "themen.csv"\nteams = "', 1))

    def named(text: str) -> str:
        head, *rows = text.splitlines()
        rows = [row.replace("Arbeit", "Bewerbung" if n % 900 == 0 else "Jobcenter") for n, row in enumerate(rows)]
        return "\n".join([head, *rows]) + "\n"

    edit(project / "beratungsgespraeche.csv", named)
    return project


@pytest.mark.parametrize("values", [{}, {"team": "raum_munderkingen"}], ids=str)
def test_subtopics_are_audited_where_a_county_has_them(finer: Path, values: dict[str, str]) -> None:
    config = load_config(finer / "bericht.toml")
    others = tuple(key for key in INDICATORS if key not in ("themen", "unterthemen"))
    config = config.model_copy(update={"report": config.report.model_copy(update={"without": others})})
    parameters = Parameters.of(values).resolve(config)
    release = release_cases(load_cases(parameters, config).require_valid(), parameters, config=config)
    reports = [(release, Export(finer))]
    hidden = {cell.is_hidden for cell in release.tables["unterthemen"].cells}
    assert hidden == {bool(values)}  # few of the team, so nothing of the table is printed
    assert World("subtopics", reports).derived() == World("topics", reports).derived() == []
