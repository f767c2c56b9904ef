"""Plain numbers: cells that need no other look, because they are ASCII without blanks and hold no identifier."""

import pytest

from imreport.cases.gate import plain
from imreport.cases.gate.scan import SUSPECT
from tests.cases.gate.sheets import loaded

PLAIN = ["G1", "K0000017", "W_12", "h-123456789", "17", "0", "08425033", "1f44c3679c4c49ae", "K99999999"]
OTHER = ["G 1", " G1", "G1 ", "1,5", "1E+14", "=A2", "#NV", "Gesamt", "K\u00a01", "K\ufffd1", "Ä1", "K19870512",
         "K12051987", "cf44c3679c4c49ae", "DE02120300000000202051", "04.02.2019", "karimi", "-1", "G1\n"]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_number(text: str) -> None:
    with loaded([["G1"], [text], []], width=1) as engine:
        assert plain(engine, "sheet", names=["c0"]) == {"c0"}
        assert engine.rows(f"select count(*) from (select c0 as text_ from sheet) where {SUSPECT}") == [(0,)]


@pytest.mark.parametrize("text", OTHER)
def test_one_other_text_is_enough(text: str) -> None:
    with loaded([["G1"], [text]], width=1) as engine:
        assert plain(engine, "sheet", names=["c0"]) == frozenset()


def test_nothing_is_plain_too() -> None:
    with loaded([[]], width=2) as engine:
        assert plain(engine, "sheet", names=["c0", "c1"]) == {"c0", "c1"}
        assert plain(engine, "sheet", names=[]) == frozenset()
