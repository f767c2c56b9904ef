"""The command line: every mistake is one German sentence with a hint and its exit code, and nothing is lost."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

import openpyxl
import psutil
import pytest

import imreport.cli
from imreport.cases.engine import Engine
from imreport.publication import lab
from imreport.publication.folder import OutputFolder
from imreport.publication.manifest import FILE as MANIFEST
from imreport.publication.manifest import manifest
from tests.conftest import DATA, ROOT, Run
from tests.publication.support import KEY, change, small_project, snapshot, write_notebook

COMMANDS = ("report", "check", "map", "render", "publish", "demo", "lab")
ENGLISH = re.compile(
    r"\b(Usage|Options?:|Show|Commands?|Error|Missing|Invalid|Directory|File|Path|required|default|No such|Try)\b"
)
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3|4|9|10)\d(?:;\d+)*m")
INTERRUPTED = (130, -signal.SIGINT)
"""What a shell shows as 130: Python ends itself with the signal if that came while it executed a text."""
LONG = "select count(*) from range(5000000000) where hash(range) % 7 = 3"


class Answer(NamedTuple):
    code: int
    out: str
    err: str
    left_open: list[str]


Call = Callable[..., Answer]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small project with the results of an earlier run in the folder "fertig"."""
    folder = small_project(tmp_path / "projekt").parent
    (folder / "fertig").mkdir()
    (folder / "fertig" / "bericht.docx").write_text("gestern", "utf-8")
    (folder / "fertig" / MANIFEST).write_text(manifest(folder / "fertig", parameters={}, inputs={}), "utf-8")
    return folder


