"""Charts: every chart of the sample, and what is drawn of hidden, residual and left-out values."""

from dataclasses import replace
from itertools import pairwise
from typing import Literal

import matplotlib as mpl
import pytest

from imreport.disclosure import HIDDEN, Release, Value
from imreport.errors import NotReleasedError
from imreport.presentation import Chart, Omitted, Series, Table, chart, table
from imreport.presentation.charts import CHARTS, FORMS, SPOKEN
from imreport.presentation.drawing import FIGURES, Plan, draw
from imreport.presentation.style import settings

from .handmade import RELEASE, Cells, handmade, hiding

KEYS = ("themen", "weiterleitungen", "staatsangehoerigkeit", "geschlecht", "gespraeche_monat", "kanaele")
"""Charts whose cells are looked at one by one; those of every form are in test_forms.py."""
NATIONS: Cells = {"syrien": 50, "irak": 30, "iran": 9, "aegypten": 8, "zypern": 7, "ohne_angabe": 6, "gesamt": 110}


@pytest.fixture(scope="module")
def charts(release: Release) -> dict[str, Chart]:
    """Every chart of the sample."""
    return {key: made(release, key) for key in KEYS}


def made(release: Release, key: str, *, named: int = 7) -> Chart:
    block = chart(release, key, named=named)
    assert isinstance(block, Chart)
    return block


@pytest.mark.parametrize("key", KEYS)
def test_picture_is_there_as_svg_and_png(charts: dict[str, Chart], key: str) -> None:
    assert charts[key].svg.rstrip().endswith("</svg>")
    assert charts[key].svg.count("<path") > len(charts[key].categories)
    assert charts[key].png.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(charts[key].png) > 5_000


@pytest.mark.parametrize("key", KEYS)
def test_same_bytes_when_drawn_again(charts: dict[str, Chart], release: Release, key: str) -> None:
    again = made(release, key)
    assert (again.svg, again.png) == (charts[key].svg, charts[key].png)
    assert again == charts[key]


@pytest.mark.parametrize("key", KEYS)
def test_svg_names_no_date_and_no_program(charts: dict[str, Chart], key: str) -> None:
    assert "<dc:date>" not in charts[key].svg
    assert b"Software" not in charts[key].png


@pytest.mark.parametrize("key", KEYS)
def test_alt_text_says_form_title_and_message(charts: dict[str, Chart], key: str) -> None:
    block = charts[key]
    assert block.alt.startswith(f"{FORMS[block.form]}: {block.title}. {block.message}")
    assert len(block.alt) > len(f"{FORMS[block.form]}: {block.title}. {block.message}")


@pytest.mark.parametrize("key", KEYS)
def test_alt_text_is_not_the_caption(charts: dict[str, Chart], key: str) -> None:
    block = charts[key]
    assert block.alt not in (block.title, block.message, f"{block.title}. {block.message}")


@pytest.mark.parametrize("key", [key for key in KEYS if key != "gespraeche_monat"])
def test_alt_text_says_every_value(charts: dict[str, Chart], release: Release, key: str) -> None:
    plan, _, _ = CHARTS[key](release, release.table(key), named=7)
    assert len(plan.categories) <= SPOKEN
    for labels in plan.labels:
        for name, label in zip(plan.categories, labels, strict=True):
            assert f"{name} {label}" in charts[key].alt


def test_many_values_are_left_to_the_table(charts: dict[str, Chart]) -> None:
    assert charts["gespraeche_monat"].alt.endswith("Alle Werte stehen in der Tabelle.")
    assert "September 2020 (1.515)" in charts["gespraeche_monat"].alt


@pytest.mark.parametrize("key", KEYS)
def test_data_table_stands_beside_every_chart(charts: dict[str, Chart], key: str) -> None:
    grid = charts[key].grid
    assert {len(row.texts) for row in grid.rows} == {len(grid.header)}
    assert len(grid.rows) >= 4


@pytest.mark.parametrize("key", ["themen", "weiterleitungen"])
def test_bars_are_the_released_cells(charts: dict[str, Chart], release: Release, key: str) -> None:
    block = charts[key]
    drawn = dict(zip(block.categories, block.series[0].values, strict=True))
    assert drawn == {cell.labels[0]: cell.number for cell in release.table(key).cells if not cell.is_total}


@pytest.mark.parametrize("key", ["themen", "weiterleitungen"])
def test_bars_come_longest_first_and_the_residual_one_last(charts: dict[str, Chart], key: str) -> None:
    values = [value or 0 for value in charts[key].series[0].values]
    assert all(first >= second for first, second in pairwise(values[:-1]))
    assert charts[key].categories[-1].startswith("Andere")


