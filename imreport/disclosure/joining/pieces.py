"""Pieces: what earlier editions and this report cut out of a population between them, and no table prints.

Two cumulative reports differ by the months between them; a team's report and the county's differ by the other teams.
Such a piece can be calculated, so a small one is protected like a cell, and so are several of them together where one
report minus another gives them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Final, NamedTuple

from imreport.disclosure.counts import Keys
from imreport.disclosure.hiding.model import Fate, Statement
from imreport.disclosure.joining.joint import ANYTHING, Builder
from imreport.disclosure.joining.sheets import Sheet
from imreport.disclosure.joining.sight import Sight
from imreport.disclosure.joining.source import Pieces
from imreport.disclosure.mentions import Whole
from imreport.indicators import OTHER, TOTAL, Indicator

UNKNOWN: Final = -1
Pattern = frozenset[int]


class Piece(NamedTuple):
    """A cell of a table, cut to a piece: its categories and base cells."""

    keys: Keys
    cells: list[int]


def add_pieces(builder: Builder, sight: Sight, *, sheets: Sequence[Sheet], persons: Mapping[str, Pieces]) -> None:
    """Add the small pieces of a population as statements that are never printed and must not be calculable.

    Args:
        builder: Where the statements go; its base cells are cut into pieces.
        sight: The population and its views.
        sheets: The tables whose categories are looked at.
        persons: Kennzahl → persons behind its pieces, as far as they are known.
    """
    patterns = _patterns(builder)
    if len(patterns) == 1:
        return
    moving = sight.is_stock and len({view.day for view in sight.views}) > 1
    public = {frozenset(s.terms) for s in builder.statements if s.fate is Fate.SHOWN}
    for sheet in {sheet.indicator.key: sheet for sheet in reversed(sheets)}.values():
        known, seen = persons.get(sheet.indicator.key, {}), set(public)
        for view, parts in (*((min(pattern), [pattern]) for pattern in patterns), *_differences(patterns, sight)):
            members = [member for pattern in parts for member in patterns[pattern]]
            for piece in _pieces(sheet, builder, sight=sight, view=view, members=members):
                if frozenset(piece.cells) not in seen:
                    seen.add(frozenset(piece.cells))
                    behind = _persons(known, parts, keys=piece.keys, sheet=sheet)
                    _add(builder, sheet, piece=piece, persons=behind, moving=moving or len(parts) > 1)


def _differences(patterns: Iterable[Pattern], sight: Sight) -> Iterator[tuple[int, list[Pattern]]]:
    """Yield what one view shows and another does not, where that is more than one piece: reports are subtracted."""
    for one, other in permutations(range(len(sight.views)), 2):
        parts = [pattern for pattern in patterns if one in pattern and other not in pattern]
        if len(parts) > 1:
            yield one, parts


def _patterns(builder: Builder) -> dict[Pattern, list[int]]:
    """Return, for every set of views that show some base cells in common, those cells."""
    found: dict[Pattern, list[int]] = {}
    for number, cell in enumerate(builder.cells):
        shown = frozenset(view for view, place in enumerate(cell.places) if place is not None)
        found.setdefault(shown, []).append(number)
    return found


def _pieces(sheet: Sheet, builder: Builder, *, sight: Sight, view: int, members: Sequence[int]) -> Iterator[Piece]:
    """Yield the cells that a sheet would have if it were cut to some base cells of a view."""
    cut = Sheet(sheet.indicator, sheet.edition, {sight.views[view].moment: view}, sheet.counts)
    for keys, terms in cut.terms([builder.cells[member] for member in members]).items():
        yield Piece(keys, [members[number] for number in terms])


def _persons(known: Pieces, patterns: Sequence[Pattern], *, keys: Keys, sheet: Sheet) -> int:
    """Return the persons behind one or more pieces, of flows at least the most behind one; or UNKNOWN."""
    behind = [_persons_of(known, sheet.indicator, pattern=pattern, keys=keys, sheet=sheet) for pattern in patterns]
    joined = sum if sheet.indicator.basis == "stock" else max
    parts = [count for count in behind if count != UNKNOWN]
    return joined(parts) if parts else UNKNOWN


def _persons_of(known: Pieces, indicator: Indicator, *, pattern: Pattern, keys: Keys, sheet: Sheet) -> int:
    """Return the persons behind a piece; of merged categories at least the most behind one; or UNKNOWN."""
    columns = [axis for axis, dimension in enumerate(indicator.dimensions) if dimension.kind != "moment"]
    wanted = tuple(keys[axis] for axis in columns)
    if OTHER not in wanted:
        return known.get((pattern, wanted), UNKNOWN)
    named = [{count.keys[axis] for count in sheet.counts} for axis in columns]
    parts = [n for (views, found), n in known.items() if views == pattern and _is_in(found, wanted, named=named)]
    joined = sum if indicator.basis == "stock" else max
    return joined(parts) if parts else UNKNOWN


def _is_in(found: Keys, wanted: Keys, *, named: Sequence[set[str]]) -> bool:
    pairs = zip(found, wanted, named, strict=True)
    return all(key == wish or (wish == OTHER and key != TOTAL and key not in names) for key, wish, names in pairs)


def _add(builder: Builder, sheet: Sheet, *, piece: Piece, persons: int, moving: bool) -> None:
    """Add a piece if it is small; of several, or where people come and go, only its exact size is protected."""
    value = sum(builder.cells[cell].units for cell in piece.cells)
    behind = value // sheet.factor if persons == UNKNOWN else persons
    if value == 0 or behind >= builder.rule.threshold:
        return
    stock = sheet.indicator.basis == "stock" and sheet.factor == 1
    full = builder.rule.range_of(value, persons=stock, unit=sheet.factor)
    target = (value, value + sheet.factor) if moving else full
    name = f"Teilmenge von {sheet.name(piece.keys)}"
    number = builder.add(Statement(name, dict.fromkeys(piece.cells, 1), value, Fate.HIDDEN, veiled=ANYTHING), target)
    builder.subjects[number] = sheet.indicator.key


def add_complements(builder: Builder, sheets: Sequence[Sheet], *, wholes: Mapping[str, Whole]) -> None:
    """Add, for categories that nearly all units have, those without: they follow from the number of all.

    Args:
        builder: Where the statements go.
        sheets: The tables of Mehrfachnennungen of this report.
        wholes: Kennzahl → what its units are properties of; where their number is hidden, nothing follows.
    """
    for sheet in () if builder.rule.is_rounding else [sheet for sheet in sheets if sheet.indicator.key in wholes]:
        terms = sheet.terms(builder.cells)
        for count in sheet.counts:
            whole = wholes[sheet.indicator.key].of(count.keys)
            if count.hidden and not (count.withheld or whole.hidden):
                everybody, value = int(whole.value), int(count.value)
                low, high = builder.rule.range_of(everybody - value, persons=False)
                name = f"Fälle ohne {sheet.name(count.keys)}"
                at_most = Statement(name, terms[count.keys], value, Fate.HIDDEN, veiled=(None, everybody))
                number = builder.add(at_most, (everybody - high, everybody - low))
                builder.subjects[number] = sheet.indicator.key
