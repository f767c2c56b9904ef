"""The sample's small communes: what is hidden there stays hidden."""

import pytest

from imreport.disclosure import Release
from imreport.indicators import INDICATORS

from .conftest import Released
from .tables import Keys, lines

OFTEN = [("08425005", "", ""), ("08425019", "01.01.2020", "30.06.2020")]
"""What other tests prepare, too."""
SELDOM = [
    *((commune, "", "") for commune in ("08425019", "08425064", "08425110")),
    *((commune, "01.01.2020", "30.06.2020") for commune in ("08425005", "08425064", "08425110")),
]


@pytest.mark.parametrize(
    ("commune", "von", "bis"), [*OFTEN, *(pytest.param(*values, marks=pytest.mark.slow) for values in SELDOM)]
)
def test_no_hidden_value_follows_from_its_table_by_subtraction(
    released: Released, commune: str, von: str, bis: str
) -> None:
    """The legend promises that hidden values cannot be calculated from their table."""
    made = released(gemeinde=commune, **({"von": von, "bis": bis} if von else {}))
    assert any(cell.is_hidden for table in made.tables.values() for cell in table.cells)
    counted = [key for key in made.tables if not INDICATORS[key].derive]  # what is derived has no lines that add up
    assert [total for key in counted for total in open_lines(made, key)] == []


def open_lines(release: Release, key: str) -> list[tuple[str, Keys]]:
    """The lines of a table, named by their total, of which one single member is hidden."""
    hidden = {cell.keys: cell.is_hidden for cell in release.table(key).cells}
    found = lines(list(hidden))
    return [(key, total) for parts, total in found if sum(hidden[keys] for keys in (*parts, total)) == 1]
