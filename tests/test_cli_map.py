"""``imreport map``: the way of docs/mein-export.md from foreign files to the same case tables, and its answers."""

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Callable
from contextlib import chdir, closing
from pathlib import Path
from typing import NamedTuple

import pytest

import imreport.cli
from imreport.cases import CaseTables, load_code_lists
from imreport.cases.schema import tables
from imreport.config import load_config
from imreport.mapview import shown
from imreport.sources import source_specs
from imreport.terminal import run, speak_german
from tests.conftest import ROOT
from tests.exports_fremd import write_foreign
from tests.publication.support import change, small_project

FILES = ("doku.xlsx", "verweise.csv", "plaene.csv", "personal.csv")
GUIDE = (ROOT / "docs" / "mein-export.md").read_text("utf-8")
PLAIN_FILES = re.compile(r"^(gespraeche|weiterleitungen|klienten|plaene|stellen) = .*\n", re.MULTILINE)


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Call = Callable[..., Answer]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with the plain export and the same in foreign shape."""
    folder = tmp_path_factory.mktemp("fremd") / "projekt"
    small_project(folder)
    talks = [line.split(";") for line in (folder / "beratungsgespraeche.csv").read_text("utf-8-sig").splitlines()]
    talked = {key for cells in talks for key in cells[3:5] if key}
    keep(folder / "klienten.csv", lambda cells: bool(talked.intersection(cells[:2])))
    known = {line.split(";")[0] for line in (folder / "klienten.csv").read_text("utf-8-sig").splitlines()}
    keep(folder / "integrationsplaene.csv", lambda cells: cells[1] in known)
    assert write_foreign(folder, folder) == FILES
    return folder


def keep(path: Path, wanted: Callable[[list[str]], bool]) -> None:
    """Keep the header and the wanted lines of a file."""
    head, *lines = path.read_text("utf-8-sig").splitlines()
    path.write_text("\n".join([head, *(line for line in lines if wanted(line.split(";")))]) + "\n", "utf-8")


@pytest.fixture
def foreign(origin: Path, tmp_path: Path) -> Path:
    """A copy of it to work in."""
    return Path(shutil.copytree(origin, tmp_path / "projekt"))


@pytest.fixture
def call(foreign: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command in this process, from the project: ``call("--test")``."""
    monkeypatch.delenv("IMREPORT_CONFIG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def main(*arguments: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["imreport", "map", *map(str, arguments)])
        capsys.readouterr()
        speak_german()
        with chdir(foreign):
            code = run(imreport.cli.cli)
        return Answer(code, *capsys.readouterr())

    return main


def guided(folder: Path) -> None:
    """Steps 3 and 4 of the guide: answer the open word, take the files out of [daten], paste the proposal."""
    change(folder / "vorschlag.toml", '# "Telko" = "?"', '"Telko" = "telefonisch"')
    config = folder / "bericht.toml"
    plain = PLAIN_FILES.sub("", config.read_text("utf-8"))
    config.write_text(plain + (folder / "vorschlag.toml").read_text("utf-8"), "utf-8")


def case_rows(config_file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the case tables without the numbers that say where they stood."""
    config = load_config(config_file)
    names = [*tables(), "consultation_topics"]
    with closing(CaseTables.from_sources(source_specs(config), load_code_lists(config.code_files()))) as cases:
        assert cases.findings.errors == ()
        return {name: cases.engine.rows(f"select * exclude (row_) from case_{name} order by all") for name in names}


def test_the_guide_leads_to_the_same_case_tables(foreign: Path, call: Call) -> None:
    plain = case_rows(foreign / "bericht.toml")
    command = next(line for line in GUIDE.splitlines() if line.startswith("imreport map doku.xlsx")).split()[2:]
    assert call(*command)[:2] == (0, "vorschlag.toml\n")
    guided(foreign)
    assert call("--test").code == 0
    assert case_rows(foreign / "bericht.toml") == plain
    assert {name for name, rows in plain.items() if not rows} == set()


def test_columns_go_to_stderr_and_toml_to_stdout(call: Call) -> None:
    code, out, err = call(*FILES, "--name", "doku")
    source = tomllib.loads(out)["quellen"]["doku"]
    assert code == 0
    assert source["blaetter"] == {"gespraeche": "Kontakte", "klienten": "Ratsuchende"}
    assert source["mehrfach_trenner"] == ","
    assert re.search("Gesprächsdatum +│ Termin +│ sicher", err)
    assert "kanaele: 0 bekannt, 3 zugeordnet, 1 offen" in err


def test_lines_that_the_guide_shows_are_what_is_written(call: Call) -> None:
    out = call(*FILES, "--name", "doku").out.splitlines()
    [example] = re.findall("```toml\n(.*?)```", GUIDE, flags=re.DOTALL)
    assert [line for line in example.splitlines() if line not in out] == []


def test_proposal_is_accepted_as_it_is(foreign: Path, call: Call) -> None:
    text = call(*FILES).out
    config = foreign / "bericht.toml"
    config.write_text(PLAIN_FILES.sub("", config.read_text("utf-8")) + text, "utf-8")
    [spec] = source_specs(load_config(config))
    assert spec.name == "doku"
    assert spec.columns["posts"]["VZÄ"] == "Stellenanteil"
    assert spec.values["gemeinden"]["8425033"] == "08425033"


def test_open_word_is_named_by_the_test(foreign: Path, call: Call) -> None:
    call(*FILES, "--name", "doku", "--out", "vorschlag.toml")
    change(foreign / "vorschlag.toml", '"Jobcentr" =', '# "Jobcentr" =')
    guided(foreign)
    code, out, _ = call("--test", "bericht.toml")
    assert code == 3
    assert re.search("„Jobcentr“ in [0-9]+ Zellen; meinten Sie „Agentur für Arbeit/Jobcenter“[?]", out)
    assert out.endswith("Es ist noch etwas offen.\n")


def test_missing_column_is_named_by_the_test(foreign: Path, call: Call) -> None:
    call(*FILES, "--name", "doku", "--out", "vorschlag.toml")
    change(foreign / "vorschlag.toml", '"Kanal" =', '# "Kanal" =')
    guided(foreign)
    code, out, _ = call("--test")
    assert code == 3
    assert "Spalte nicht gefunden: „Kanal“\n  Nicht verwendete Spalten: „Kontaktart“\n" in out


def test_plain_project_has_nothing_open(call: Call) -> None:
    code, out, _ = call("--test")
    assert (code, out.splitlines()[-1]) == (0, "Nichts ist offen.")


def test_test_for_programs(foreign: Path, call: Call) -> None:
    change(foreign / "stellen.csv", ";VZÄ;", ";Anteil;")
    code, out, _ = call("--test", "--json")
    answer = json.loads(out)
    assert (code, answer["offen"]) == (3, True)
    assert [(place["nicht_gefunden"], place["nicht_verwendet"]) for place in answer["blaetter"]][-1] == (
        ["VZÄ"], ["Anteil"],
    )  # fmt: skip


def test_proposal_for_programs(call: Call) -> None:
    code, out, err = call(*FILES, "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert [table["tabelle"] for table in answer["tabellen"]] == [table.config for table in tables().values()]
    assert answer["werte"]["kanaele"]["offen"] == ["Telko"]
    assert tomllib.loads(answer["toml"])["quellen"].keys() == {"doku"}


@pytest.mark.parametrize("options", [(), ("--json",), ("--out", "neu.toml")])
def test_gate_refuses_and_nothing_is_written(foreign: Path, call: Call, options: tuple[str, ...]) -> None:
    change(foreign / "stellen.csv", "Stelle-Nr.;", "Nachname;")
    code, out, err = call("stellen.csv", *options)
    assert code == 3
    assert "Nachname" in out + err
    assert "quellen" not in out + err
    assert not (foreign / "neu.toml").exists()


def test_test_says_only_what_the_gate_refuses(foreign: Path, call: Call) -> None:
    change(foreign / "stellen.csv", "Stelle-Nr.;", "Nachname;")
    code, out, _ = call("--test")
    assert code == 3
    assert len(out.splitlines()) == 1
    assert "Nachname" in out


def test_existing_file_is_never_overwritten(foreign: Path, call: Call) -> None:
    code, out, err = call("stellen.csv", "--out", "teams.csv")
    assert (code, out) == (2, "")
    assert "„teams.csv“ gibt es schon und wird nicht überschrieben." in err
    assert (foreign / "teams.csv").read_text("utf-8-sig").startswith("schluessel;")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "Es ist keine Datei genannt."),
        (("fehlt.xlsx",), 2, "fehlt.xlsx: Die Datei fehlt."),
        (("stellen.csv", "--out", "fehlt/neu.toml"), 5, "lässt sich nicht schreiben"),
        (("--test", "a.toml", "b.toml"), 2, "höchstens eine Datei"),
        (("--test", "fehlt.toml"), 2, "„fehlt.toml“ fehlt"),
        (("teams.csv",), 3, "Es ist keine Kopfzeile mit bekannten Spaltennamen zu erkennen."),
    ],
)
def test_mistakes(call: Call, arguments: tuple[str, ...], code: int, words: str) -> None:
    answer = call(*arguments)
    assert (answer.code, answer.out) == (code, "")
    assert words in " ".join(answer.err.split())


def test_name_of_a_source_is_not_taken_twice(foreign: Path, call: Call) -> None:
    config = foreign / "bericht.toml"
    config.write_text(PLAIN_FILES.sub("", config.read_text("utf-8")) + "\n[quellen.stellen]\n", "utf-8")
    assert "[quellen.stellen_2]" in call("stellen.csv").out
    assert call("stellen.csv", "--name", "stellen").code == 2


def test_files_elsewhere_are_named_from_their_own_folder(call: Call, tmp_path: Path, foreign: Path) -> None:
    (tmp_path / "anderswo").mkdir()
    shutil.copy(foreign / "stellen.csv", tmp_path / "anderswo")
    assert 'stellen = "stellen.csv"' in call(tmp_path / "anderswo" / "stellen.csv").out


def test_without_config_the_missing_lists_are_named(foreign: Path, call: Call) -> None:
    (foreign / "bericht.toml").unlink()
    answer = call("stellen.csv")
    assert answer.code == 0
    assert "Das Schlüsselverzeichnis „teams“ fehlt" in answer.err


@pytest.mark.parametrize("hostile", ["a\x1b[31mb", "a\nb", "a\x00b", "x" * 200, "a\u202eb"])
def test_terminal_obeys_no_header(hostile: str) -> None:
    assert shown(hostile).isprintable()
    assert len(shown(hostile)) <= 60
