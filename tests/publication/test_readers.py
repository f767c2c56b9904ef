"""Folders of different readers: an internal report and a public one never come together."""

import shutil
from pathlib import Path

import pytest

from imreport.errors import DocumentError
from imreport.publication.formats import FORMATS
from imreport.publication.readers import refuse_other_readers
from imreport.publication.report import render
from tests.conftest import DATA, Run
from tests.publication.support import snapshot

EDITED = ("bericht.docx", "bericht.html", "bericht.pdf", "tabellen.xlsx", "kennzahlen.csv")


@pytest.fixture
def public(report_folder: Path, tmp_path: Path) -> Path:
    """A copy of the public report."""
    return Path(shutil.copytree(report_folder, tmp_path / "oeffentlich"))


@pytest.fixture
def inner(internal_folder: Path, tmp_path: Path) -> Path:
    """A copy of the internal report."""
    return Path(shutil.copytree(internal_folder, tmp_path / "intern"))


def test_each_has_a_folder_of_its_own(internal_folder: Path) -> None:
    assert internal_folder.is_dir()
    assert not internal_folder.with_name(internal_folder.name.removesuffix("_intern")).exists()


def test_readers_of_the_same_report_are_welcome(public: Path, inner: Path) -> None:
    refuse_other_readers(public, "oeffentlich")
    refuse_other_readers(inner, "intern")
    refuse_other_readers(public.parent, "intern")


def test_an_empty_or_new_folder_is_for_everybody(tmp_path: Path) -> None:
    for profile in ("oeffentlich", "intern"):
        refuse_other_readers(tmp_path, profile)
        refuse_other_readers(tmp_path / "neu", profile)


def test_an_internal_report_does_not_join_a_public_one(public: Path) -> None:
    with pytest.raises(
        DocumentError, match="„oeffentlich“ liegt ein öffentlicher Bericht; ein interner kommt nicht dazu"
    ):
        refuse_other_readers(public, "intern")


def test_a_public_report_does_not_join_an_internal_one(inner: Path) -> None:
    with pytest.raises(DocumentError, match="„intern“ liegt ein interner Bericht; ein öffentlicher kommt nicht dazu"):
        refuse_other_readers(inner, "oeffentlich")


def test_nor_does_it_lie_inside_the_others_folder(public: Path, inner: Path) -> None:
    with pytest.raises(DocumentError, match="öffentlicher Bericht"):
        refuse_other_readers(public / "x" / "intern", "intern")
    with pytest.raises(DocumentError, match="interner Bericht"):
        refuse_other_readers(inner / "x" / "entwurf", "oeffentlich")


@pytest.mark.parametrize("name", EDITED)
def test_a_single_document_without_its_manifest_is_recognised(public: Path, inner: Path, name: str) -> None:
    for folder, other in ((public, "intern"), (inner, "oeffentlich")):
        alone = folder.parent / f"nur {folder.name}"
        alone.mkdir()
        shutil.copy(folder / name, alone)
        with pytest.raises(DocumentError):
            refuse_other_readers(alone, other)


def test_rendering_into_the_others_folder_is_refused(public: Path, inner: Path) -> None:
    before = snapshot(public), snapshot(inner)
    for source, target in ((inner, public), (public, inner)):
        with pytest.raises(DocumentError, match="kommt nicht dazu"):
            render(source / "bericht.ipynb", list(FORMATS), folder=target)
    assert (snapshot(public), snapshot(inner)) == before


def test_documents_rendered_from_an_internal_notebook_are_those_of_the_run(inner: Path, tmp_path: Path) -> None:
    product = render(inner / "bericht.ipynb", list(FORMATS), folder=tmp_path / "noch einmal")
    assert all(path.read_bytes() == (inner / path.name).read_bytes() for path in product.files)


def test_a_public_run_leaves_an_internal_folder_as_it_was(imreport: Run, inner: Path) -> None:
    before = snapshot(inner)
    done = imreport("report", DATA / "bericht.toml", "--out", inner)
    assert done.returncode == 5
    assert "Fehler: In „intern“ liegt ein interner Bericht" in done.stderr
    assert snapshot(inner) == before
