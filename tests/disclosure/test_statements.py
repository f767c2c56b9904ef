"""Every published number is one row of kennzahlen.csv."""

from collections import Counter

import pytest

from imreport.disclosure import HIDDEN, Release, statements

from .conftest import Released

COLUMNS = [
    "kennzahl", "merkmal", "auspraegung", "merkmal_2", "auspraegung_2", "wert", "einheit", "von", "bis", "status",
]  # fmt: skip


def row(release: Release, *names: str, unit: str = "") -> dict[str, str]:
    """The row of a Kennzahl and its categories; the first one, or that of a unit."""
    wanted = (*names, "", "")[:3]
    found = [entry for entry in statements(release) if place(entry) == wanted and unit in entry["einheit"]]
    return found[0]


def place(entry: dict[str, str]) -> tuple[str, ...]:
    return entry["kennzahl"], entry["auspraegung"], entry["auspraegung_2"]


def test_rows_have_the_columns_of_the_open_form(release: Release) -> None:
    assert all(list(entry) == COLUMNS for entry in statements(release))


def test_every_number_stands_there_once(release: Release) -> None:
    found = Counter((*place(entry), entry["einheit"]) for entry in statements(release))
    cells = [cell for table in release.tables.values() for cell in table.cells]
    shares = [share for cell in cells for share in cell.shares.values() if share is not None]
    assert set(found.values()) == {1}
    assert found.total() == len(cells) + len(shares)


@pytest.mark.parametrize("key", ["gespraeche", "gespraeche_jahr", "themen", "vzae", "kanaele", "geschlecht"])
def test_values_are_those_of_the_cells(release: Release, key: str) -> None:
    unit = release.table(key).indicator.unit
    rows = [entry["wert"] for entry in statements(release) if (entry["kennzahl"], entry["einheit"]) == (key, unit)]
    values = [cell.number for cell in release.table(key).cells]
    assert [float(text) if text else None for text in rows] == values


def test_row_of_a_total(release: Release) -> None:
    assert row(release, "gespraeche", "Gesamt") == {
        "kennzahl": "gespraeche", "merkmal": "form", "auspraegung": "Gesamt", "merkmal_2": "", "auspraegung_2": "",
        "wert": "43240", "einheit": "Gespräche", "von": "2018-02-01", "bis": "2021-02-28", "status": "veroeffentlicht",
    }  # fmt: skip


def test_row_of_two_dimensions(release: Release) -> None:
    entry = row(release, "gespraeche_jahr", "2019", "Familiengespräch")
    assert [entry["merkmal"], entry["merkmal_2"], entry["wert"]] == ["jahr", "form", "2901"]


def test_row_of_a_share(release: Release) -> None:
    entry = row(release, "themen", "Kinder", unit="Gesprächen")
    assert [entry["wert"], entry["einheit"]] == ["23", "Prozent (Anteil an den Gesprächen)"]


def test_decimals_have_a_point(release: Release) -> None:
    assert row(release, "vzae", "am Stichtag")["wert"] == "22.10"


@pytest.mark.parametrize(
    ("names", "von", "bis"),
    [
        (("themen", "Kinder"), "2019-01-01", "2019-12-31"),
        (("staatsangehoerigkeit", "Syrien"), "2019-12-24", "2019-12-24"),
        (("stellen", "am Stichtag"), "2019-12-24", "2019-12-24"),
        (("stellen", "zu Beginn des Zeitraums"), "2019-01-01", "2019-01-01"),
    ],
)
def test_days_of_flows_and_stocks(released: Released, names: tuple[str, ...], von: str, bis: str) -> None:
    release = released(von="01.01.2019", bis="31.12.2019", stichtag="24.12.2019")
    entry = row(release, *names)
    assert (entry["von"], entry["bis"]) == (von, bis)


def test_hidden_number_has_no_value(release: Release) -> None:
    entry = row(release, "geschlecht", "männlich")
    assert (entry["wert"], entry["status"]) == ("", "geheim")


def test_percentage_of_a_percent_only_table_is_published(release: Release) -> None:
    entry = row(release, "geschlecht", "männlich", unit="Prozent")
    assert (entry["wert"], entry["status"]) == ("65", "veroeffentlicht")


def test_merged_number_says_so(release: Release) -> None:
    entry = row(release, "staatsangehoerigkeit", "Andere")
    assert (entry["wert"], entry["status"]) == ("11", "zusammengefasst")


def test_value_is_empty_exactly_where_it_is_secret(village: Release) -> None:
    rows = list(statements(village))
    assert {entry["status"] for entry in rows} == {"veroeffentlicht", "geheim", "zusammengefasst"}
    assert all((entry["wert"] == "") == (entry["status"] == "geheim") for entry in rows)


def test_what_is_left_out_has_no_rows(released: Released) -> None:
    keys = {entry["kennzahl"] for entry in statements(released(von="01.01.2019", bis="31.12.2019"))}
    assert keys.isdisjoint({"kanaele", "kontaktwege"})
    assert "themen" in keys


def test_no_row_prints_the_hidden_sign(village: Release) -> None:
    assert not [entry for entry in statements(village) if str(HIDDEN) in entry.values()]
