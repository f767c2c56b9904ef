"""Protection in words: what a reader is told of hidden, rounded and unprotected numbers, and where."""

from dataclasses import replace

import pytest

from imreport.disclosure import HIDDEN, Release
from imreport.presentation import Grid, Table, passage, table
from imreport.presentation.protection import MARKING, explanation, legend, marking, warning

from .handmade import Cells, handmade

THEMES: Cells = {"kinder": (9, 45), "wohnen": (0, 0), "gesamt": (20, 100)}
NOTE = "{{ hinweis_geheimhaltung }}"


def shown(release: Release, key: str = "themen") -> Table:
    block = table(release, key)
    assert isinstance(block, Table)
    return block


def rounded(release: Release) -> Release:
    return replace(release, method="runden5")


def unprotected(release: Release) -> Release:
    return replace(release, parameters=replace(release.parameters, profil="intern"))


def legends(block: Table) -> list[str]:
    return [note for note in block.notes if "[g]" in note]


def test_zero_is_zero_and_the_hidden_is_one_symbol() -> None:
    block = shown(handmade("themen", {**THEMES, "kinder": HIDDEN}))
    assert [row.entries[0].text for row in block.grid.rows] == ["0", "[g]", "20"]


def test_nothing_is_printed_as_less_than_a_number() -> None:
    block = shown(handmade("themen", {**THEMES, "kinder": HIDDEN}))
    assert "<" not in " ".join([block.small_print, *(text for row in block.grid.rows for text in row.texts)])


def test_the_legend_stands_beside_a_hidden_count() -> None:
    assert legends(shown(handmade("themen", {**THEMES, "kinder": HIDDEN})))[0].startswith("[g] = geheim gehalten:")


def test_the_legend_stands_beside_a_hidden_share_of_shown_counts() -> None:
    """The base of a share may be hidden where no count of the table is."""
    block = shown(handmade("themen", {**THEMES, "kinder": (9, HIDDEN)}))
    assert "[g]" in block.grid.rows[0].texts
    assert len(legends(block)) == 1


def test_there_is_no_legend_where_no_symbol_is_printed() -> None:
    assert legends(shown(handmade("themen", THEMES))) == []


def test_the_legend_stands_beside_a_hidden_total_in_the_name_of_a_row() -> None:
    cells: Cells = {"maennlich": (HIDDEN, 60), "weiblich": (HIDDEN, 40), "gesamt": (HIDDEN, 100)}
    block = shown(handmade("geschlecht", cells, percent_only=True), "geschlecht")
    assert [row.name for row in block.grid.rows][-1] == "Gesamt ([g] Personen)"
    assert len(legends(block)) == 1


def test_rounded_numbers_say_so_beside_every_table() -> None:
    assert shown(rounded(handmade("themen", THEMES))).notes[-1] == (
        "Zahlen auf 5 gerundet, 0 = 0 bis 2; Summen können abweichen."
    )


def test_the_note_on_hidden_values_says_what_is_hidden_and_what_is_not() -> None:
    text = passage(handmade("themen", THEMES), NOTE).text
    assert text.startswith("Ein [g] steht für einen geheim gehaltenen Wert.")
    for words in (
        "weniger als 5 Personen", "Summen", "anderen Tabellen dieses Berichts", "früher veröffentlichten Berichten",
        "heißt deshalb nicht, dass die Zahl klein ist", "Gezeigte Zahlen sind unverändert", "0 bedeutet: kein Fall",
    ):  # fmt: skip
        assert words in text


def test_the_note_names_the_threshold_of_the_release() -> None:
    assert "weniger als 7 Personen" in explanation(replace(handmade("themen", THEMES), threshold=7))


def test_the_note_on_rounded_numbers_does_not_speak_of_hidden_ones() -> None:
    text = explanation(rounded(handmade("themen", THEMES)))
    assert "auf Vielfache von 5 gerundet; 0 bedeutet: 0 bis 2" in text
    assert "[g]" not in text


@pytest.mark.parametrize("method", ["sperren", "runden5"])
def test_the_note_on_unprotected_numbers_claims_no_protection(method: str) -> None:
    release = unprotected(replace(handmade("themen", THEMES), method=method))
    assert "Ihre Zahlen sind ungeschützt" in explanation(release)
    assert "[g]" not in explanation(release)
    assert list(legend(release, Grid((), ()))) == []


def test_only_the_internal_profile_is_marked() -> None:
    assert (marking("intern"), warning("intern")[: len(MARKING)]) == (MARKING, MARKING)
    assert (marking("oeffentlich"), warning("oeffentlich")) == ("", "")