class NoKernel:
    """Stands in for the kernel of runs that end before it is needed; kernels belong into processes of their own."""

    def __init__(self, **_: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def call(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Call]:
    """The command line in this process, without a kernel, from the small project: ``call("check", "--json")``."""

    def main(*arguments: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["imreport", *map(str, arguments)])
        with chdir(small), warnings.catch_warnings(record=True) as left_open:
            warnings.simplefilter("always", ResourceWarning)
            with pytest.raises(SystemExit) as ended:
                imreport.cli.main()
        return Answer(int(ended.value.code or 0), *capsys.readouterr(), [str(found.message) for found in left_open])

    monkeypatch.setattr("imreport.publication.report.StandbyKernel", NoKernel)
    for name in ("IMREPORT_CONFIG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    handler = signal.getsignal(signal.SIGTERM)
    yield main
    signal.signal(signal.SIGTERM, handler)


@dataclass(frozen=True)
class Mistake:
    """A mistake: what is wrong in the project, what is called, and what the answer says."""

    arguments: str
    code: int
    words: tuple[str, ...]
    setup: Callable[[Path], object] = lambda folder: None


def without(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def changed(name: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: change(folder / name, old, new)


def written(name: str, text: str) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")

    return write


REPORT = "report --out fertig"
FIRST = "G000001;01.02.2018;Einzelgespräch;K02268;;persönlich im Büro;Anderes Thema|Arbeit;Ehingen"
CONSULTATIONS, CLIENTS, CONFIG = "beratungsgespraeche.csv", "klienten.csv", "bericht.toml"

MISTAKES = {
    "misspelt command": Mistake("reprot", 2, ("Befehl „reprot“", "Meinten Sie", "report")),
    "misspelt option": Mistake("report --form pdf", 2, ("Option „--form“", "Meinten Sie", "--format")),
    "unknown format": Mistake("report --format doc", 2, ("„doc“", "docx")),
    "option without value": Mistake("report --format", 2, ("--format", "braucht einen Wert")),
    "one argument too many": Mistake("report bericht.toml noch-eins", 2, ("„noch-eins“", "überzählig")),
    "missing argument": Mistake("render --format pdf", 2, ("BERICHT.IPYNB",)),
    "no date": Mistake("report --from 2019-13-01", 2, ("„2019-13-01“ ist kein Datum", "28.02.2021")),
    "period the wrong way round": Mistake(
        "report --from 2020-01-01 --to 2019-01-01", 2, ("endet am 01.01.2019", "Vertauscht?")
    ),
    "misspelt team": Mistake(
        "report --team ehinge --out fertig", 2, ("Team „ehinge“", "Meinten Sie Ehingen (ehingen)?")
    ),
    "unknown commune": Mistake("report --commune 0842503 --out fertig", 2, ("Gemeinde „0842503“", "Meinten Sie")),
    "unknown association": Mistake(
        "report --association ehinge --out fertig", 2, ("Verwaltungsgemeinschaft „ehinge“", "Meinten Sie")
    ),
    "year and days": Mistake("report --year 2020 --from 2020-01-01", 2, ("schließen sich aus", "eines von beiden")),
    "no year": Mistake("report --year 20", 2, ("„20“ ist kein Jahr", "2020")),
    "no period to compare with": Mistake("report --compare letztes", 2, ("„letztes“ ist kein Zeitraum", "vorjahr")),
    "period compared with itself": Mistake(
        "report --year 2020 --compare 2020-01-01..2020-12-31", 2, ("ist der Berichtszeitraum selbst",)
    ),
    "missing report before": Mistake(
        REPORT, 2, ("„alt.csv“, der letzte Bericht, fehlt", "[vergleich] bericht"),
        changed(CONFIG, "[foerderung]", '[vergleich]\nbericht = "alt.csv"\n[foerderung]'),
    ),
    "unknown profile": Mistake("report --profile intrn", 2, ("Profil „intrn“", "Meinten Sie „intern“?")),
    "unprotected numbers for a public session": Mistake(
        "report --profile intern --out fertig", 2,
        ("öffentlich (bericht.toml: [vorlage] oeffentlich = true)", "Kopieren Sie bericht.toml", "oeffentlich = false"),
    ),
    "unprotected numbers beside a public report": Mistake(
        "report --profile intern --out fertig", 5, ("In „fertig“ liegt ein öffentlicher Bericht", "--out"),
        changed(CONFIG, "oeffentlich = true", "oeffentlich = false"),
    ),
    "missing configuration": Mistake("report nix.toml", 2, ("„nix.toml“ fehlt",)),
    "folder as configuration": Mistake("report fertig", 2, ("„fertig“ fehlt oder ist nicht lesbar",)),
    "configuration that is no toml": Mistake(
        REPORT, 2, ("kein gültiges TOML", "Zeile 1"), written(CONFIG, "Integrationsmanagement 2021")
    ),
    "misspelt key": Mistake(
        REPORT, 2, ("„bericht.bsi“", "Meinten Sie „bericht.bis“?"), changed(CONFIG, "bis =", "bsi =")
    ),
    "threshold too low": Mistake(
        REPORT, 2, ("„geheimhaltung.schwelle“", "mindestens 3"), changed(CONFIG, "schwelle = 5", "schwelle = 2")
    ),
    "missing code list": Mistake(REPORT, 2, ("„teams.csv“ fehlt", "Abschnitt [schluessel]"), without("teams.csv")),
    "misspelt code list": Mistake(REPORT, 2, ("„", "team", "teams"), changed(CONFIG, "teams =", "team =")),
    "missing notebook": Mistake(REPORT, 2, ("Das Notizbuch „klein.ipynb“ fehlt",), without("klein.ipynb")),
    "missing file": Mistake(REPORT, 3, ("klienten.csv", "fehlt"), without(CLIENTS)),
    "missing column": Mistake(
        REPORT, 3, (CONSULTATIONS, "Die Spalte „Kanal“ fehlt"), changed(CONSULTATIONS, "Kanal;", "Weg;")
    ),
    "unknown code": Mistake(
        REPORT,
        3,
        (CONSULTATIONS, "Zeile 2, Spalte „Kanal“", "„per Brieftaube“ steht nicht im Schlüsselverzeichnis"),
        changed(CONSULTATIONS, FIRST, FIRST.replace("persönlich im Büro", "per Brieftaube")),
    ),
    "misspelt code": Mistake(
        REPORT, 3, ("„ehinge“", "Meinten Sie „Ehingen“?"),
        changed(CONSULTATIONS, FIRST, FIRST.replace("Ehingen", "ehinge")),
    ),
    "impossible date": Mistake(
        REPORT, 3, ("„31.02.2018“ ist kein Datum", "Zeile 2"),
        changed(CONSULTATIONS, FIRST, FIRST.replace("01.02.2018", "31.02.2018")),
    ),
    "folder with something else": Mistake(
        "report --out fremd", 5, ("„fremd“ enthält Dateien, aber keinen Bericht", "--out"), written("fremd/a.txt", "a")
    ),
    "file as folder": Mistake("report --out klienten.csv", 5, ("„klienten.csv“ ist eine Datei",)),
    "folder below a file": Mistake("report --out klienten.csv/x", 5, ("„x“ lässt sich nicht schreiben", "--out")),
    "open document": Mistake(
        REPORT, 5, ("gerade geöffnet", "Schließen Sie"), written("fertig/.~lock.bericht.docx#", "N. N.")
    ),
    "document that does not exist": Mistake("render nix.ipynb --format pdf", 5, ("„nix.ipynb“ fehlt",)),
    "document that is no notebook": Mistake(f"render {CLIENTS} --format pdf", 5, ("ist kein Notizbuch",)),
    "document that is some other JSON": Mistake(
        "render a.ipynb --format pdf", 5, ("„a.ipynb“ ist kein Notizbuch",), written("a.ipynb", '{"a": 1}')
    ),
    "list in place of a notebook": Mistake(
        "render a.ipynb --format pdf", 5, ("„a.ipynb“ ist kein Notizbuch",), written("a.ipynb", "[1]")
    ),
    "notebook that was not executed": Mistake("render klein.ipynb", 5, ("enthält keine Ergebnisse",)),
    "findings in no folder": Mistake("check --out nix/befunde.xlsx", 5, ("„befunde.xlsx“ lässt sich nicht schreiben",)),
    "example in a folder in use": Mistake("demo fertig", 5, ("„fertig“ ist nicht leer",)),
    "example below a file": Mistake("demo klienten.csv/x", 5, ("„x“ lässt sich nicht schreiben",)),
    "example in place of a file": Mistake("demo klienten.csv", 2, ("„klienten.csv“ ist eine Datei",)),
    "publishing something else": Mistake("publish nix", 6, ("„nix“ enthält keinen Bericht", "imreport report")),
    "publishing an older report": Mistake("publish fertig", 6, ("aus einer älteren Version", "imreport report")),
    "publishing a file": Mistake("publish klienten.csv", 2, ("„klienten.csv“ ist eine Datei",)),
    "publishing without configuration": Mistake("publish fertig --config nix.toml", 2, ("„nix.toml“ fehlt",)),
    "no ledger named": Mistake(
        REPORT, 2, ("„geheimhaltung.register“", "nicht leer"),
        changed(CONFIG, 'register = "veroeffentlicht.jsonl"', 'register = ""'),
    ),
    "JupyterLab in no folder": Mistake("lab nix", 2, ("„nix“ gibt es nicht",)),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_sentence_with_a_hint_and_changes_nothing(call: Call, small: Path, name: str) -> None:
    mistake = MISTAKES[name]
    mistake.setup(small)
    before = snapshot(small)
    answer = call(*shlex.split(mistake.arguments))
    lines = [line for line in answer.err.splitlines() if not line.startswith("✓")]
    assert (answer.code, answer.out) == (mistake.code, ""), answer.err
    assert all(words in answer.err for words in mistake.words), answer.err
    assert lines[0].startswith("Fehler: ")
    assert [line.partition(":")[0] for line in lines[1:]] in ([], ["Hinweis"])
    assert not ENGLISH.search(answer.err)
    assert snapshot(small) == before


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("a = 1", "1 / 0"), ("Zelle", "„1 / 0“", "ZeroDivisionError")),
        (('imreport.table(report, "themn")',), ("Zelle", "Kennzahl „themn“", "Meinten Sie „themen“?")),
        (('report.table("geschlecht").cell("divers").value + 1',), ("Zelle", "geheim gehaltenen Wert [g]")),
        (
            ("%%passage\nEs gab {{ gespraech.gesamt }}.",),
            ("Zelle", "Platzhalter „gespraech“", "Meinten Sie „gespraeche“?"),
        ),
    ],
)
def test_a_cell_that_fails_is_named(imreport: Run, small: Path, cells: tuple[str, ...], words: tuple[str, ...]) -> None:
    write_notebook(small / "klein.ipynb", *cells)
    before = snapshot(small)
    done = imreport("report", "--out", "fertig", cwd=small)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("✓")]
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert all(word in done.stderr for word in words), done.stderr
    assert [line.partition(":")[0] for line in lines] in (["Fehler"], ["Fehler", "Hinweis"])
    assert snapshot(small) == before


@pytest.mark.parametrize("text", ["kein Notizbuch", "{}"])
def test_an_own_notebook_that_is_none_is_a_mistake_of_the_clerk(call: Call, small: Path, text: str) -> None:
    (small / "klein.ipynb").write_text(text, "utf-8")
    answer = call("report", "--out", "fertig")
    assert answer.code in (2, 4, 5), answer.err
    assert "klein.ipynb" in answer.err


def test_a_read_only_folder_is_refused(call: Call, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mkdir = Path.mkdir

    def forbidden(path: Path, *arguments: Any, **options: Any) -> None:
        if path.parent == small:
            raise PermissionError(13, "Permission denied")
        mkdir(path, *arguments, **options)

    before = snapshot(small)
    monkeypatch.setattr(Path, "mkdir", forbidden)
    answer = call("report", "--out", "fertig")
    assert (answer.code, answer.out) == (5, "")
    assert answer.err.startswith("Fehler: Der Ordner „fertig“ lässt sich nicht schreiben.\nHinweis: ")
    assert snapshot(small) == before


def test_a_full_disk_is_an_error_of_the_document(small: Path) -> None:
    limit = "ulimit -f 40; trap '' XFSZ; exec \"$@\""
    command = ["bash", "-c", limit, "bash", sys.executable, "-m", "imreport", "report", "--out", "fertig"]
    before = snapshot(small)
    done = subprocess.run(command, cwd=small, capture_output=True, text=True, check=False, env=environment())
    assert (done.returncode, done.stdout) == (5, ""), done.stderr
    assert snapshot(small) == before


def test_a_mistake_shows_no_traceback_in_a_terminal(imreport: Run, small: Path) -> None:
    done = imreport("report", "--team", "ehinge", cwd=small)
    assert done.returncode == 2
    assert done.stderr == "Fehler: Unbekannt: Team „ehinge“.\nHinweis: Meinten Sie Ehingen (ehingen)?\n"
    assert "Hilfe zeigt: " in imreport("reprot").stderr


def test_a_bug_is_named_with_its_log(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("unsere Schuld")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("imreport.config.load_config", broken)
    answer = call("check")
    (log,) = tmp_path.glob("*.log")
    assert (answer.code, answer.out) == (1, "")
    assert str(log) in answer.err
    assert "Traceback" not in answer.err
    assert "ZeroDivisionError: unsere Schuld" in log.read_text("utf-8")


def test_without_a_command_the_help_is_shown(call: Call) -> None:
    answer = call()
    assert answer.code in (0, 2)
    assert "Befehle:" in answer.out + answer.err
    assert "Fehler" not in answer.out + answer.err


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
def test_the_help_is_german(call: Call, command: tuple[str, ...]) -> None:
    answer = call(*command, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Aufruf: ")
    assert "Diese Hilfe zeigen." in answer.out
    assert not ENGLISH.search(answer.out)


def test_the_help_names_every_command_in_one_whole_line(call: Call) -> None:
    listed = call("--help").out.partition("Befehle:")[2]
    assert re.findall(r"^  (\w+) ", listed, flags=re.MULTILINE) == sorted(COMMANDS)
    assert "..." not in listed


def test_the_version_is_that_of_the_package(imreport: Run) -> None:
    done = imreport("--version")
    assert (done.returncode, done.stdout) == (0, "imreport 0.1.0\n")


def test_colours_can_be_switched_off(imreport: Run, small: Path) -> None:
    coloured = imreport("report", "nix.toml", cwd=small, FORCE_COLOR="1")
    plain = imreport("report", "nix.toml", cwd=small, FORCE_COLOR="1", NO_COLOR="1")
    assert COLOUR.search(coloured.stderr)
    assert not COLOUR.search(plain.stderr)


def test_the_paths_of_the_results_are_the_output(imreport: Run, small: Path) -> None:
    period = ("--from", "1.2.2018", "--to", "28.02.2018")
    done = imreport("report", "--format", "html", "--format", "csv", *period, cwd=small)
    names = ("bericht.ipynb", "bericht.html", "kennzahlen.csv")
    assert (done.returncode, done.stdout.split()) == (0, [f"output/2018-02-01_2018-02-28/{name}" for name in names])
    assert all((small / line).is_file() for line in done.stdout.split())
    assert "\x1b" not in done.stdout + done.stderr


def test_a_notebook_of_an_earlier_version_obeys_newer_parameters(imreport: Run, small: Path) -> None:
    assert "verband" not in (small / "klein.ipynb").read_text("utf-8")
    done = imreport("report", "--format", "csv", "--association", "ehingen", "--out", "teil", cwd=small)
    assert done.returncode == 0, done.stderr
    assert "unknown parameter" not in done.stderr
    assert "Verwaltungsgemeinschaft" in (small / "teil/bericht.ipynb").read_text("utf-8")


def test_an_edited_document_is_kept_and_named(imreport: Run, small: Path) -> None:
    (small / "fertig/bericht.docx").write_text("von Hand", "utf-8")
    done = imreport("report", "--format", "csv", "--out", "fertig", cwd=small)
    assert "Ihre bearbeitete Fassung bleibt erhalten: bericht (bearbeitet).docx" in done.stderr
    assert (small / "fertig/bericht (bearbeitet).docx").read_text("utf-8") == "von Hand"


def test_json_is_all_that_a_program_gets_from_report(imreport: Run, small: Path) -> None:
    (small / "fertig/bericht.docx").write_text("von Hand", "utf-8")
    done = imreport("report", "--json", "--format", "csv", "--out", "fertig", cwd=small)
    result = json.loads(done.stdout)
    assert done.stderr == ""
    assert [Path(path).name for path in result["dateien"]] == ["bericht.ipynb", "kennzahlen.csv"]
    assert result["bearbeitet_behalten"] == ["bericht (bearbeitet).docx"]


@pytest.mark.parametrize("arguments", ["check", "report --out klienten.csv", "render klein.ipynb --format csv"])
def test_nothing_is_left_open(call: Call, arguments: str) -> None:
    assert call(*arguments.split()).left_open == []


def test_json_is_all_that_a_program_gets_from_check(call: Call) -> None:
    answer = call("check", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == {
        "zeilen": {"consultations": 300, "referrals": 202, "clients": 2948, "plans": 1326, "posts": 27}, "befunde": [],
    }  # fmt: skip


def test_json_is_all_that_a_program_gets_from_render(call: Call, small: Path, report_folder: Path) -> None:
    answer = call("render", report_folder / "bericht.ipynb", "--format", "csv", "--out", "neu", "--json")
    assert answer.err == ""
    assert json.loads(answer.out)["dateien"] == ["neu/kennzahlen.csv"]
    assert (small / "neu/kennzahlen.csv").read_bytes() == (report_folder / "kennzahlen.csv").read_bytes()


def test_json_is_left_out_after_a_mistake(call: Call) -> None:
    answer = call("report", "--json", "--team", "ehinge")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Fehler: ")


def test_a_good_export_is_called_good(call: Call) -> None:
    answer = call("check")
    assert (answer.code, answer.err) == (0, "")
    assert "Beratungsgespräche: 300 Zeilen\n" in answer.out
    assert "Klientinnen und Klienten: 2.948 Zeilen\n" in answer.out
    assert answer.out.endswith("Gespräche vom 01.02.2018 bis 08.03.2018\nKeine Befunde.\n")


def test_a_bad_export_is_called_bad_with_every_place(call: Call, small: Path) -> None:
    change(small / CONSULTATIONS, FIRST, FIRST.replace("persönlich im Büro", "per Brieftaube"))
    answer = call("check")
    assert (answer.code, answer.err) == (3, "")
    assert "Fehler: beratungsgespraeche.csv, Zeile 2, Spalte „Kanal“: „per Brieftaube“" in answer.out
    assert answer.out.endswith("\n1 Befund.\n")


def test_findings_for_programs_name_no_case(call: Call, small: Path) -> None:
    change(small / CONSULTATIONS, FIRST, FIRST.replace("K02268;;persönlich im Büro", "K99999;;per Brieftaube"))
    change(small / CONSULTATIONS, "G000003;", "G000002;")
    answer = call("check", "--json")
    found = json.loads(answer.out)["befunde"]
    assert {finding["rule"] for finding in found} >= {"schluessel_unbekannt", "bezug_unbekannt", "schluessel_doppelt"}
    assert answer.code == 3
    assert not KEY.search(answer.out)


def test_many_findings_are_cut_short_but_counted(call: Call, small: Path) -> None:
    change(small / CONSULTATIONS, ";persönlich im Büro;", ";per Brieftaube;")
    lines = call("check").out.splitlines()
    [place] = [place for place, line in enumerate(lines) if line.startswith("Fehler: ")]
    assert lines[place + 1] == "  beratungsgespraeche.csv, Zeile 2, Spalte „Kanal“"
    assert re.fullmatch(r"  … und 1\d\d mehr", lines[place + 4])
    assert re.fullmatch(r"1\d\d Befunde\.", lines[-1])


def test_all_findings_can_be_had_as_a_workbook(call: Call, small: Path) -> None:
    change(small / CONSULTATIONS, ";persönlich im Büro;", ";per Brieftaube;")
    count = int(call("check", "--out", "befunde.xlsx").out.splitlines()[-1].split()[0])
    sheet = openpyxl.load_workbook(small / "befunde.xlsx").active
    found = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(found) == count
    assert found[0][:3] == ("Fehler", "schluessel_unbekannt", CONSULTATIONS)


def test_a_missing_file_is_the_first_thing_that_check_says(call: Call, small: Path) -> None:
    (small / CLIENTS).unlink()
    first = next(line for line in call("check").out.splitlines() if line.startswith("Fehler: "))
    assert first.startswith("Fehler: klienten.csv: Klientinnen und Klienten: Die Datei fehlt.")


@pytest.mark.parametrize("mark", ["~$richt.docx", ".~lock.bericht.docx#"])
def test_a_document_that_is_open_is_not_rendered_over(call: Call, small: Path, report_folder: Path, mark: str) -> None:
    (small / "fertig" / mark).write_text("N. N.", "utf-8")
    before = snapshot(small)
    answer = call("render", report_folder / "bericht.ipynb", "--format", "docx", "--out", "fertig")
    assert answer.code == 5, answer
    assert "geöffnet" in answer.err
    assert snapshot(small) == before


def test_a_run_while_another_one_writes_is_refused(call: Call, small: Path) -> None:
    before = snapshot(small)
    with OutputFolder(small / "fertig"):
        answer = call("report", "--out", "fertig")
    assert answer.code == 5
    assert "In „fertig“ schreibt gerade ein anderer Lauf." in answer.err
    assert snapshot(small) == before


def test_an_interrupt_while_the_database_works_is_an_interrupt(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def working(*_: object) -> None:
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        with Engine() as engine:
            engine.rows("set threads = 1")
            engine.rows(LONG)

    monkeypatch.setattr("imreport.sources.load_cases", working)
    answer = call("check")
    assert (answer.code, answer.out) == (130, "")
    assert "Fehler: Abgebrochen." in answer.err


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def start(folder: Path, step: str) -> tuple[subprocess.Popen[str], list[psutil.Process]]:
    """Start a report and wait until it has finished a step; return it with the processes that belong to it."""
    command = [sys.executable, "-m", "imreport", "report", "--out", "fertig"]
    run = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                           env=environment(), encoding="utf-8")  # fmt: skip
    assert run.stderr is not None
    assert any(step in line for line in run.stderr)
    return run, psutil.Process(run.pid).children(recursive=True)


@pytest.mark.parametrize(
    ("number", "step"),
    [(signal.SIGINT, "Kennzahlen"), (signal.SIGTERM, "Kennzahlen"), (signal.SIGINT, "Notizbuch")],
)
def test_an_interrupted_run_leaves_the_results_of_the_last_one(small: Path, number: signal.Signals, step: str) -> None:
    before = snapshot(small)
    run, belonging = start(small, step)
    run.send_signal(number)
    out, err = run.communicate(timeout=30)
    assert run.returncode in INTERRUPTED, err
    assert out == ""
    assert err.strip() == "Fehler: Abgebrochen.\nHinweis: Was im Ausgabeordner lag, ist unverändert."
    assert psutil.wait_procs(belonging, timeout=10)[1] == []
    assert snapshot(small) == before


def test_a_killed_run_is_cleared_away_by_the_next_one(imreport: Run, small: Path) -> None:
    before = snapshot(small / "fertig")
    run, belonging = start(small, "Kennzahlen")
    run.kill()
    run.communicate(timeout=30)
    assert psutil.wait_procs(belonging, timeout=10)[1] == []
    assert snapshot(small / "fertig") == before
    assert (small / ".fertig.neu").is_dir()
    assert imreport("report", "--format", "csv", "--out", "fertig", cwd=small).returncode == 0
    assert [path.name for path in small.iterdir() if path.name.startswith(".")] == []


def test_the_example_is_a_project_that_runs(imreport: Run, call: Call, small: Path) -> None:
    names = call("demo", "beispiel").out.splitlines()
    assert names[0] == "beispiel/bericht.toml"
    assert {Path(name).name for name in names} == {
        CONFIG, "bericht_intern.toml", "salz.txt", "report.ipynb", "explore.ipynb",
        *(path.name for path in DATA.glob("*.csv")),
    }  # fmt: skip
    done = imreport("report", "beispiel/bericht.toml", "--format", "csv", cwd=small)
    assert done.returncode == 0, done.stderr
    assert "43240" in (small / "beispiel/output/2018-02-01_2021-02-28/kennzahlen.csv").read_text("utf-8")


class Opened(NamedTuple):
    command: list[str]
    config: str | None


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    """What ``imreport lab`` would have started."""
    started: list[Opened] = []

    def record(command: list[str], *, env: dict[str, str], check: bool) -> subprocess.CompletedProcess[str]:
        started.append(Opened(command, env.get("IMREPORT_CONFIG")))
        return subprocess.CompletedProcess(command, 7)

    monkeypatch.setattr(lab.subprocess, "run", record)
    return started


def test_jupyterlab_opens_on_the_project_for_this_machine_only(call: Call, small: Path, opened: list[Opened]) -> None:
    assert call("lab").code == 7
    ((command, config),) = opened
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert {"--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={small}"} <= set(command)
    assert config == str(small / CONFIG)


def test_jupyterlab_opens_on_a_folder_with_the_settings_of_that_folder(
    call: Call, small: Path, opened: list[Opened]
) -> None:
    other = small_project(small / "anderer-kreis").parent
    call("lab", other)
    assert f"--ServerApp.root_dir={other}" in opened[0].command
    assert opened[0].config in (None, str(other / CONFIG))
