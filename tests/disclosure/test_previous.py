"""The report before this one, from its kennzahlen.csv: read as it was published, refused if it is none."""

import csv
import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from imreport.cases import CaseTables
from imreport.config import Config, load_config
from imreport.disclosure import Release, release_cases, statements
from imreport.disclosure.previous import COLUMNS, Previous, edition_of_previous, read_previous
from imreport.errors import ConfigError
from imreport.parameters import Parameters
from imreport.presentation.blocks import Omitted
from imreport.presentation.comparing import changes
from tests.conftest import DATA

from .conftest import Released, only

CUT = date(2020, 3, 1)
EARLIER = {"von": "01.02.2018", "bis": "31.12.2019"}
Rows = list[dict[str, str]]


def written(folder: Path, rows: Rows, columns: tuple[str, ...] = COLUMNS) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "kennzahlen.csv"
    path.write_bytes(text.getvalue().encode())
    return path


@pytest.fixture(scope="module")
def earlier(released: Released) -> Release:
    return released(**EARLIER, vergleich_von="01.02.2018", vergleich_bis="31.12.2018")


@pytest.fixture(scope="module")
def rows(earlier: Release) -> Rows:
    return [*statements(earlier)]


@pytest.fixture
def read(tmp_path: Path, cases: CaseTables) -> Callable[[Rows], Previous]:
    return lambda rows: read_previous(written(tmp_path, rows), codes=cases.codes, cut=CUT)


def test_it_is_read_as_it_was_published(read: Callable[[Rows], Previous], rows: Rows, earlier: Release) -> None:
    found = read(rows)
    assert found.ignored == ()
    assert found.comparison.tables.keys() == earlier.tables.keys()
    for key, table in found.comparison.tables.items():
        assert table.cells == earlier.table(key).cells
        assert table.categories == earlier.table(key).categories
        assert table.percent_only == earlier.table(key).percent_only
    scope = found.comparison.parameters.scope
    assert (scope.start, scope.end, scope.as_of) == (date(2018, 2, 1), date(2019, 12, 31), date(2019, 12, 31))
    assert found.comparison.label == "letzter Bericht (01.02.2018 bis 31.12.2019)"


def test_rounded_numbers_are_recognised(read: Callable[[Rows], Previous], rows: Rows) -> None:
    assert edition_of_previous(read(rows).comparison, (), threshold=5)[0].method == "sperren"
    counts = [{**row, "wert": str(5 * round(float(row["wert"]) / 5))} if row["wert"] else row for row in rows]
    (edition,) = edition_of_previous(read(counts).comparison, (), threshold=5)
    assert (edition.method, edition.number) == ("runden5", 1)


def test_labels_may_have_been_spelled_otherwise(read: Callable[[Rows], Previous], rows: Rows) -> None:
    older = [{**row, "auspraegung": row["auspraegung"].replace("18–26 Jahre", "18-26")} for row in rows]
    assert older != rows
    found = read(older)
    assert found.ignored == ()
    assert found.comparison.tables["altersgruppe"].cell("von_18_bis_26").number is not None


def test_unknown_kennzahlen_are_ignored_and_named(read: Callable[[Rows], Previous], rows: Rows) -> None:
    more = [
        *rows,
        {**rows[-1], "kennzahl": "zukunft"},
        *({**row, "auspraegung": "Mondfahrt"} for row in rows if row["kennzahl"] == "themen"),
        *({**row, "merkmal": "laune"} for row in rows if row["kennzahl"] == "plaene"),
    ]
    others = [row for row in more if row["kennzahl"] != "plaene" or row["merkmal"] == "laune"]
    found = read(others)
    assert found.ignored == ("themen", "plaene", "zukunft") or set(found.ignored) == {"themen", "plaene", "zukunft"}
    assert "weil hier unbekannt: " in found.advice[0]


def test_only_shown_numbers_are_read_as_numbers(read: Callable[[Rows], Previous], rows: Rows) -> None:
    gender = read(rows).comparison.tables["geschlecht"]
    assert gender.percent_only
    assert gender.cell("maennlich").is_hidden
    assert gender.cell("maennlich").shares["anteil"] == 66


def refused(read: Callable[[Rows], Previous], rows: Rows) -> str:
    with pytest.raises(ConfigError) as error:
        read(rows)
    assert "[vergleich] bericht" in error.value.hint
    return error.value.message


