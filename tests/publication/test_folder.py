"""The output folder: whatever happens to a run, what stood there is still there, and what somebody wrote is kept."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock

from imreport.errors import DocumentError
from imreport.publication.folder import OutputFolder
from imreport.publication.manifest import FILE as MANIFEST
from imreport.publication.manifest import manifest
from tests.conftest import ROOT
from tests.publication.support import snapshot

OLD = {"bericht.docx": "alt", "diagramme/01.svg": "<svg>alt</svg>"}
NEW = {"bericht.docx": "neu", "diagramme/01.svg": "<svg>neu</svg>"}
LOG = "nicht_veroeffentlichen/run.log"


def fill(folder: Path, files: dict[str, str], *, complete: bool = True) -> Path:
    """Write a report into a folder; the manifest is what completes it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    if complete:
        (folder / MANIFEST).write_text(manifest(folder, parameters={}, inputs={}), "utf-8")
    return folder


def publish(target: Path, files: dict[str, str]) -> list[str]:
    """Make a report as a run does."""
    with OutputFolder(target) as output:
        fill(output.build, files)
        return output.commit()


def texts(folder: Path) -> dict[str, str]:
    """What stands in a folder, but for its manifest."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def beside(target: Path) -> set[str]:
    return {path.name for path in target.parent.iterdir()} - {target.name}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "ausgabe" / "bericht"


@pytest.fixture
def old(target: Path) -> Path:
    """A folder with the report of an earlier run."""
    publish(target, OLD)
    return target


def test_a_first_run_makes_the_folder(target: Path) -> None:
    assert publish(target, NEW) == []
    assert (texts(target), beside(target)) == (NEW, set())


def test_a_second_run_replaces_the_first(old: Path) -> None:
    assert publish(old, NEW) == []
    assert (texts(old), beside(old)) == (NEW, set())


def test_nothing_is_seen_of_a_run_before_it_is_finished(old: Path) -> None:
    with OutputFolder(old) as output:
        fill(output.build, NEW)
        assert texts(old) == OLD


def failing_run(target: Path, error: type[BaseException]) -> None:
    with OutputFolder(target) as output:
        fill(output.build, NEW)
        raise error("mittendrin")


@pytest.mark.parametrize("error", [ValueError, DocumentError, KeyboardInterrupt, SystemExit])
def test_a_run_that_fails_leaves_everything_as_it_was(old: Path, error: type[BaseException]) -> None:
    before = snapshot(old.parent)
    with pytest.raises(error):
        failing_run(old, error)
    assert snapshot(old.parent) == before


def test_a_failed_run_lets_the_next_one_in(old: Path) -> None:
    with pytest.raises(ValueError, match="mittendrin"):
        failing_run(old, ValueError)
    publish(old, NEW)
    assert texts(old) == NEW


STATES: dict[str, tuple[dict[str, dict[str, str]], dict[str, str] | None]] = {
    "killed while it built its first report": ({".bericht.neu": NEW}, None),
    "killed while it built": ({"bericht": OLD, ".bericht.neu (unfertig)": NEW}, OLD),
    "killed before the swap": ({"bericht": OLD, ".bericht.neu": NEW}, OLD),
    "killed between the two steps of the swap": ({".bericht.alt": OLD, ".bericht.neu": NEW}, NEW),
    "killed after the swap": ({"bericht": NEW, ".bericht.alt": OLD}, NEW),
    "killed while it removed the old folder": ({"bericht": NEW, ".bericht.alt (unfertig)": {}}, NEW),
    "only the old folder is left": ({".bericht.alt": OLD}, OLD),
    "old folder moved and new one unfinished": ({".bericht.alt": OLD, ".bericht.neu (unfertig)": NEW}, OLD),
}


@pytest.mark.parametrize("state", STATES)
def test_the_next_run_mends_what_a_killed_one_left(target: Path, state: str) -> None:
    folders, expected = STATES[state]
    for name, files in folders.items():
        complete = "(unfertig)" not in name
        folder = target.with_name(name.removesuffix(" (unfertig)"))
        folder.mkdir(parents=True)
        fill(folder, files, complete=complete)
    with OutputFolder(target):
        assert (texts(target) if target.exists() else None) == expected
    assert beside(target) == set()


KILLED = """
import os, signal, sys
from pathlib import Path
from imreport.publication.folder import OutputFolder
from tests.publication.test_folder import NEW, fill

moment, target, rename = sys.argv[1], Path(sys.argv[2]), Path.rename
calls = []

def killing(path, destination):
    calls.append(path)
    if moment == f"before {len(calls)}":
        os.kill(os.getpid(), signal.SIGKILL)
    done = rename(path, destination)
    if moment == f"after {len(calls)}":
        os.kill(os.getpid(), signal.SIGKILL)
    return done

Path.rename = killing
with OutputFolder(target) as output:
    fill(output.build, NEW)
    output.commit()
