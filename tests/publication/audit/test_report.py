"""A leak stops the report: exit code 6, a sentence that the clerk can act on, and the folder as it was."""

import json
from pathlib import Path

import pytest

from imreport.errors import DisclosureError
from imreport.publication.audit import Leak, LeakError, audit
from imreport.publication.data import release_of
from imreport.publication.outline import outline, read_notebook
from tests.conftest import Run
from tests.publication.support import TABLE, program, small_project, snapshot

TYPED = "%%passage\nIm Frühjahr kamen 17 Familien aus Eritrea dazu."


@pytest.fixture(scope="module")
def leaking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bericht.toml of a small project whose text names a number that nobody released."""
    return small_project(tmp_path_factory.mktemp("leck") / "projekt", TABLE, TYPED)


def test_a_typed_number_stops_the_report(imreport: Run, leaking: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fertig"
    done = imreport("report", leaking, "--out", folder, "--format", "docx")
    assert done.returncode == 6
    assert "In „bericht.ipynb“ steht eine Zahl, die nicht freigegeben ist: „17“ (Zelle" in done.stderr
    assert "kamen 17 Familien aus Eritrea" in done.stderr
    assert "[fakten] in bericht.toml" in done.stderr
    assert not folder.exists()


def test_the_folder_stays_as_it_was(imreport: Run, tmp_path: Path) -> None:
    config, folder = small_project(tmp_path / "projekt", TABLE), tmp_path / "fertig"
    assert imreport("report", config, "--out", folder, "--format", "docx").returncode == 0
    earlier = snapshot(folder)
    notebook = json.loads((tmp_path / "projekt" / "klein.ipynb").read_text("utf-8"))
    notebook["cells"][-1]["source"] = TYPED
    (tmp_path / "projekt" / "klein.ipynb").write_text(json.dumps(notebook), "utf-8")
    assert imreport("report", config, "--out", folder, "--format", "docx").returncode == 6
    assert snapshot(folder) == earlier
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_fact_makes_a_number_public(imreport: Run, tmp_path: Path) -> None:
    config = small_project(tmp_path / "projekt", TABLE, TYPED)
    text = config.read_text("utf-8").replace(
        "[fakten]", '[fakten]\nfamilien = { wert = 17, quelle = "Sozialamt" }\n#', 1
    )
    config.write_text(text, "utf-8")
    done = imreport("report", config, "--out", tmp_path / "fertig", "--format", "docx")
    assert done.returncode == 0, done.stderr


def test_the_sentence_tells_how_many_more_there_are() -> None:
    leak = Leak("bericht.docx", "Absatz", "17", "kamen 17 Familien", "Nehmen Sie sie heraus.")
    error = LeakError([leak, leak, leak])
    assert error.hint == "Nehmen Sie sie heraus. Weitere Stellen: 2."
    assert error.message == (
        "In „bericht.docx“ steht eine Zahl, die nicht freigegeben ist: „17“ (Absatz: „kamen 17 Familien“)."
    )


def test_render_stops_too(imreport: Run, village_folder: Path, tmp_path: Path) -> None:
    notebook = json.loads((village_folder / "bericht.ipynb").read_text("utf-8"))
    text = {"cell_type": "markdown", "id": "neu", "metadata": {}, "source": "Es waren 3 Frauen aus Eritrea."}
    notebook["cells"].append(text)
    (tmp_path / "lauf.ipynb").write_text(json.dumps(notebook), "utf-8")
    done = imreport("render", tmp_path / "lauf.ipynb", "--format", "docx", "--format", "pdf", "--out", tmp_path / "neu")
    assert done.returncode == 6
    assert "In „bericht.docx“ steht eine Zahl" in done.stderr
    assert not (tmp_path / "neu").exists()


def test_a_notebook_of_papermill_can_be_rendered(imreport: Run, tmp_path: Path) -> None:
    """Its metadata hold times; documents do not show them."""
    config = small_project(tmp_path / "projekt", TABLE, "%%passage\n{{ gespraeche.gesamt | zahl }} Gespräche")
    done = program("papermill", "klein.ipynb", "lauf.ipynb", cwd=config.parent)
    assert done.returncode == 0, done.stderr
    done = imreport("render", config.parent / "lauf.ipynb", "--format", "html", "--out", tmp_path / "neu")
    assert done.returncode == 0, done.stderr


def test_a_folder_with_an_edited_document_is_audited(village_folder: Path, tmp_path: Path) -> None:
    page = (village_folder / "bericht.html").read_text("utf-8")
    (tmp_path / "bericht.ipynb").write_bytes((village_folder / "bericht.ipynb").read_bytes())
    (tmp_path / "bericht (bearbeitet).html").write_text(page.replace("[g]</td>", "3</td>", 1), "utf-8")
    with pytest.raises(LeakError, match=r"bericht \(bearbeitet\)\.html") as caught:
        audit(tmp_path, release_of(outline(read_notebook(tmp_path / "bericht.ipynb"))))
    assert isinstance(caught.value, DisclosureError)
    assert caught.value.exit_code == 6
    assert len(caught.value.leaks) == 1
