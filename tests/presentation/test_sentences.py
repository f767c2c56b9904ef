"""Sentences: whatever the numbers are, no chart, table or map says something broken."""

import re
from collections.abc import Iterator

import matplotlib as mpl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imreport.disclosure import Release
from imreport.indicators import INDICATORS
from imreport.presentation import message, style, table
from imreport.presentation.blocks import Chart, Exhibit, Omitted, Table
from imreport.presentation.charts import CHARTS, planned
from imreport.presentation.drawing import FIGURES, written
from imreport.presentation.maps import is_mapped, planned_map
from imreport.presentation.messages import NOTHING

from .anything import releases

BROKEN = re.compile(
    r"\bnan\b|\binf\b|None|  | [,.;:]|\.\.|,,|\(\)|„“|[{}]"
    r"|(?<![\d.,])1 (?:Gespräche|Personen|Stellen|Nennungen|Weiterleitungen|Integrationspläne)\b(?! je)"
    r"|(?:^|\. )[a-zäöü]| und\.|, dann\.|[(,] ?\)"
)
SMALL = {"derandomize": True, "deadline": None, "suppress_health_check": list(HealthCheck)}


def texts(block: Exhibit | Omitted) -> Iterator[str]:
    """Every sentence of a block."""
    if isinstance(block, Omitted):
        yield f"{block.reason[0].upper()}{block.reason[1:]}."
        return
    yield from (f"{block.title}.", block.basis, block.source, *block.notes)
    if isinstance(block, Chart):
        yield from (block.message, block.alt)


def made(release: Release, key: str) -> Iterator[Exhibit | Omitted]:
    """Everything that is made of a Kennzahl."""
    yield table(release, key)
    for plan in ([planned(release, key)] if key in CHARTS else []) + (
        [planned_map(release, key)] if is_mapped(release.table(key)) else []
    ):
        yield plan if isinstance(plan, Omitted) else plan[1]


@pytest.mark.parametrize("key", INDICATORS)
@settings(max_examples=25, **SMALL)
@given(data=st.data())
def test_no_sentence_is_broken(key: str, data: st.DataObject) -> None:
    release = data.draw(releases(key))
    said = [message(release, release.table(key)), *(text for block in made(release, key) for text in texts(block))]
    for text in said:
        assert not BROKEN.search(text), text
        assert text.endswith("."), text
    assert not (said[0] == NOTHING and any(isinstance(block, Chart) for block in made(release, key)))


@pytest.mark.parametrize("key", INDICATORS)
@settings(max_examples=15, **SMALL)
@given(data=st.data())
def test_every_row_is_as_long_as_the_header_and_nothing_in_it_is_empty(key: str, data: st.DataObject) -> None:
    release = data.draw(releases(key))
    for block in made(release, key):
        if isinstance(block, Chart | Table):
            assert all(block.grid.header)
            assert {len(row.texts) for row in block.grid.rows} <= {len(block.grid.header)}
            assert all(text and "nan" not in text for row in block.grid.rows for text in row.texts)


@pytest.mark.parametrize("key", CHARTS)
@settings(max_examples=2, **SMALL)
@given(data=st.data())
def test_whatever_is_planned_can_be_drawn(key: str, data: st.DataObject) -> None:
    plan = planned(data.draw(releases(key)), key)
    if not isinstance(plan, Omitted):
        with mpl.rc_context(style.settings()):  # type: ignore[arg-type]
            figure = FIGURES[plan[0].form](plan[0])
        shown = {text.get_text() for axes in figure.axes for text in axes.texts if text.get_text()}
        assert shown <= set(written(plan[0])) | {"\n".join(written(plan[0]))}