def test_columns_are_the_months(charts: dict[str, Chart], release: Release) -> None:
    block = charts["gespraeche_monat"]
    months = [cell for cell in release.table("gespraeche_monat").cells if not cell.is_total]
    assert block.form == "column"
    assert block.categories == tuple(str(int(cell.keys[0][5:])) for cell in months)
    assert block.series[0].values == tuple(cell.number for cell in months)


def test_gender_is_drawn_in_percent(charts: dict[str, Chart]) -> None:
    assert charts["geschlecht"].series == (Series("Anteil in Prozent", (65, 34, None, None)),)
    assert "divers [g]" in charts["geschlecht"].alt


def test_channels_are_drawn_in_two_series(charts: dict[str, Chart], release: Release) -> None:
    block, table = charts["kanaele"], release.table("kanaele")
    assert [series.name for series in block.series] == ["vor März 2020", "seit März 2020"]
    for era, series in zip(("vorher", "seither"), block.series, strict=True):
        cells = [cell for cell in table.cells if cell.keys[0] == era and not cell.is_total]
        assert series.values == tuple(cell.shares["anteil"] for cell in cells)
        assert block.categories == tuple(cell.labels[1] for cell in cells)


def test_hidden_value_is_named_and_has_no_bar() -> None:
    cells: Cells = {"kinder": 9, "wohnen": HIDDEN, "arbeit": HIDDEN, "gesamt": 40}
    block = made(handmade("themen", cells), "themen")
    assert block.series[0].values == (9, None, None)
    assert "Werte: Kinder 9; Wohnen [g]; Arbeit [g]." in block.alt
    assert any(note.startswith("[g] = geheim") for note in block.notes)


def test_no_bar_is_as_long_as_none_at_all() -> None:
    def picture(second: float | None) -> str:
        series = (Series("Gespräche", (9, second)),)
        return draw(Plan("bar", ("a", "b"), series, (("9", "[g]"),), (False, False)))[0]

    assert picture(None) == picture(0)
    assert picture(None) != picture(1)


def labels(release: Release, key: str) -> dict[str, tuple[float | None, str]]:
    """What stands at each bar: series and category to the number drawn and the text."""
    plan, _, _ = CHARTS[key](release, release.table(key), named=40)
    names = [f"{number} {name}" for number, name in enumerate(plan.categories)]
    return {
        f"{series.name} {name}": (value, text)
        for series, texts in zip(plan.series, plan.labels, strict=True)
        for name, value, text in zip(names, series.values, texts, strict=True)
    }


@pytest.mark.parametrize("key", [key for key in KEYS if key != "staatsangehoerigkeit"])
def test_a_hidden_value_has_no_bar_and_its_symbol_in_every_chart(release: Release, key: str) -> None:
    hidden = labels(hiding(release, key, {1, 3}), key)
    assert [value for value, text in hidden.values() if text == "[g]"].count(None) >= 2
    assert all((value is None) == (text == "[g]") for value, text in hidden.values())


def test_a_hidden_nationality_goes_into_the_rest(release: Release) -> None:
    block = made(hiding(release, "staatsangehoerigkeit", {0, 1}), "staatsangehoerigkeit")
    hidden = {cell.labels[0] for cell in release.table("staatsangehoerigkeit").cells[:2]}
    assert not hidden & set(block.categories)
    assert sum(value or 0 for value in block.series[0].values) == 1768


@pytest.mark.parametrize("form", ["bar", "column"])
def test_the_symbol_stands_at_the_axis_whatever_is_beside_it(form: Literal["bar", "column"]) -> None:
    """The place of [g] is the axis: no gap between its neighbours, no height, is a number."""

    def place(first: float, last: float) -> object:
        plan = Plan(form, ("a", "b", "c"), (Series("", (first, None, last)),), (("1", "[g]", "3"),), (False,) * 3)
        with mpl.rc_context(settings()):  # type: ignore[arg-type]
            axes = FIGURES[form](plan).axes[0]
        (symbol,) = (text for text in axes.texts if text.get_text() == "[g]")
        return symbol.xy, symbol.xyann, symbol.get_rotation()  # type: ignore[attr-defined]

    assert place(2, 900) == place(900, 2) == place(5, 5)
    axis, padding = (0, (3, 0)) if form == "bar" else (1, (0, 3))
    at, beside, _ = place(2, 900)  # type: ignore[misc]
    assert (at[axis], beside) == (0, padding)


@pytest.mark.parametrize("key", ["themen", "weiterleitungen"])
def test_hidden_bars_stand_in_the_order_of_the_code_list(release: Release, key: str) -> None:
    places = {1, 2, 3}
    block = made(hiding(release, key, places), key)
    hidden = [name for name, value in zip(block.categories, block.series[0].values, strict=True) if value is None]
    assert hidden == [release.table(key).cells[place].labels[0] for place in sorted(places)]


