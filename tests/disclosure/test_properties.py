"""What holds for every table, tried on random ones."""

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from imreport.disclosure.counts import Count
from imreport.indicators import OTHER, TOTAL

from .tables import THRESHOLD, Cells, Keys, lines, protected

TABLES = ["themen", "staatsangehoerigkeit", "gespraeche_monat", "gespraeche_jahr", "kanaele"]
STOCKS = ["staatsangehoerigkeit"]
MERGING = ["themen", "staatsangehoerigkeit"]
CROSSED = ["gespraeche_jahr", "kanaele"]
SENSITIVE = ["thema_ziel", "themen_jahr"]
SMALL_AND_LARGE = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 30])

Table = tuple[str, Cells]
many = settings(deadline=None, max_examples=200, derandomize=True)


@st.composite
def tables(draw: st.DrawFn, kinds: Sequence[str] = TABLES) -> Table:
    """A table of one or two dimensions in which the persons of a total lie between those of a part and of all."""
    kennzahl = draw(st.sampled_from(kinds))
    width = 2 if kennzahl in (*CROSSED, *SENSITIVE) else 1
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    names = [(f"z{row}", *[f"s{column}"] * (width - 1)) for row in range(rows) for column in range(columns)]
    stock = kennzahl in STOCKS
    cells = {keys: draw(measures(stock=stock)) for keys in dict.fromkeys(names)}
    for total in totals(list(cells)):
        parts = [[cells[key] for key in line] for line, of in lines([*cells, total]) if of == total]
        cells[total] = draw(sums(parts, stock=stock))
    return kennzahl, {".".join(keys): measure for keys, measure in cells.items()}


def totals(keys: list[Keys]) -> list[Keys]:
    """The keys of all totals: of the rows, of the columns, of everything."""
    if len(keys[0]) == 1:
        return [(TOTAL,)]
    rows = [(row, TOTAL) for row in dict.fromkeys(key[0] for key in keys)]
    return [*rows, *[(TOTAL, column) for column in dict.fromkeys(key[1] for key in keys)], (TOTAL, TOTAL)]


@st.composite
def measures(draw: st.DrawFn, *, stock: bool) -> tuple[int, int]:
    """Value and persons of a cell; an event may have nobody behind it, or more persons than events (a family)."""
    count = draw(SMALL_AND_LARGE)
    return (count, count) if stock else (count, draw(st.integers(0, 2 * count)))


@st.composite
def sums(draw: st.DrawFn, parts: list[list[tuple[int, int]]], *, stock: bool) -> tuple[int, int]:
    """Value and persons of a total, from its lines: the persons behind the parts of a flow may be the same."""
    value = sum(value for value, _ in parts[0])
    behind = [[count for _, count in line] for line in parts]
    most = min(sum(counts) for counts in behind)
    return (value, value) if stock else (value, draw(st.integers(max(map(max, behind)), most)))


def by_keys(counts: Mapping[str, Count]) -> dict[Keys, Count]:
    return {count.keys: count for count in counts.values()}


@many
@given(tables())
def test_enough_persons_stand_behind_every_published_count(table: Table) -> None:
    kennzahl, cells = table
    counts = protected(kennzahl, cells)
    for key, count in counts.items():
        if count.value > 0 and not count.hidden:
            assert behind(kennzahl, cells, key, set(counts)) >= THRESHOLD


def behind(kennzahl: str, cells: Cells, key: str, kept: set[str]) -> int:
    """The persons surely behind a cell, counted from the table itself."""
    if key != OTHER:
        return cells[key][1]
    merged = [count for name, (_, count) in cells.items() if name not in kept]
    return sum(merged) if kennzahl in STOCKS else max(merged)


@many
@given(tables())
def test_no_line_with_a_shown_total_has_exactly_one_hidden_part(table: Table) -> None:
    """A line that is withheld because it tells of everybody may be that short; its zeros are hidden too."""
    counts = by_keys(protected(*table))
    for parts, total in lines(list(counts)):
        hidden = [part for part in parts if counts[part].hidden]
        assert counts[total].hidden or len(hidden) != 1 or counts[hidden[0]].withheld


@settings(many, max_examples=500)
@given(tables(CROSSED))
def test_no_hidden_value_follows_from_shown_ones_by_subtraction(table: Table) -> None:
    """The legend promises that hidden values cannot be calculated from their table."""
    counts = by_keys(protected(*table))
    for parts, total in lines(list(counts)):
        assert sum(counts[keys].hidden for keys in (*parts, total)) != 1


@settings(many, max_examples=500)
@given(tables(SENSITIVE))
def test_nothing_withheld_follows_by_subtraction_either(table: Table) -> None:
    """Lines that tell of everybody are withheld; of one of them nothing follows from the lines that cross it."""
    counts = by_keys(protected(*table))
    for parts, total in lines(list(counts)):
        assert sum(counts[keys].hidden for keys in (*parts, total)) != 1


@many
@given(tables())
def test_shown_values_are_unchanged(table: Table) -> None:
    kennzahl, cells = table
    counts = protected(kennzahl, cells)
    assert {key: count.value for key, count in counts.items() if key != OTHER}.items() <= {
        key: value for key, (value, _) in cells.items()
    }.items()


@many
@given(tables())
def test_andere_is_the_sum_of_what_is_gone(table: Table) -> None:
    kennzahl, cells = table
    counts = protected(kennzahl, cells)
    gone = set(cells) - set(counts)
    merged = [count.value for count in counts.values() if count.merged]
    assert merged == [sum(cells[key][0] for key in gone)] * bool(gone)
    assert not gone or kennzahl in MERGING


@many
@given(tables())
def test_nothing_is_hidden_without_need(table: Table) -> None:
    kennzahl, cells = table
    if all(value == 0 or count >= THRESHOLD for value, count in cells.values()):
        found = protected(kennzahl, cells).values()
        withheld = any(count.withheld for count in found)  # then a total may be hidden so that they do not follow
        assert not any(not withheld and (count.hidden or count.merged) for count in found)


@many
@given(tables())
def test_zero_stays_zero(table: Table) -> None:
    assert not any(count.hidden and not count.withheld for count in protected(*table).values() if count.value == 0)


@many
@given(tables())
def test_whole_lines_are_withheld_or_nothing(table: Table) -> None:
    counts = by_keys(protected(*table))
    for parts, _ in lines(list(counts)):
        assert len({counts[part].withheld for part in parts}) <= 1
