"""Rules about how the entries of category columns are spread."""

from dataclasses import replace
from pathlib import Path

import pytest

from imreport.cases import Code, CodeList
from imreport.cases.checks import run
from tests.cases.checks.asking import Question, ask, asked, places, talk

TALKS, REFERRALS = "beratungsgespraeche.csv", "weiterleitungen.csv"


def topics(*cells: str) -> dict[str, list[str]]:
    return {"consultations": [talk(f"G{row}", topics=cell) for row, cell in enumerate(cells, start=1)]}


def channels(*cells: str) -> dict[str, list[str]]:
    return {"consultations": [talk(f"G{row}", channel=cell) for row, cell in enumerate(cells, start=1)]}


def test_a_residual_category_that_holds_most(tmp_path: Path) -> None:
    found = ask(tmp_path, "restkategorie_haeufig", Question(topics("Anderes Thema", "Anderes Thema|Kinder", "Kinder")))
    assert found == []
    found = ask(tmp_path, "restkategorie_haeufig", Question(topics("Anderes Thema", "Anderes Thema|Kinder", "", "")))
    assert found == []
    found = ask(tmp_path, "restkategorie_haeufig", Question(topics("Anderes Thema", "Anderes Thema|Kinder")))
    assert places(found) == [(TALKS, None, "Themen")]
    assert found[0].message == "„Anderes Thema“ macht 67\u00a0% der Angaben in „Themen“ aus."


def test_the_residual_category_of_a_single_column(tmp_path: Path) -> None:
    rows = [f"W{row};G1;{target}" for row, target in enumerate(["andere_regeldienste"] * 2 + ["Jugendamt"] * 0)]
    assert ask(tmp_path, "restkategorie_haeufig", Question({"referrals": rows})) == []
    rows += ["W9;G2;andere_regeldienste"]
    assert places(ask(tmp_path, "restkategorie_haeufig", Question({"referrals": rows}))) == [
        (REFERRALS, None, "Weiterleitung an")
    ]


def test_the_share_of_a_residual_category_is_a_limit(tmp_path: Path) -> None:
    question = Question(topics("Anderes Thema", "Anderes Thema|Kinder"), {"restkategorie_prozent": 67})
    assert ask(tmp_path, "restkategorie_haeufig", question) == []


def test_many_cells_without_an_entry(tmp_path: Path) -> None:
    found = ask(tmp_path, "ohne_angabe_haeufig", Question(channels("", "Video", "unbekannt", "Video")))
    assert places(found) == [(TALKS, None, "Kanal")]
    assert found[0].message == "In „Kanal“ steht bei 50\u00a0% „Ohne Angabe“."


@pytest.mark.parametrize(
    ("cells", "limits"),
    [
        (("", "Video", "Video", "Video", "Video"), {}),
        (("", "Video", "", "Video"), {"ohne_angabe_prozent": 50.0}),
        (("", "Video", "", "Video"), {"mindestzahl": 5.0}),
    ],
)
def test_few_cells_without_an_entry(tmp_path: Path, cells: list[str], limits: dict[str, float]) -> None:
    found = ask(tmp_path, "ohne_angabe_haeufig", Question(channels(*cells), limits))
    assert [finding for finding in found if finding.column == "Kanal"] == []


def test_one_code_for_everything(tmp_path: Path) -> None:
    found = ask(tmp_path, "einheitlich", Question(channels("Video", "Video", "Video")))
    assert (TALKS, None, "Kanal") in places(found)
    assert "In „Kanal“ steht fast überall „Video“." in {finding.message for finding in found}


@pytest.mark.parametrize(
    ("cells", "limits"),
    [
        (("Video", "Video", "aufsuchend"), {"einheitlich_prozent": 67.0}),
        (("", "", ""), {}),
        (("Video", "Video", "Video"), {"mindestzahl": 4.0}),
        (("Video", "Video", "Video"), {"einheitlich_prozent": 100.0}),
    ],
)
def test_more_than_one_code(tmp_path: Path, cells: list[str], limits: dict[str, float]) -> None:
    found = ask(tmp_path, "einheitlich", Question(channels(*cells), limits))
    assert (TALKS, None, "Kanal") not in places(found)


def test_a_list_with_one_entry_is_named_everywhere(tmp_path: Path) -> None:
    with asked(tmp_path, Question(channels("Video", "Video", "Video"))) as export:
        video = CodeList("kanaele", (Code("video", "Video"),))
        found = run(replace(export, codes={**export.codes, "kanaele": video}))
    assert (TALKS, "Kanal") not in {(finding.file, finding.column) for finding in found}