@pytest.mark.parametrize("key", KEYS)
def test_an_internal_chart_is_marked_in_the_picture_and_its_properties(internal: Release, key: str) -> None:
    block, public = made(internal, key), made(replace(internal, parameters=RELEASE.parameters), key)
    assert "<title>Nur für den Dienstgebrauch</title>" in block.svg
    assert "Nur f\u00fcr den Dienstgebrauch".encode("latin-1") in block.png
    assert "Dienstgebrauch" not in public.svg
    assert drawn(block.svg) - drawn(public.svg) >= len("NurfürdenDienstgebrauch")


def drawn(svg: str) -> int:
    """How many letters and shapes a picture has."""
    return svg.count("<use ") + svg.count("<path ")


@pytest.mark.parametrize("named", [1, 3, 7, 12, 18, 40])
def test_top_and_andere_sum_to_the_total(release: Release, named: int) -> None:
    block = made(release, "staatsangehoerigkeit", named=named)
    assert sum(value or 0 for value in block.series[0].values) == 1768
    assert len(block.categories) <= named + 1
    assert block.categories[-1] in ("Übrige", "Andere")


def test_the_seven_most_frequent_nationalities_are_named(charts: dict[str, Chart]) -> None:
    block = charts["staatsangehoerigkeit"]
    assert block.categories == (
        "Syrien", "Afghanistan", "Irak", "Nigeria", "Eritrea", "Gambia", "Pakistan", "Übrige",
    )  # fmt: skip
    assert [row.name for row in block.grid.rows] == [*block.categories, "Gesamt"]


def test_shares_of_the_named_and_the_rest_are_whole_percentages(charts: dict[str, Chart]) -> None:
    shares = [row.entries[1].text for row in charts["staatsangehoerigkeit"].grid.rows]
    assert shares[0] == "42\u00a0%"
    assert shares[-2:] == ["13\u00a0%", "100\u00a0%"]


def test_examples_of_andere_are_named_but_not_ranked() -> None:
    block = made(handmade("staatsangehoerigkeit", NATIONS), "staatsangehoerigkeit", named=2)
    assert block.notes[-1].endswith("nicht einzeln genannt sind, zum Beispiel Aegypten, Iran und Zypern.")


def test_five_examples_at_most(charts: dict[str, Chart]) -> None:
    assert charts["staatsangehoerigkeit"].notes == (
        "„Übrige“ umfasst alle, die hier nicht einzeln genannt sind, "
        "zum Beispiel Iran, Kamerun, Palästinensische Gebiete/ungeklärt, Somalia und Türkei.",
    )


@pytest.mark.parametrize(("threshold", "named"), [(28, True), (29, False)])
def test_examples_need_enough_persons_behind_the_rest(threshold: int, *, named: bool) -> None:
    """30 persons and 3 examples: at least threshold + 2 must stand behind them."""
    release = replace(handmade("staatsangehoerigkeit", NATIONS), threshold=threshold)
    notes = made(release, "staatsangehoerigkeit", named=2).notes
    assert any("zum Beispiel" in note for note in notes) is named


def test_all_are_named_where_nothing_is_left_over() -> None:
    cells: Cells = {"irak": 30, "syrien": 50, "gesamt": 80}
    block = made(handmade("staatsangehoerigkeit", cells), "staatsangehoerigkeit")
    assert block.categories == ("Syrien", "Irak")
    assert not any("zum Beispiel" in note for note in block.notes)


def test_a_rest_of_one_is_named_itself() -> None:
    cells: Cells = {"irak": 30, "iran": 9, "syrien": 50, "gesamt": 89}
    block = made(handmade("staatsangehoerigkeit", cells), "staatsangehoerigkeit", named=2)
    assert block.categories == ("Syrien", "Irak", "Iran")


def test_rest_of_a_hidden_total_is_hidden() -> None:
    cells: Cells = {"syrien": 50, "irak": HIDDEN, "iran": HIDDEN, "gesamt": HIDDEN}
    block = made(handmade("staatsangehoerigkeit", cells), "staatsangehoerigkeit")
    assert dict(zip(block.categories, block.series[0].values, strict=True)) == {"Syrien": 50, "Übrige": None}


@pytest.mark.parametrize("key", ["themen", "weiterleitungen", "geschlecht", "kanaele"])
def test_chart_and_table_of_the_same_cells_say_the_same(charts: dict[str, Chart], release: Release, key: str) -> None:
    beside = table(release, key)
    assert isinstance(beside, Table)
    assert charts[key].notes == beside.notes
    assert charts[key].grid == beside.grid


def test_picture_of_two_series_has_patterns_and_a_legend(charts: dict[str, Chart]) -> None:
    assert "<pattern" in charts["kanaele"].svg
    assert "legend" in charts["kanaele"].svg


