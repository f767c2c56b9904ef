"""Tables of a Release: protected counts become published cells with labels and shares; nothing else is left of them."""

from imreport.cases import CodeLists, Scope
from imreport.disclosure.cells import MERGED, PUBLISHED, SECRET, Cell, ReleasedTable
from imreport.disclosure.counts import Count, by_keys
from imreport.disclosure.hidden import HIDDEN
from imreport.disclosure.protect import Protected
from imreport.disclosure.shares import SMALLEST_BASE, Counts, shares_of
from imreport.disclosure.unprotected import ANY_BASE
from imreport.indicators import INDICATORS, OTHER, TOTAL, Dimension, Indicator
from imreport.parameters import Parameters


def released_tables(protected: Protected, *, codes: CodeLists, parameters: Parameters) -> dict[str, ReleasedTable]:
    """Return the tables; what was published before for the same scope stands as it was."""
    counts = {key: by_keys(cells) for key, cells in protected.counts.items()}
    fresh = {key: _table(INDICATORS[key], counts, codes=codes, parameters=parameters) for key in counts}
    return fresh | {key: earlier.table for key, earlier in protected.frozen.items()}


def _table(indicator: Indicator, counts: Counts, *, codes: CodeLists, parameters: Parameters) -> ReleasedTable:
    cells = tuple(
        _cell(count, indicator, counts=counts, codes=codes, parameters=parameters)
        for count in counts[indicator.key].values()
    )
    categories = tuple(categories_of(dimension, codes, scope=parameters.scope) for dimension in indicator.dimensions)
    return ReleasedTable(
        indicator.key, cells, categories, any(count.percent_only for count in counts[indicator.key].values())
    )


def categories_of(dimension: Dimension, codes: CodeLists, *, scope: Scope) -> dict[str, str]:
    """Return every category along a dimension, key to label, whether it occurs or not."""
    keys = dimension.categories(codes, scope)
    return {
        key: dimension.label(key, codes, scope=scope) for key in ([TOTAL] if dimension.kind != "moment" else []) + keys
    }


def _cell(count: Count, indicator: Indicator, *, counts: Counts, codes: CodeLists, parameters: Parameters) -> Cell:
    named = list(zip(indicator.dimensions, count.keys, strict=True))
    hidden = count.hidden or count.percent_only
    return Cell(
        keys=count.keys,
        labels=tuple(_label(dimension, key, codes=codes, parameters=parameters) for dimension, key in named),
        value=HIDDEN if hidden else round(count.value, indicator.decimals or None),
        status=SECRET if hidden else MERGED if count.merged else PUBLISHED,
        shares=shares_of(count, indicator, counts=counts, smallest=ANY_BASE if parameters.internal else SMALLEST_BASE),
        residual=count.merged or any(is_rest(dimension, key, codes=codes) for dimension, key in named),
    )


def is_rest(dimension: Dimension, key: str, *, codes: CodeLists) -> bool:
    """Whether a category is the residual one of its code list."""
    return dimension.kind == "codes" and any(code.key == key and code.sort == "rest" for code in codes[dimension.codes])


def _label(dimension: Dimension, key: str, *, codes: CodeLists, parameters: Parameters) -> str:
    """Name a category; beside a residual category of the code list, merged ones are called "Übrige"."""
    if key == OTHER and any(is_rest(dimension, code.key, codes=codes) for code in codes[dimension.codes]):
        return "Übrige"
    return dimension.label(key, codes, scope=parameters.scope)
