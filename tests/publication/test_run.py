"""The whole run: the same bytes wherever it is started, another period without another file, other ways to run."""

import csv
import json
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import pytest

from imreport.config import Config
from imreport.parameters import Parameters
from imreport.publication.outline import Outline, outline, read_notebook
from imreport.publication.report import output_folder
from tests.conftest import DATA, ROOT, Run
from tests.publication.support import KEY, contents, program, snapshot, visible, write_notebook

DOCUMENTS = ("bericht.html", "bericht.docx", "bericht.pdf")
FILES = {"html": "bericht.html", "docx": "bericht.docx", "pdf": "bericht.pdf", "xlsx": "tabellen.xlsx"}
RENDERED = (*FILES.values(), "kennzahlen.csv")
LOG = "nicht_veroeffentlichen/run.log"


@pytest.fixture(scope="module")
def year(imreport: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on 2019, asked for on the command line only."""
    folder = tmp_path_factory.mktemp("jahr") / "2019"
    before = snapshot(DATA), snapshot(ROOT / "notebooks")
    done = imreport("report", "--from", "2019-01-01", "--to", "2019-12-31", "--out", folder)
    assert (done.returncode, (snapshot(DATA), snapshot(ROOT / "notebooks"))) == (0, before), done.stderr
    return folder


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report's notebook, run by papermill alone."""
    path = tmp_path_factory.mktemp("papermill") / "out.ipynb"
    done = program("papermill", "notebooks/report.ipynb", path, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def year_texts(year: Path) -> dict[str, str]:
    return {name: visible(year / name) for name in DOCUMENTS}


def test_two_runs_give_the_same_bytes(imreport: Run, report_folder: Path, tmp_path: Path) -> None:
    config = Path("..") / "projekt" / "bericht.toml"
    (tmp_path / "projekt").symlink_to(DATA)
    (tmp_path / "anderswo").mkdir()
    done = imreport("report", config, "--out", "woanders/anders", cwd=tmp_path / "anderswo", TZ="Asia/Tokyo", LANG="C")
    assert done.returncode == 0, done.stderr
    first, second = snapshot(report_folder), snapshot(tmp_path / "anderswo" / "woanders" / "anders")
    assert {name for name in first | second if first.get(name) != second.get(name)} == {LOG}


def test_rendering_the_executed_notebook_gives_the_same_documents(
    imreport: Run, report_folder: Path, tmp_path: Path
) -> None:
    formats = [part for name in (*FILES, "csv") for part in ("--format", name)]
    done = imreport("render", report_folder / "bericht.ipynb", *formats, "--out", tmp_path, cwd=tmp_path)
    assert done.stdout.split() == list(RENDERED)
    assert {name for name in RENDERED if (tmp_path / name).read_bytes() != (report_folder / name).read_bytes()} == set()


def test_rendering_beside_the_notebook_changes_nothing(imreport: Run, report_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bericht.ipynb").write_bytes((report_folder / "bericht.ipynb").read_bytes())
    (tmp_path / "bericht.html").write_bytes((report_folder / "bericht.html").read_bytes())
    before = snapshot(tmp_path)
    assert imreport("render", "bericht.ipynb", "--format", "html", cwd=tmp_path).returncode == 0
    assert snapshot(tmp_path) == before


def test_rendering_keeps_a_document_that_was_edited(imreport: Run, report_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bericht.html").write_text("von Hand", "utf-8")
    (tmp_path / "bericht (bearbeitet).html").write_text("früher von Hand", "utf-8")
    done = imreport("render", report_folder / "bericht.ipynb", "--format", "html", "--out", tmp_path)
    assert (tmp_path / "bericht (bearbeitet).html").read_text("utf-8") == "früher von Hand"
    assert (tmp_path / "bericht (bearbeitet) 2.html").read_text("utf-8") == "von Hand"
    assert "bericht (bearbeitet) 2.html" in done.stderr


def test_plain_papermill_gives_the_same_report(executed: Path, parts: Outline) -> None:
    assert outline(read_notebook(executed)) == parts


@pytest.mark.parametrize("name", FILES)
def test_the_exporters_of_nbconvert_give_the_same_documents(name: str, report_folder: Path) -> None:
    (entry,) = entry_points(group="nbconvert.exporters", name=f"imreport-{name}")
    content, _ = entry.load()().from_filename(str(report_folder / "bericht.ipynb"))
    expected = (report_folder / FILES[name]).read_bytes()
    assert (content.encode() if isinstance(content, str) else content) == expected


def test_nbconvert_writes_the_document(report_folder: Path, tmp_path: Path) -> None:
    arguments = ("--to", "imreport-docx", report_folder / "bericht.ipynb", "--output-dir", tmp_path)
    assert program("nbconvert", *arguments, cwd=tmp_path).returncode == 0
    assert (tmp_path / "bericht.docx").read_bytes() == (report_folder / "bericht.docx").read_bytes()


def test_nbconvert_refuses_a_notebook_without_results(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "leer.ipynb")
    (entry,) = entry_points(group="nbconvert.exporters", name="imreport-pdf")
    with pytest.raises(SystemExit, match=r"Fehler: Das Notizbuch enthält keine Ergebnisse\.\nHinweis: "):
        entry.load()().from_filename(str(notebook))


def test_the_notebook_run_by_papermill_holds_no_key_of_a_case(executed: Path) -> None:
    assert {name for name, text in contents(executed.parent) if KEY.search(text)} == set()


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({}, "2018-02-01_2021-02-28"),
        ({"von": "01.01.2019", "bis": "2019-12-31"}, "2019-01-01_2019-12-31"),
        ({"team": "ehingen"}, "2018-02-01_2021-02-28_ehingen"),
        ({"bis": "2019-12-31", "gemeinde": "08425033"}, "2018-02-01_2019-12-31_08425033"),
    ],
)
def test_every_report_has_a_folder_of_its_own(config: Config, options: dict[str, str], name: str) -> None:
    assert output_folder(config, Parameters.of(options).resolve(config)) == ROOT / "output" / name


def test_another_period_has_its_own_title(year: Path, year_texts: dict[str, str]) -> None:
    title = "Integrationsmanagement im Alb-Donau-Kreis im Jahr 2019"
    assert all(title in text for text in year_texts.values())
    assert outline(read_notebook(year / "bericht.ipynb")).release["title"] == title


def test_another_period_has_its_own_days_and_months(year_texts: dict[str, str]) -> None:
    for text in year_texts.values():
        assert "im Jahr 2019 (12 Monate)" in text
        assert "Stichtag 31. Dezember 2019" in text


@pytest.mark.parametrize(
    "words", ["3 Jahre Integrationsmanagement", "37 Monate", "19.04.2021", "Die Sitzung ist am", "43.240", "28.02.2021"]
)
def test_another_period_says_nothing_of_the_first_one(year_texts: dict[str, str], words: str) -> None:
    assert {name for name, text in year_texts.items() if words in text} == set()


def test_the_chapter_on_the_time_since_march_2020_is_gone(year: Path, year_texts: dict[str, str]) -> None:
    assert {name for name, text in year_texts.items() if "März 2020" in text or "Corona" in text} == set()
    assert not list((year / "diagramme").glob("*kanaele.svg"))
    rows = (year / "kennzahlen.csv").read_text("utf-8").splitlines()
    assert not [row for row in rows if row.startswith(("kanaele,", "kontaktwege,"))]


def test_another_period_has_its_own_numbers(year: Path, year_texts: dict[str, str]) -> None:
    with (year / "kennzahlen.csv").open(encoding="utf-8", newline="") as lines:
        rows = {(r["kennzahl"], r["auspraegung"], r["einheit"]): r for r in csv.DictReader(lines)}
    total = rows["gespraeche", "Gesamt", "Gespräche"]
    assert (total["wert"], total["von"], total["bis"]) == ("15516", "2019-01-01", "2019-12-31")
    assert all("15.516 Gespräche" in text for text in year_texts.values())


def test_another_period_is_numbered_without_gaps(year: Path) -> None:
    names = sorted(path.name for path in (year / "diagramme").glob("*.svg"))
    assert [name[:2] for name in names] == [f"{number:02}" for number in range(1, 14)]


def test_another_period_is_noted_in_the_manifest(year: Path) -> None:
    parameters = json.loads((year / "manifest.json").read_text("utf-8"))["parameter"]
    assert (parameters["von"], parameters["bis"], parameters["stichtag"]) == ("2019-01-01", "2019-12-31", "2019-12-31")


def test_the_executed_notebook_is_valid_and_runs_in_any_kernel(report_folder: Path) -> None:
    notebook = nbformat.read(report_folder / "bericht.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert "papermill" not in notebook.metadata
