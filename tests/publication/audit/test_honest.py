"""Honest reports pass: the sample, a team, small communes, other periods; every number of a table is looked at."""

import random
import re
import zipfile
from pathlib import Path

import pytest

from imreport.disclosure import Release
from imreport.publication.audit import Knowledge, audit, leaks
from imreport.publication.data import release_of
from imreport.publication.outline import outline, read_notebook
from tests.conftest import DATA, Run
from tests.publication.audit.conftest import Caught
from tests.publication.audit.planting import repacked


def released(folder: Path) -> Release:
    return release_of(outline(read_notebook(folder / "bericht.ipynb")))


def test_the_sample_passes(report_folder: Path, release: Release) -> None:
    assert [leak.sentence for leak in leaks(report_folder, release)] == []


def test_a_small_commune_passes(village_folder: Path, village_release: Release) -> None:
    hidden = [cell for table in village_release.tables.values() for cell in table.cells if cell.is_hidden]
    assert len(hidden) > 2
    audit(village_folder, village_release)


OTHERS = {
    "a team in a year": ("--team", "ehingen", "--from", "2019-01-01", "--to", "2019-12-31"),
    "a commune after the cut": ("--commune", "08425005", "--from", "2020-01-01", "--to", "2020-12-31"),
    "one day": ("--from", "2019-05-06", "--to", "2019-05-06"),
    "across the cut": ("--from", "2020-02-15", "--to", "2020-03-15", "--as-of", "2020-12-31"),
}


@pytest.mark.slow
@pytest.mark.parametrize("scope", OTHERS)
def test_other_reports_pass(imreport: Run, tmp_path: Path, scope: str) -> None:
    done = imreport("report", DATA / "bericht.toml", *OTHERS[scope], "--out", tmp_path / "fertig")
    assert done.returncode == 0, done.stderr
    audit(tmp_path / "fertig", released(tmp_path / "fertig"))


def test_a_report_does_not_pass_as_another(village_folder: Path, release: Release) -> None:
    """Its numbers are published, but not by this Release."""
    found = leaks(village_folder, release)
    assert {Path(leak.file).suffix for leak in found} >= {".docx", ".html", ".pdf", ".xlsx", ".csv", ".ipynb", ".svg"}


def test_what_was_worked_out_before_finds_the_same(village_folder: Path, release: Release) -> None:
    assert leaks(village_folder, Knowledge(release).worked_out()) == leaks(village_folder, release)


def test_what_is_not_to_be_published_is_not_looked_at(
    village_folder: Path, village_release: Release, caught: Caught
) -> None:
    """The editor's summary counts hidden values; in another folder that would be a leak."""
    summary = (village_folder / "nicht_veroeffentlichen" / "geheimhaltung.txt").read_bytes()
    assert caught("geheimhaltung.txt", summary)
    assert leaks(village_folder, village_release) == []


def test_every_number_in_a_table_is_held_to_its_row(village_folder: Path, caught: Caught) -> None:
    """Twenty numbers and [g] of Word's tables, each replaced by a 3, which other cells do show."""
    text = zipfile.ZipFile(village_folder / "bericht.docx").read("word/document.xml").decode()
    headers = [match.span() for match in re.finditer(r"<w:tr\b(?:(?!</w:tr>).)*?<w:tblHeader.*?</w:tr>", text)]
    cells = [
        match
        for match in re.finditer(r'right"/></w:pPr>.{0,60}?<w:t[^>]*>([^<]+)</w:t>', text)
        if match[1] != "3" and not any(start < match.start() < end for start, end in headers)
    ]
    values = [match for match in cells if re.fullmatch(r"\[g\]|[\d.]+(?:\xa0%)?", match[1])]
    assert len(values) > 60
    for match in random.Random(1).sample(values, 20):
        changed = text[: match.start(1)] + "3" + text[match.end(1) :]
        content = repacked(village_folder / "bericht.docx", {"word/document.xml": lambda _, new=changed: new})  # type: ignore[misc]
        assert [leak.number for leak in caught("bericht.docx", content)] == ["3"], match[1]
