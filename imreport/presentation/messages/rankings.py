"""Messages about one dimension: what is most frequent, largest or smallest."""

from typing import Final

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.presentation.messages.wording import (
    counted,
    named,
    nothing,
    shown_parts,
    some_hidden,
    then,
    with_values,
)
from imreport.presentation.select import parts
from imreport.presentation.texts import share_of

THREE_YEARS: Final = "ab_3"


def _most(table: ReleasedTable) -> str:
    """Begin a ranking; a hidden value may be larger than every shown one."""
    return "Am häufigsten unter den gezeigten Werten" if some_hidden(table) else "Am häufigsten"


def _named_ones(table: ReleasedTable) -> list[Cell]:
    """Return the shown categories that have a name of their own, largest first."""
    return [cell for cell in shown_parts(table) if not cell.residual and "ohne_angabe" not in cell.keys]


def ranking(release: Release, table: ReleasedTable) -> str:
    """Name the most frequent category and the next two, residual categories apart."""
    return _ranking(table, _most(table))


def _ranking(table: ReleasedTable, begin: str) -> str:
    ranked, decimals = _named_ones(table), table.indicator.decimals
    if not ranked:
        return nothing(table)
    return then(f"{begin}: {named(ranked[0], decimals)}", with_values(ranked[1:3], decimals))


def topics(release: Release, table: ReleasedTable) -> str:
    """Name the residual category beside the most frequent ones, where it is the largest."""
    ranked = shown_parts(table)
    if ranked and ranked[0].residual:
        following = [cell for cell in ranked if not cell.residual][:3]
        return then(f"{_most(table)}: {named(ranked[0])}", with_values(following))
    return ranking(release, table)


def areas(release: Release, table: ReleasedTable) -> str:
    """Name the areas with the most units."""
    among = " unter den gezeigten Werten" if some_hidden(table) else ""
    return _ranking(table, f"Die meisten {table.indicator.unit}{among}")


def gender(release: Release, table: ReleasedTable) -> str:
    """Say the shares of all genders."""
    shares = [(cell.labels[0], cell.shares["anteil"]) for cell in parts(table)]
    texts = [f"{german.percent(share)} {label}" for label, share in shares if isinstance(share, int) and share]
    return f"Von den Klientinnen und Klienten sind {german.listing(texts)}." if texts else ranking(release, table)


def largest_group(release: Release, table: ReleasedTable) -> str:
    """Name the largest group with its number and share."""
    groups = _named_ones(table)
    if not groups:
        return nothing(table)
    largest = [cell for cell in groups if cell.number == groups[0].number]
    among = " unter den gezeigten Werten" if some_hidden(table) else ""
    names = german.listing([f"„{cell.labels[0]}“" for cell in largest])
    each = " jeweils" if len(largest) > 1 else ""
    begin = f"Am größten {'sind' if len(largest) > 1 else 'ist'}{among} {_groups(largest)} {names}"
    return f"{begin} mit{each} {_with_share(largest[0], table.indicator.unit)}."


def _groups(cells: list[Cell]) -> str:
    return "die Gruppe" if len(cells) == 1 else "die Gruppen"


def _with_share(cell: Cell, unit: str) -> str:
    """Print a number with its noun and its share, if there is one."""
    number = counted(cell.number or 0, unit)
    key, share = next(iter(cell.shares.items()), ("", None))
    return f"{number} ({share_of(cell, key)})" if isinstance(share, int) else number


def extremes(release: Release, table: ReleasedTable) -> str:
    """Name the categories with the highest and the lowest value."""
    shown, decimals = shown_parts(table), table.indicator.decimals
    if not shown:
        return nothing(table)
    if len(shown) == 1:
        return f"{named(shown[0], decimals)}."
    among = " unter den gezeigten" if some_hidden(table) else ""
    high, low = named(shown[0], decimals), named(shown[-1], decimals)
    if shown[0].number == shown[-1].number:
        return f"Alle gezeigten Werte sind gleich ({german.number(shown[0].number or 0, decimals)})."
    return f"Der höchste Wert{among}: {high}; der niedrigste: {low}."


def care(release: Release, table: ReleasedTable) -> str:
    """Say how many have been in care for three years or longer: the mark of the state's rule."""
    long = next((cell for cell in table.cells if cell.keys == (THREE_YEARS,)), None)
    if long is None or long.number is None:
        return largest_group(release, table)
    if not long.number:
        return "Niemand ist seit drei Jahren oder länger in Betreuung."
    verb = "ist" if long.number == 1 else "sind"
    return f"{_with_share(long, table.indicator.unit)} {verb} seit drei Jahren oder länger in Betreuung."


def funding_ends(release: Release, table: ReleasedTable) -> str:
    """Say when the funding of most posts ends, and of the last one."""
    ends = [cell for cell in table.cells if not cell.is_total and cell.number]
    if not ends:
        return nothing(table)
    most = max(ends, key=lambda cell: cell.number or 0)
    among = "von den gezeigten Werten " if some_hidden(table) else ""
    if len(ends) == 1:
        return f"Die Förderung endet {among}im {most.labels[0]} ({counted(most.number or 0, table.indicator.unit)})."
    text = f"Am häufigsten endet die Förderung {among}im {most.labels[0]}"
    last = "" if most is ends[-1] else f", zuletzt im {ends[-1].labels[0]}"
    return f"{text} ({counted(most.number or 0, table.indicator.unit)}){last}."
