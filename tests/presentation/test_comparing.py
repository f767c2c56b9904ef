"""Comparing: now and then, difference and percent, and what is said of them; hidden stays hidden."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from imreport import german
from imreport.disclosure import HIDDEN, Release
from imreport.disclosure.comparison import Comparison
from imreport.errors import NotReleasedError
from imreport.presentation import Chart, Omitted, Table
from imreport.presentation.comparing import changes, comparison, comparison_chart, planned_comparison, sentences
from imreport.presentation.comparing.rows import signed
from imreport.presentation.texts import value_text

from .anything import releases
from .handmade import Cells, handmade
from .test_sentences import BROKEN, SMALL, texts

NOW: Cells = {"kinder": 120, "wohnen": 100, "arbeit": HIDDEN, "rueckkehr": 3, "gesamt": 260}
THEN: Cells = {"kinder": 200, "wohnen": 98, "arbeit": 30, "rueckkehr": 0, "gesamt": 328}
KEYS = ("gespraeche", "themen", "kanaele_jahr", "staatsangehoerigkeit", "plaene", "vzae_mittel", "klienten_beraten")


def beside(release: Release, then: Release, *, same_length: bool = True) -> Release:
    """The release with another one to compare with, and as the report before."""
    parameters = replace(release.parameters, von=date(2015, 1, 1), bis=date(2018, 1, 31), stichtag=date(2018, 1, 31))
    other = Comparison("früher", parameters, then.tables, same_length)
    return replace(release, comparison=other, previous=other)


@pytest.fixture
def compared() -> Release:
    return beside(handmade("themen", NOW), handmade("themen", THEN))


def rows(block: Table | Omitted) -> list[tuple[str, ...]]:
    assert isinstance(block, Table)
    return [row.texts for row in block.grid.rows]


def test_now_then_difference_and_percent(compared: Release) -> None:
    assert rows(comparison(compared, "themen")) == [
        ("Kinder", "120", "200", "−80", "−40\u00a0%"),
        ("Wohnen", "100", "98", "+2", "+2\u00a0%"),
        ("Rueckkehr", "3", "0", "+3", "–"),
        ("Arbeit", "[g]", "30", "[g]", "[g]"),
        ("Gesamt", "260", "328", "−68", "−21\u00a0%"),
    ]  # fmt: skip


def test_what_is_notable_is_said_and_the_rule_beside_it(compared: Release) -> None:
    block = comparison(compared, "themen")
    assert isinstance(block, Table)
    assert block.notes[0] == "Auffällig geändert hat sich: Kinder (−40\u00a0%)."
    assert any(note.startswith("Auffällig ist eine Änderung ab 5 Prozent") for note in block.notes)
    assert any(note.startswith("[g] = geheim") for note in block.notes)


def test_the_basis_names_both_periods(compared: Release) -> None:
    block = comparison(compared, "themen")
    assert isinstance(block, Table)
    assert re.findall(r"\d\d\.\d\d\.\d{4} bis \d\d\.\d\d\.\d{4}", block.basis) == [
        "01.02.2018 bis 28.02.2021", "01.01.2015 bis 31.01.2018",
    ]  # fmt: skip


def test_periods_of_different_length_are_compared_per_month() -> None:
    release = beside(handmade("themen", NOW), handmade("themen", THEN), same_length=False)
    block = comparison(release, "themen")
    assert isinstance(block, Table)
    assert block.grid.header[3] == "Differenz im Monat"
    assert any("Monatsdurchschnitte" in note for note in block.notes)
    assert isinstance(comparison_chart(release, "themen"), Omitted)


def test_two_bars_per_category_and_none_for_hidden(compared: Release) -> None:
    block = comparison_chart(compared, "themen")
    assert isinstance(block, Chart)
    assert [series.values for series in block.series] == [(120, 100, 3, None), (200, 98, 0, 30)]
    assert block.message == "Auffällig geändert hat sich: Kinder (−40\u00a0%)."


def test_without_a_key_the_totals_are_compared(compared: Release) -> None:
    assert rows(comparison(compared)) == [("Genannte Themen", "260", "328", "−68", "−21\u00a0%")]


def test_changes_are_totals_and_what_is_notable(compared: Release) -> None:
    assert [row[0] for row in rows(changes(compared))] == ["Genannte Themen", "Thema: Kinder"]


def test_sentences_name_the_whole_and_what_differs_from_it(compared: Release) -> None:
    assert compared.comparison
    assert sentences(compared, compared.comparison) == [
        "Gesunken ist die Zahl der genannten Themen (−21\u00a0%).",
        "Bei den Themen änderte sich deutlich „Kinder“ (−40\u00a0%).",
    ]


def test_the_main_figures_have_a_sentence_of_their_own() -> None:
    now, then = (handmade("gespraeche", {"gesamt": number}) for number in (103, 100))
    release = beside(now, then)
    assert release.comparison
    assert sentences(release, release.comparison) == ["Die Zahl der Gespräche stieg von 100 auf 103 (+3\u00a0%)."]
    same = beside(now, now)
    assert same.comparison
    assert sentences(same, same.comparison) == ["Die Zahl der Gespräche blieb gleich (103)."]


def test_of_unequal_periods_arrivals_are_compared_per_month_and_who_is_still_there_is_not() -> None:
    """37 months against 24: 370 arrivals are 10 a month, 192 are 8."""
    now: Cells = {"neu.gesamt": 370, "gesamt.beendet": 74, "gesamt.gesamt": 900}
    then: Cells = {"neu.gesamt": 192, "gesamt.beendet": 96, "gesamt.gesamt": 700}
    release = beside(handmade("klienten_verlauf", now), handmade("klienten_verlauf", then), same_length=False)
    two_years = replace(release.parameters, von=date(2018, 2, 1), bis=date(2020, 1, 31))
    assert release.previous
    release = replace(release, previous=replace(release.previous, parameters=two_years))
    assert rows(changes(release)) == [
        ("Neu betreute Personen", "370", "192", "+2,0", "+25\u00a0%"),
        ("Beendete Betreuungen", "74", "96", "−2,0", "−50\u00a0%"),
    ]
    assert release.previous
    assert sentences(release, release.previous) == [
        "Gestiegen ist die Zahl der neu betreuten Personen im Monat (+25\u00a0%).",
        "Gesunken ist die Zahl der beendeten Betreuungen im Monat (−50\u00a0%).",
    ]


def test_a_row_says_whether_its_difference_is_per_month_where_others_are_not() -> None:
    now, then = handmade("gespraeche", {"gesamt": 370}), handmade("gespraeche", {"gesamt": 360})
    stock = handmade("staatsangehoerigkeit", {"syrien": 50, "gesamt": 50}).tables
    release = beside(
        replace(now, tables={**now.tables, **stock}), replace(then, tables={**then.tables, **stock}), same_length=False
    )
    assert [row[:1] + row[3:4] for row in rows(changes(release))] == [
        ("Betreute Personen am Stichtag", "0"), ("Gespräche", "+0,3 im Monat"),
    ]  # fmt: skip


def test_what_the_categories_leave_of_the_total_has_a_row_and_no_change() -> None:
    """Different categories were merged: no cell of the one is a cell of the other, but the columns add up."""
    now = handmade("staatsangehoerigkeit", {"syrien": 50, "irak": 30, "andere": 7, "gesamt": 87})
    then = handmade("staatsangehoerigkeit", {"syrien": 40, "andere": 35, "gesamt": 75})
    block = comparison(beside(now, then), "staatsangehoerigkeit")
    assert isinstance(block, Table)
    assert [row.texts[:3] for row in block.grid.rows] == [
        ("Syrien", "50", "40"), ("Übrige", "37", "35"), ("Gesamt", "87", "75"),
    ]  # fmt: skip
    assert any(note.startswith("„Übrige“ sind in den beiden Zeiträumen nicht dieselben") for note in block.notes)


def test_nothing_to_compare_with() -> None:
    release = handmade("themen", NOW)
    assert isinstance(comparison(release, "themen"), Omitted)
    assert isinstance(changes(release), Omitted)
    assert isinstance(comparison_chart(release, "themen"), Omitted)


def test_unknown_kennzahl_gives_the_nearest_one(compared: Release) -> None:
    with pytest.raises(NotReleasedError, match="Meinten Sie „themen“"):
        comparison(compared, "theme")


@pytest.mark.parametrize(
    ("value", "decimals", "text"), [(0, 0, "0"), (0.04, 1, "0,0"), (-0.04, 1, "0,0"), (-3, 0, "−3")]
)
def test_signs(value: float, decimals: int, text: str) -> None:
    assert signed(value, decimals) == text


def numbers_of(release: Release, key: str) -> Iterator[str]:
    """Every number that a sentence about a Kennzahl may have: now, then and the change in percent."""
    table = release.table(key)
    assert release.comparison
    for change in release.comparison.changes(table, release.parameters):
        yield from (value_text(value, table.indicator.decimals) for value in (change.now, change.then))
        yield german.number(abs(change.percent or 0))


@pytest.mark.parametrize("key", KEYS)
@hypothesis_settings(max_examples=25, **SMALL)
@given(data=st.data())
def test_no_sentence_is_broken(key: str, data: st.DataObject) -> None:
    release = data.draw(releases(key))
    release = beside(release, data.draw(releases(key)), same_length=data.draw(st.booleans()))
    planned = planned_comparison(release, key)
    blocks = [comparison(release, key), comparison(release), changes(release)]
    for block in [*blocks, planned if isinstance(planned, Omitted) else planned[1]]:
        assert not isinstance(block, Table) or all(all(row.texts) for row in block.grid.rows)
        for text in texts(block):
            assert not BROKEN.search(text), text
    assert release.comparison
    known = set(numbers_of(release, key))
    for text in sentences(release, release.comparison):
        assert not BROKEN.search(text), text
        assert {*re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", re.sub("„.*?“", "", text))} <= known, text
        assert text.endswith("."), text
