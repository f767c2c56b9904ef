"""Derived tables of a Release: from what is shown, with the names of merged teams and the source of costs."""

import pytest

from imreport.disclosure import Release
from imreport.disclosure.deriving import rounded_to
from imreport.indicators import INDICATORS, TOTAL

from .conftest import Released


def test_everybody_can_calculate_what_is_derived(release: Release) -> None:
    persons, staff = release.table("klienten_team"), release.table("vzae_team")
    for cell in release.table("klienten_je_vzae").cells:
        if cell.keys == (TOTAL,) or cell.status == "veroeffentlicht":
            whole = (persons.cell(*cell.keys).number or 0) / (staff.cell(*cell.keys).number or 1)
            assert cell.number == pytest.approx(whole, abs=0.051)


def test_merged_teams_are_called_by_their_names(release: Release) -> None:
    merged = {key: release.table(key).merged for key in ("stellen_team", "vzae_mittel", "klienten_je_vzae")}
    labels = {cell.labels[0] for cell in merged.values() if cell}
    assert all(merged.values())
    (label,) = labels
    names = [code for key, code in release.table("klienten_team").categories[0].items() if key != TOTAL]
    shown = {cell.labels[0] for cell in release.table("stellen_team").cells}
    assert set(label.split(" und ")) == {name for name in names if name not in shown and name != "Ohne Angabe"}


def test_costs_name_their_source(release: Release) -> None:
    assert release.table("kosten_jahr").source == "Annahme für das Beispiel; Pauschale des Landes bis 2021"
    assert not release.table("vzae_gefoerdert").source


def test_what_has_no_base_says_so(released: Released) -> None:
    before = released(von="01.01.2017", bis="31.01.2017")
    assert before.table("gespraeche").cell().number == 0
    assert before.omitted["gespraeche_je_klient"] == "dafür gibt es in diesem Zeitraum keine Grundlage"
    assert "kosten_je_gespraech" not in before.tables


@pytest.mark.parametrize("values", [{}, {"gemeinde": "08425005"}, {"team": "ehingen", "bis": "31.03.2018"}], ids=str)
def test_derived_numbers_are_printed_with_their_decimals(released: Released, values: dict[str, str]) -> None:
    tables = [table for key, table in released(**values).tables.items() if INDICATORS[key].derive]
    assert tables
    for table in tables:
        for number in (cell.number for cell in table.cells if cell.number is not None):
            assert number == round(number, table.indicator.decimals)
            assert isinstance(number, int) or table.indicator.decimals


@pytest.mark.parametrize(
    ("value", "decimals", "printed"), [(2.25, 1, 2.3), (0.5, 0, 1), (101.4, 0, 101), (3.92, 2, 3.92)]
)
def test_halves_are_rounded_upwards(value: float, decimals: int, printed: float) -> None:
    assert rounded_to(value, decimals) == printed