@pytest.mark.parametrize(
    "change",
    [
        {"wert": "viele"}, {"wert": ""}, {"von": "2019"}, {"bis": "2001-01-01"}, {"status": "offen"},
        {"status": "geheim"},
    ],
    ids=str,
)  # fmt: skip
def test_a_changed_row_is_refused_with_its_line(
    read: Callable[[Rows], Previous], rows: Rows, change: dict[str, str]
) -> None:
    assert rows[2]["wert"]
    message = refused(read, [*rows[:2], {**rows[2], **change}, *rows[3:]])
    assert message == "„kennzahlen.csv“, Zeile 4: Das hat „imreport report“ nicht geschrieben."


def test_another_county_is_refused(read: Callable[[Rows], Previous], rows: Rows) -> None:
    elsewhere = [{**row, "auspraegung": "Anderswo"} if row["merkmal"] == "team" else row for row in rows]
    assert refused(read, elsewhere) == "„kennzahlen.csv“ ist offenbar der Bericht eines anderen Landkreises."


def test_a_file_without_a_period_is_refused(read: Callable[[Rows], Previous], rows: Rows) -> None:
    stocks = [row for row in rows if row["kennzahl"] == "stellen"]
    assert refused(read, stocks) == "„kennzahlen.csv“ enthält keine Zahlen über einen Zeitraum."


def test_other_files_are_refused(tmp_path: Path, cases: CaseTables, rows: Rows) -> None:
    def message(path: Path) -> str:
        with pytest.raises(ConfigError) as error:
            read_previous(path, codes=cases.codes, cut=CUT)
        return error.value.message

    assert message(tmp_path / "nirgends.csv") == "„nirgends.csv“, der letzte Bericht, fehlt oder ist nicht lesbar."
    assert message(DATA / "klienten.csv") == "„klienten.csv“ ist keine kennzahlen.csv: Die Spalte „kennzahl“ fehlt."
    binary = tmp_path / "bericht.xlsx"
    binary.write_bytes(b"PK\xff\xfe")
    assert message(binary) == "„bericht.xlsx“ ist keine kennzahlen.csv: Sie ist nicht in UTF-8."
    internal = written(tmp_path, rows, (*COLUMNS, "kennzeichnung"))
    assert message(internal) == "„kennzahlen.csv“ stammt aus einem internen Bericht."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, rows: Rows) -> Config:
    """The sample with the report before this one."""
    folder = tmp_path_factory.mktemp("projekt") / "data"
    shutil.copytree(DATA, folder)
    written(folder, rows)
    path = folder / "bericht.toml"
    text = path.read_text("utf-8").replace("[foerderung]", '[vergleich]\nbericht = "kennzahlen.csv"\n\n[foerderung]', 1)
    path.write_text(text, "utf-8")
    return load_config(path)


def report(cases: CaseTables, config: Config, **values: str) -> Release:
    return release_cases(cases, Parameters.of(values).resolve(config), config=config)


def test_a_report_says_what_has_changed_since(cases: CaseTables, project: Config) -> None:
    release = report(cases, project)
    assert release.previous is not None
    assert "vergleich" in release.chapters
    assert not release.previous.same_length
    assert "klienten_beraten" not in release.previous.tables  # grows otherwise than the number of months
    (total,) = (
        change for change in release.previous.changes(release.table("gespraeche"), release.parameters)
        if change.keys == ("gesamt",)
    )  # fmt: skip
    assert (total.now, total.is_per_month) == (43240, True)
    assert total.difference == pytest.approx(43240 / 37 - float(total.then) / 23, abs=0.05)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (EARLIER, "denselben Zeitraum"),
        ({"von": "01.01.2019", "bis": "30.06.2019"}, "über das Ende dieses Zeitraums hinaus"),
        ({"team": "ehingen"}, "nur für einen Ausschnitt"),
    ],
    ids=str,
)
def test_what_does_not_come_before_is_not_compared(
    cases: CaseTables, project: Config, values: dict[str, str], reason: str
) -> None:
    release = report(cases, only(project, "gespraeche", "vergleich"), **values)
    assert release.previous is None
    assert reason in release.left_out["vergleich"]
    found = changes(release)
    assert isinstance(found, Omitted)
    assert reason in found.reason


def test_its_numbers_count_as_published(cases: CaseTables, project: Config, released: Released) -> None:
    """The same period again shows what was shown, and a stock of that day is printed again as it was."""
    again = report(cases, project, **EARLIER)
    assert again.tables.keys() == released(**EARLIER).tables.keys()
    assert again.frozen.keys() >= {"gespraeche", "themen", "staatsangehoerigkeit"}
