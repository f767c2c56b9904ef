"""The profile intern: every cell is shown as it was counted, and the Release says for whom it is."""

from dataclasses import replace

import pytest

from imreport.cases import CaseTables
from imreport.config import Config
from imreport.disclosure import PUBLISHED, Release, release_cases, statements
from imreport.indicators import INDICATORS, tabulate
from imreport.parameters import Parameters
from tests.conftest import not_public

from .conftest import VILLAGE


@pytest.fixture(scope="module")
def village(cases: CaseTables, config: Config) -> Release:
    """The unprotected Release of a commune in which the public one hides and merges."""
    parameters = Parameters(profil="intern", gemeinde=VILLAGE).resolve(not_public(config))
    return release_cases(cases, parameters, config=config)


def test_every_cell_of_every_kennzahl_is_the_count_itself(village: Release, cases: CaseTables) -> None:
    counted = {key: table for key, table in village.tables.items() if not INDICATORS[key].derive}
    assert len(counted) > 20
    for key, table in counted.items():
        indicator = INDICATORS[key]
        frame = tabulate(indicator, cases, scope=village.parameters.scope)
        counted = frame.set_index(indicator.columns)["value"].to_dict()
        assert {cell.keys if len(cell.keys) > 1 else cell.keys[0]: cell.value for cell in table.cells} == counted


@pytest.mark.parametrize("name", ["internal", "village"])
def test_nothing_is_hidden_merged_or_shown_in_percent_only(name: str, request: pytest.FixtureRequest) -> None:
    tables = request.getfixturevalue(name).tables.values()
    assert {cell.status for table in tables for cell in table.cells} == {PUBLISHED}
    assert not any(table.percent_only or table.merged for table in tables)


def test_the_public_release_of_the_village_hides_what_the_internal_one_shows(
    village: Release, cases: CaseTables, config: Config
) -> None:
    public = release_cases(cases, Parameters(gemeinde=VILLAGE).resolve(config), config=config)
    assert any(cell.is_hidden for table in public.tables.values() for cell in table.cells)
    small = [cell.value for table in village.tables.values() for cell in table.cells]
    assert {1, 2} <= set(small)


def test_shares_are_shown_on_small_bases_too_and_never_on_none(village: Release) -> None:
    genders = village.table("geschlecht")
    base = genders.cell("gesamt").number
    assert base
    assert base < 20
    assert genders.cell("maennlich").shares["anteil"] == int(100 * (genders.cell("maennlich").number or 0) / base + 0.5)
    empty = [cell for cell in village.table("kanaele").cells if cell.is_total and cell.value == 0]
    assert all(set(cell.shares.values()) <= {None, 0} for cell in empty)


def test_title_and_representation_say_for_whom_it_is(internal: Release, release: Release) -> None:
    assert internal.title == f"{release.title} (intern, nur für den Dienstgebrauch)"
    assert repr(internal).endswith(f"{len(internal.tables)} Kennzahlen, ungeschützt, nur für den Dienstgebrauch>")
    assert repr(release).endswith(" Werte geheim gehalten>")


def test_title_of_a_part_says_for_whom_it_is(village: Release) -> None:
    assert village.title.endswith(" 28.\u00a0Februar 2021 (intern, nur für den Dienstgebrauch)")


def test_profile_and_method_survive_the_way_through_json(internal: Release, release: Release) -> None:
    rounded = replace(release, method="runden5")
    for original in (internal, release, rounded):
        assert Release.from_json(original.to_json()) == original
    assert (internal.profile, internal.method) == ("intern", "sperren")
    assert (release.profile, rounded.method) == ("oeffentlich", "runden5")


def test_every_statement_of_an_internal_release_has_a_value(internal: Release) -> None:
    assert all(row["wert"] for row in statements(internal))