"""


@pytest.mark.parametrize(
    ("moment", "expected"), [("before 1", OLD), ("after 1", NEW), ("before 2", NEW), ("after 2", NEW)]
)
def test_a_kill_in_the_swap_loses_neither_report(old: Path, moment: str, expected: dict[str, str]) -> None:
    (old / "bericht.docx").write_text("von Hand", "utf-8")
    killed = subprocess.run([sys.executable, "-c", KILLED, moment, old], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    with OutputFolder(old):
        kept = {"bericht (bearbeitet).docx": "von Hand"} if expected is NEW else {"bericht.docx": "von Hand"}
        assert texts(old) == expected | kept
    assert beside(old) == set()


ENDLESS = """
import sys
from itertools import count
from pathlib import Path
from tests.publication.test_folder import publish

print("los", flush=True)
for number in count():
    publish(Path(sys.argv[1]), {f"{name}.txt": str(number) for name in range(20)})
"""


def test_a_kill_at_any_moment_leaves_one_whole_report(target: Path) -> None:
    moments = random.Random(20210326)
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", ENDLESS, target], cwd=ROOT, stdout=subprocess.PIPE) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(0.05 + moments.random() / 5)
            run.kill()
        with OutputFolder(target):
            found = texts(target)
            assert (len(found), len(set(found.values()))) == (20, 1)
        assert beside(target) == set()


def interrupted_rename(call: int, error: type[BaseException], *, after: bool) -> Callable[[Path, Path], Path]:
    rename, calls = Path.rename, []

    def interrupting(path: Path, destination: Path) -> Path:
        calls.append(path)
        if len(calls) == call and not after:
            raise error
        done = rename(path, destination)
        if len(calls) == call:
            raise error
        return done

    return interrupting


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("call", [1, 2])
def test_an_interrupt_in_the_swap_leaves_a_whole_report_in_its_place(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: int, after: bool
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", interrupted_rename(call, KeyboardInterrupt, after=after))
        with pytest.raises(KeyboardInterrupt):
            publish(old, NEW)
    assert old.is_dir(), "the folder is gone until the next run"
    assert texts(old) in (OLD, NEW)


@pytest.mark.parametrize("call", [1, 2])
def test_a_folder_in_use_is_left_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    before = snapshot(old.parent)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", interrupted_rename(call, PermissionError, after=False))
        with pytest.raises(DocumentError, match="Der Ordner „bericht“ ist in Gebrauch"):
            publish(old, NEW)
    assert snapshot(old.parent) == before


def test_a_full_disk_while_edited_documents_are_kept_is_an_error_of_the_folder(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (old / "bericht.docx").write_text("von Hand", "utf-8")
    before = snapshot(old.parent)
    with monkeypatch.context() as patched:
        patched.setattr("shutil.copy2", full)
        with pytest.raises(DocumentError):
            publish(old, NEW)
    assert snapshot(old.parent) == before


def test_an_edited_document_is_kept_and_named(old: Path) -> None:
    (old / "bericht.docx").write_text("von Hand", "utf-8")
    assert publish(old, NEW) == ["bericht (bearbeitet).docx"]
    assert texts(old) == NEW | {"bericht (bearbeitet).docx": "von Hand"}


def test_an_edited_picture_is_kept_in_its_folder(old: Path) -> None:
    (old / "diagramme/01.svg").write_text("von Hand", "utf-8")
    assert publish(old, NEW) == ["diagramme/01 (bearbeitet).svg"]
    assert texts(old)["diagramme/01 (bearbeitet).svg"] == "von Hand"


def test_a_document_edited_twice_is_kept_twice(old: Path) -> None:
    kept = []
    for number in (1, 2, 3):
        (old / "bericht.docx").write_text(f"von Hand {number}", "utf-8")
        kept.append(publish(old, NEW))
    assert texts(old) == NEW | {
        "bericht (bearbeitet).docx": "von Hand 1",
        "bericht (bearbeitet) 2.docx": "von Hand 2",
        "bericht (bearbeitet) 3.docx": "von Hand 3",
    }


def test_only_what_this_run_kept_is_named_by_the_name_it_has_now(old: Path) -> None:
    (old / "bericht.docx").write_text("von Hand 1", "utf-8")
    publish(old, NEW)
    assert publish(old, NEW) == []
    (old / "bericht.docx").write_text("von Hand 2", "utf-8")
    assert publish(old, NEW) == ["bericht (bearbeitet) 2.docx"]


def test_a_document_that_the_new_run_does_not_make_is_kept_if_edited(old: Path) -> None:
    (old / "bericht.docx").write_text("von Hand", "utf-8")
    publish(old, {"bericht.html": "neu"})
    assert texts(old) == {"bericht.html": "neu", "bericht (bearbeitet).docx": "von Hand"}


def test_foreign_files_stay_where_they_are(old: Path) -> None:
    fill(old, {"notiz.txt": "fremd", "anlagen/brief.txt": "fremd", ".versteckt": "fremd"}, complete=False)
    assert publish(old, NEW) == []
    assert texts(old) == NEW | {"notiz.txt": "fremd", "anlagen/brief.txt": "fremd", ".versteckt": "fremd"}


def test_a_foreign_file_with_the_name_of_a_new_document_is_kept_beside_it(old: Path) -> None:
    fill(old, {"bericht.pdf": "fremd"}, complete=False)
    publish(old, NEW | {"bericht.pdf": "neu"})
    assert sorted(texts(old).values()) == sorted([*NEW.values(), "neu", "fremd"])


def test_the_log_of_the_earlier_run_goes_with_it(target: Path) -> None:
    publish(target, OLD | {LOG: "gestern"})
    assert publish(target, NEW | {LOG: "heute"}) == []
    assert texts(target) == NEW | {LOG: "heute"}


def test_a_folder_of_something_else_is_refused(target: Path) -> None:
    fill(target, {"wichtig.txt": "fremd"}, complete=False)
    before = snapshot(target.parent)
    with pytest.raises(DocumentError, match="enthält Dateien, aber keinen Bericht"):
        publish(target, NEW)
    assert snapshot(target.parent) == before


@pytest.mark.parametrize("content", ["kein JSON", '{"name": "eine andere Anwendung"}'])
def test_the_manifest_of_another_program_is_not_lost(target: Path, content: str) -> None:
    fill(target, {"wichtig.txt": "fremd", MANIFEST: content}, complete=False)
    with suppress(DocumentError):
        publish(target, NEW)
    assert content in [path.read_text("utf-8") for path in target.rglob("*") if path.is_file()]


def test_a_link_to_the_folder_stays_a_link(old: Path) -> None:
    link = old.parent / "verweis"
    link.symlink_to(old)
    publish(link, NEW)
    publish(link, NEW)
    assert link.is_symlink()
    assert texts(old) == NEW


def test_an_empty_folder_is_fine(target: Path) -> None:
    target.mkdir(parents=True)
    publish(target, NEW)
    assert texts(target) == NEW


def test_a_file_in_place_of_the_folder_is_refused(target: Path) -> None:
    fill(target.parent, {"bericht": "fremd"}, complete=False)
    with pytest.raises(DocumentError, match="„bericht“ ist eine Datei und kein Ordner"):
        publish(target, NEW)
    assert target.read_text("utf-8") == "fremd"


def test_a_parent_that_is_a_file_is_refused(target: Path, tmp_path: Path) -> None:
    (tmp_path / "ausgabe").write_text("fremd", "utf-8")
    with pytest.raises(DocumentError, match="Der Ordner „bericht“ lässt sich nicht schreiben"):
        publish(target, NEW)


def test_the_root_of_a_disk_is_refused() -> None:
    with pytest.raises(DocumentError), OutputFolder(Path("/")):
        pass


def test_a_folder_without_write_permission_is_refused(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path, *arguments: object, **options: object) -> None:
        if path.parent == old.parent:
            raise PermissionError(13, "Permission denied")

    before = snapshot(old.parent)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", forbidden)
        with pytest.raises(DocumentError, match="lässt sich nicht schreiben") as refused:
            publish(old, NEW)
    assert "--out" in refused.value.hint
    assert snapshot(old.parent) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DocumentError, match="lässt sich nicht schreiben"):
        publish(tmp_path / "bericht", NEW)


@pytest.mark.parametrize("mark", ["~$richt.docx", "~$bericht.docx", ".~lock.bericht.docx#", "~$tabellen.xlsx"])
def test_a_document_that_is_open_is_refused(old: Path, mark: str) -> None:
    (old / mark).write_text("N. N.", "utf-8")
    before = snapshot(old.parent)
    with pytest.raises(DocumentError, match="Ein Dokument in „bericht“ ist gerade geöffnet") as refused:
        publish(old, NEW)
    assert "Schließen Sie" in refused.value.hint
    assert snapshot(old.parent) == before


@pytest.mark.parametrize("spelling", ["bericht", "../ausgabe/bericht", "verweis"])
def test_two_runs_at_once_are_refused(old: Path, spelling: str) -> None:
    (old.parent / "verweis").symlink_to(old)
    with OutputFolder(old) as first:
        fill(first.build, NEW)
        with pytest.raises(DocumentError, match=r"In „.*“ schreibt gerade ein anderer Lauf"):
            publish(old.parent / spelling, OLD)
        assert first.commit() == []
    assert texts(old) == NEW


def test_a_second_process_is_refused(old: Path) -> None:
    code = "import sys; from tests.publication.test_folder import NEW, Path, publish; publish(Path(sys.argv[1]), NEW)"
    with OutputFolder(old):
        done = subprocess.run([sys.executable, "-c", code, old], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "schreibt gerade ein anderer Lauf" in done.stderr
    assert texts(old) == OLD


def test_the_lock_of_another_user_is_an_error_of_the_folder(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def foreign(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", foreign)
    with pytest.raises(DocumentError):
        publish(target, NEW)