def test_residual_bar_has_a_pattern(charts: dict[str, Chart]) -> None:
    assert "<pattern" in charts["themen"].svg
    assert "<pattern" not in charts["gespraeche_monat"].svg


MONTHS: Cells = {"2020-02": 7, "2020-03": 9, "2020-04": 8, "gesamt": 24}


def marks(release: Release) -> tuple[tuple[int, str], ...]:
    return CHARTS["gespraeche_monat"](release, release.table("gespraeche_monat"), named=7)[0].marks


def test_cut_is_marked_only_inside_the_period() -> None:
    release = handmade("gespraeche_monat", MONTHS)
    assert marks(release) == ((1, "seit März 2020"),)
    assert marks(replace(release, parameters=replace(RELEASE.parameters, zaesur=RELEASE.parameters.von))) == ()


def test_a_change_of_sources_is_marked() -> None:
    release = replace(handmade("gespraeche_monat", MONTHS), breaks={"2020-04-01": "plattform"})
    assert marks(release) == ((1, "seit März 2020"), (2, "Erfassungsbruch: ab hier plattform"))


def test_a_fact_that_says_so_is_marked_as_a_break_in_the_recording() -> None:
    release = handmade("gespraeche_monat", {"2018-09": 10, "2018-10": 20, "2018-11": 30})
    release = replace(release, parameters=replace(release.parameters, zaesur=release.parameters.von))
    fact = {"wert": "2018-10-01", "quelle": "Vorlage", "bruch": "Erfassung"}
    marked = replace(release, facts={"plattform_seit": fact, "anderes": {**fact, "bruch": ""}})
    early = replace(release, facts={"plattform_seit": {**fact, "wert": "2018-02-01"}})
    assert [marks(one) for one in (marked, early)] == [((1, "Erfassung seit Oktober 2018"),), ()]
    block = made(marked, "gespraeche_monat")
    assert "Erfassungsbruch am 1.\u00a0Oktober 2018: davor und danach nur eingeschränkt vergleichbar." in block.notes


def test_a_share_below_1_percent_is_not_drawn_as_none() -> None:
    cells: Cells = {
        "familie.kinder": (7000, 70), "familie.wohnen": (9, 0), "familie.gesamt": 7009,
        "gesamt.kinder": 7000, "gesamt.wohnen": 9, "gesamt.gesamt": 7009,
    }  # fmt: skip
    release = handmade("themen_form", cells)
    plan = CHARTS["themen_form"](release, release.table("themen_form"), named=7)[0]
    assert plan.labels == (("70\u00a0%", "unter 1\u00a0%"),)


def test_gender_of_few_persons_is_drawn_from_what_is_published() -> None:
    """Below 20 persons there are no percentages; the counts that the table shows are all there is to draw."""
    cells: Cells = {"maennlich": (9, None), "weiblich": (8, None), "gesamt": (17, None)}
    block = chart(handmade("geschlecht", cells), "geschlecht")
    assert isinstance(block, Omitted) or block.series[0].values == (9, 8)


@pytest.mark.parametrize("value", [0, HIDDEN], ids=["zero", "hidden"])
def test_nothing_to_draw_gives_no_picture(value: Value) -> None:
    block = chart(handmade("themen", {"kinder": value, "wohnen": 0, "gesamt": value}), "themen")
    assert isinstance(block, Omitted)
    assert block.reason == "es gibt keinen veröffentlichten Wert, den sie zeigen könnte"


def test_kennzahl_without_a_chart_gives_the_nearest_one(release: Release) -> None:
    with pytest.raises(NotReleasedError, match=r"Abbildung „vzae_team“\. Meinten Sie „vzae“"):
        chart(release, "vzae_team")


def test_unknown_kennzahl_gives_the_nearest_one(release: Release) -> None:
    with pytest.raises(NotReleasedError, match=r"Kennzahl „geschlect“\. Meinten Sie „geschlecht“"):
        chart(release, "geschlect")


def test_what_this_run_leaves_out_is_omitted() -> None:
    assert chart(replace(RELEASE, omitted={"kanaele": "Grund"}), "kanaele") == Omitted("kanaele", "Grund")


def test_a_balance_of_which_only_totals_are_shown_has_no_panel_without_a_number() -> None:
    own: Cells = {f"{origin}.{state}": HIDDEN for origin in ("vorher", "neu") for state in ("aktiv", "abbruch")}
    totals: Cells = {
        "vorher.gesamt": 80,
        "neu.gesamt": 24,
        "gesamt.aktiv": 90,
        "gesamt.abbruch": 14,
        "gesamt.gesamt": 104,
    }
    assert [series.name for series in made(handmade("plaene_stand", {**own, **totals}), "plaene_stand").series] == [
        "Gesamt"
    ]
