"""Publishing: a report as it left the program is entered once, and everything else is refused with its reason."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from imreport.config import Config, load_config
from imreport.disclosure import Release
from imreport.disclosure.ledger import append, digest, read_ledger
from imreport.disclosure.salt import PUBLIC_SALT
from imreport.errors import DisclosureError, DocumentError, LedgerError
from imreport.publication import publishing
from imreport.publication.audit import LeakError
from imreport.publication.manifest import FILE as MANIFEST
from imreport.publication.manifest import file_sha256
from imreport.publication.publishing import publish
from imreport.publication.report import RELEASE
from tests.conftest import Run
from tests.publication.support import change, contents, small_project, snapshot

LEDGER = "veroeffentlicht.jsonl"


@pytest.fixture(scope="module")
def made(imreport: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a finished report in the folder "fertig"."""
    folder = small_project(tmp_path_factory.mktemp("vorlage") / "projekt").parent
    done = imreport("report", "--out", "fertig", "--format", "docx", "--format", "csv", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def ready(made: Path, tmp_path: Path) -> Path:
    """A copy of it to tamper with."""
    return Path(shutil.copytree(made, tmp_path / "projekt"))


def config_of(folder: Path) -> Config:
    return load_config(folder / "bericht.toml")


def enter(folder: Path, name: str = "fertig") -> int:
    return publish(folder / name, config_of(folder)).number


def noted(folder: Path, **changes: Any) -> None:
    """Change what the manifest says; None takes an entry out."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8")) | changes
    kept = {key: value for key, value in manifest.items() if value is not None}
    (folder / MANIFEST).write_text(json.dumps(kept), "utf-8")


def remade(folder: Path, **changes: Any) -> None:
    """Change the Release and what the manifest says of it, as if the report had been made so."""
    content = json.loads((folder / RELEASE).read_text("utf-8")) | changes
    (folder / RELEASE).write_text(json.dumps(content), "utf-8")
    outputs = json.loads((folder / MANIFEST).read_text("utf-8"))["ausgaben"]
    noted(folder, ausgaben=outputs | {RELEASE: file_sha256(folder / RELEASE)})


def test_a_report_leaves_its_release_and_does_not_touch_the_ledger(made: Path) -> None:
    manifest = json.loads((made / "fertig" / MANIFEST).read_text("utf-8"))
    assert manifest["ausgaben"][RELEASE] == file_sha256(made / "fertig" / RELEASE)
    assert manifest["register"] == ""
    assert not (made / LEDGER).exists()
    release = Release.load(made / "fertig" / RELEASE)
    assert release.to_json().encode() == (made / "fertig" / RELEASE).read_bytes()


def test_the_edition_is_what_the_report_released(ready: Path) -> None:
    done = publish(ready / "fertig", config_of(ready))
    [edition] = read_ledger(ready / LEDGER)
    release = Release.load(ready / "fertig" / RELEASE)
    assert (done.ledger, done.number, done.is_new) == (ready / LEDGER, 1, True)
    assert (edition.tables, edition.parameters) == (release.tables, release.parameters)


def test_publishing_again_says_so_and_adds_nothing(ready: Path) -> None:
    enter(ready)
    before = snapshot(ready)
    again = publish(ready / "fertig", config_of(ready))
    assert (again.number, again.is_new) == (1, False)
    assert snapshot(ready) == before


def test_publishing_changes_nothing_but_the_ledger(ready: Path) -> None:
    before = snapshot(ready)
    enter(ready)
    after = snapshot(ready)
    assert {name for name in after if after[name] != before.get(name)} == {LEDGER, f".{LEDGER}.lock"}


def test_the_ledger_may_lie_elsewhere(ready: Path, tmp_path: Path) -> None:
    change(ready / "bericht.toml", f'register = "{LEDGER}"', 'register = "../gemeinsam.jsonl"')
    enter(ready)
    assert len(read_ledger(tmp_path / "gemeinsam.jsonl")) == 1


def test_dates_and_form_may_have_changed_since(ready: Path) -> None:
    change(ready / "bericht.toml", "sitzung_am = 2021-04-19", "sitzung_am = 2021-05-03")
    change(ready / "bericht.toml", "bis = 2021-02-28", "bis = 2021-03-31")
    assert enter(ready) == 1


def test_a_document_that_nobody_keeps_may_be_missing(ready: Path) -> None:
    (ready / "fertig/bericht.docx").unlink()
    (ready / "fertig/nicht_veroeffentlichen/pruefprotokoll.xlsx").write_bytes(b"durchgesehen")
    assert enter(ready) == 1


Tamper = Callable[[Path], object]


def edited(name: str, old: str, new: str) -> Tamper:
    return lambda folder: change(folder / name, old, new)


def without(name: str) -> Tamper:
    return lambda folder: (folder / name).unlink()


def manifest_with(**changes: Any) -> Tamper:
    return lambda folder: noted(folder / "fertig", **changes)


def entered_meanwhile(folder: Path) -> None:
    release = Release.load(folder / "fertig" / RELEASE)
    append(folder / LEDGER, replace(release, threshold=6))
    (folder / f".{LEDGER}.lock").unlink()


REFUSALS: dict[str, tuple[Tamper, str, str]] = {
    "no report": (without(f"fertig/{MANIFEST}"), "„fertig“ enthält keinen Bericht von imreport", "output/"),
    "other manifest": (
        lambda folder: (folder / "fertig" / MANIFEST).write_text('{"a": 1}'), "keinen Bericht", "imreport report"
    ),
    "older report": (manifest_with(register=None), "stammt aus einer älteren Version", "imreport report"),
    "release edited": (
        edited(f"fertig/{RELEASE}", '"threshold": 5', '"threshold": 3'), "„nicht_veroeffentlichen/freigabe.json“ in",
        "imreport report",
    ),
    "release missing": (without(f"fertig/{RELEASE}"), "fehlt „nicht_veroeffentlichen/freigabe.json“", "neu"),
    "open data edited": (edited("fertig/kennzahlen.csv", "veroeffentlicht", "geheim"), "„kennzahlen.csv“ in", "neu"),
    "open data missing": (without("fertig/kennzahlen.csv"), "fehlt „kennzahlen.csv“", "neu"),
    "notebook edited": (edited("fertig/bericht.ipynb", "cells", "zellen"), "„bericht.ipynb“ in „fertig“", "neu"),
    "other county": (
        edited("bericht.toml", 'kreis = "Alb-Donau-Kreis"', 'kreis = "Ortenaukreis"'),
        "wurde nicht mit dieser Datei „bericht.toml“ erstellt", "--config",
    ),
    "other configuration": (
        manifest_with(eingaben={"anderer.toml": "0" * 64}), "wurde nicht mit dieser Datei „bericht.toml“ erstellt",
        "--config",
    ),
    "published in between": (entered_meanwhile, "hat sich das Veröffentlichungsregister", "imreport report"),
    "ledger lost": (manifest_with(register="0" * 64), "das es beim Erstellen des Berichts gab, fehlt", "Sicherung"),
    "ledger damaged": (
        lambda folder: (folder / LEDGER).write_bytes(b'{"version":1'), "ist beschädigt: Zeile 1", "Sicherung"
    ),
    "ledger nowhere": (
        edited("bericht.toml", f'register = "{LEDGER}"', 'register = "nix/register.jsonl"'), "Den Ordner", "register"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_has_its_reason_and_changes_nothing(ready: Path, name: str) -> None:
    tamper, words, hint = REFUSALS[name]
    tamper(ready)
    before = snapshot(ready)
    with pytest.raises(DisclosureError) as caught:
        enter(ready)
    assert words in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 6
    assert {name: sha for name, sha in snapshot(ready).items() if not name.endswith(".lock")} == before


def test_a_folder_that_is_none_is_refused(ready: Path) -> None:
    with pytest.raises(DisclosureError, match="„nix“ enthält keinen Bericht"):
        enter(ready, "nix")


def test_an_internal_report_is_refused(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Release, "profile", "intern")
    with pytest.raises(
        DisclosureError, match=r"das Profil „intern“ und darf nicht veröffentlicht werden\. .*--profile"
    ):
        enter(ready)
    assert not (ready / LEDGER).exists()


def test_an_open_document_is_refused(ready: Path) -> None:
    (ready / "fertig/~$richt.docx").write_bytes(b"N. N.")
    with pytest.raises(DocumentError, match="gerade geöffnet"):
        enter(ready)


def test_of_two_reports_made_side_by_side_one_is_published(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "audit", lambda *_: None)  # the second report is made up
    shutil.copytree(ready / "fertig", ready / "auch")
    remade(ready / "auch", threshold=6)

    def tried(name: str) -> int | str:
        try:
            return enter(ready, name)
        except LedgerError as error:
            return error.hint

    with ThreadPoolExecutor(2) as pool:
        first, second = sorted(map(str, pool.map(tried, ("fertig", "auch"))))
    assert first == "1"
    assert "Erstellen Sie den Bericht mit „imreport report“ neu" in second
    assert len(read_ledger(ready / LEDGER)) == 1


def test_edited_documents_are_audited(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Path, Release]] = []
    monkeypatch.setattr(publishing, "audit", lambda folder, release: seen.append((folder, release)))
    (ready / "fertig/bericht.docx").write_bytes(b"von Hand")
    assert enter(ready) == 1
    assert seen == [(ready / "fertig", Release.load(ready / "fertig" / RELEASE))]


def test_what_the_audit_refuses_is_not_entered(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DisclosureError("In „bericht.docx“ steht eine Zahl, die nicht freigegeben ist.")

    monkeypatch.setattr(publishing, "audit", refuse)
    with pytest.raises(DisclosureError, match="nicht freigegeben"):
        enter(ready)
    assert not (ready / LEDGER).exists()


def test_a_number_typed_into_the_word_file_is_found(ready: Path) -> None:
    document = docx.Document(str(ready / "fertig/bericht.docx"))
    document.add_paragraph("In Betreuung sind auch 3 Personen aus Kuba.")
    document.save(str(ready / "fertig/bericht.docx"))
    with pytest.raises(LeakError, match=r"bericht\.docx.*3"):
        enter(ready)
    assert not (ready / LEDGER).exists()


def test_the_command_prints_ledger_and_number(imreport: Run, ready: Path) -> None:
    first = imreport("publish", "fertig", cwd=ready)
    assert (first.returncode, first.stdout, first.stderr) == (0, f"{LEDGER}: Veröffentlichung Nr. 1\n", "")
    again = imreport("publish", "fertig", cwd=ready)
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert again.stderr == "Dieselben Zahlen stehen schon im Register; es wurde nichts eingetragen.\n"


def test_json_is_all_that_a_program_gets(imreport: Run, ready: Path) -> None:
    done = imreport("publish", "projekt/fertig", "--config", "projekt/bericht.toml", "--json", cwd=ready.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"register": str(ready / LEDGER), "nummer": 1, "neu": True}


def test_a_report_after_a_publication_knows_the_ledger(imreport: Run, ready: Path) -> None:
    enter(ready)
    before = (ready / LEDGER).read_bytes()
    done = imreport("report", "--out", "neu", "--format", "csv", "--to", "2020-12-31", cwd=ready)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((ready / "neu" / MANIFEST).read_text("utf-8"))
    assert manifest["register"] == digest(ready / LEDGER) != ""
    assert (ready / LEDGER).read_bytes() == before
    assert enter(ready, "neu") == 2


def test_a_ledger_from_an_older_backup_is_completed_from_the_folders(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "audit", lambda *_: None)  # the second report is made up
    shutil.copytree(ready / "fertig", ready / "spaeter")
    enter(ready)
    remade(ready / "spaeter", threshold=6)
    noted(ready / "spaeter", register=digest(ready / LEDGER))
    backup = (ready / LEDGER).read_bytes()
    assert enter(ready, "spaeter") == 2
    whole = (ready / LEDGER).read_bytes()
    (ready / LEDGER).write_bytes(backup)
    assert enter(ready, "spaeter") == 2
    assert (ready / LEDGER).read_bytes() == whole


def test_no_output_holds_the_salt(made: Path) -> None:
    digits = PUBLIC_SALT.hex()
    texts = dict(contents(made / "fertig"))
    assert digits in (made / "salz.txt").read_text("utf-8")
    assert {name for name, text in texts.items() if digits in text or PUBLIC_SALT.decode() in text} == set()
