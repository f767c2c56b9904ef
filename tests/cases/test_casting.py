"""From text to type: days, numbers, codes, empty cells."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from imreport.cases import CaseTables
from imreport.cases.cells import number_sql
from imreport.cases.engine import Engine
from tests.exports import build, opened

DAYS = {
    "04.02.2019": date(2019, 2, 4),
    "4.2.2019": date(2019, 2, 4),
    " 04.02.2019 ": date(2019, 2, 4),
    "2019-02-04": date(2019, 2, 4),
    "2019-02-04 13:45:59": date(2019, 2, 4),
    "29.02.2020": date(2020, 2, 29),
    "31.12.1999": date(1999, 12, 31),
    "4.2.19": date(2019, 2, 4),
    "04. 02. 2019": date(2019, 2, 4),
    "04.02.2019 13:45 Uhr": date(2019, 2, 4),
    "2019-02-04T13:45": date(2019, 2, 4),
    "43500": date(2019, 2, 4),
}
NO_DAYS = [
    "29.02.2019",
    "31.04.2019",
    "32.01.2019",
    "01.13.2019",
    "02/04/2019",
    "4. Februar 2019",
    "19991",
    "unbekannt",
]
NUMBERS = {"0,75": "0.75", "0.75": "0.75", "1": "1", "1,0": "1", " 0,5 ": "0.5", "0.5": "0.5"}
NO_NUMBERS = ["eins", "1,2,3", "0,75 VZÄ", "75%", "nan", "inf", "1.000", "0,755", "-1", "1e1", "1.23,5", ".5"]


def column(tables: CaseTables, table: str, name: str) -> list[object]:
    return [value for (value,) in tables.engine.rows(f"select {name} from case_{table}")]


def faults(tables: CaseTables) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.column, finding.value) for finding in tables.findings]


def posts(row: str, texts: Iterable[str]) -> list[str]:
    return [f"S{number};{row.format(text)}" for number, text in enumerate(texts)]


def test_days(tmp_path: Path) -> None:
    with opened(build(tmp_path, posts=posts("Ehingen;1;{};", DAYS))) as tables:
        assert dict(zip(DAYS, column(tables, "posts", "filled_from"), strict=True)) == DAYS
        assert faults(tables) == []


def test_what_is_no_day(tmp_path: Path) -> None:
    with opened(build(tmp_path, posts=posts("Ehingen;1;{};", NO_DAYS))) as tables:
        assert faults(tables) == [("datum_unmoeglich", "Besetzt von", text) for text in NO_DAYS]
        assert set(column(tables, "posts", "filled_from")) == {None}


def test_numbers(tmp_path: Path) -> None:
    with opened(build(tmp_path, posts=posts("Ehingen;{};01.02.2018;", NUMBERS))) as tables:
        wanted = [Decimal(number) for number in NUMBERS.values()]
        assert (column(tables, "posts", "fte"), faults(tables)) == (wanted, [])


def test_thousands_points_need_a_decimal_comma() -> None:
    with Engine() as engine:
        [row] = engine.rows(f"select {number_sql('a')}, {number_sql('b')} from (select '1.234,50' as a, '1.500' as b)")
    assert row == (Decimal("1234.50"), None)


def test_what_is_no_number(tmp_path: Path) -> None:
    with opened(build(tmp_path, posts=posts("Ehingen;{};01.02.2018;", NO_NUMBERS))) as tables:
        assert faults(tables) == [("zahl_unmoeglich", "VZÄ", text) for text in NO_NUMBERS]
        assert set(column(tables, "posts", "fte")) == {None}


def test_code_is_known_by_label_and_key_in_any_case(tmp_path: Path) -> None:
    texts = ["Laichinger Alb", "LAICHINGER ALB", "laichinger_alb", "  Laichinger Alb "]
    with opened(build(tmp_path, posts=posts("{};1;01.02.2018;", texts))) as tables:
        assert (set(column(tables, "posts", "team")), faults(tables)) == ({"laichinger_alb"}, [])


def test_code_with_an_umlaut_in_capitals(tmp_path: Path) -> None:
    with opened(build(tmp_path, referrals=["W1;G1;AUSLÄNDERBEHÖRDE"])) as tables:
        assert (column(tables, "referrals", "target"), faults(tables)) == (["auslaenderbehoerde"], [])


@pytest.mark.parametrize(
    ("cell", "topics"),
    [
        ("Wohnen | Kinder", ["kinder", "wohnen"]),
        ("Sprache|Spracherwerb|spracherwerb", ["spracherwerb"]),
        ("", ["ohne_angabe"]),
        (" | ", ["ohne_angabe"]),
        ("Ohne Angabe", ["ohne_angabe"]),
        ("|Kinder||Wohnen|", ["kinder", "wohnen"]),
    ],
)
def test_topics_of_a_cell(cell: str, topics: list[str], tmp_path: Path) -> None:
    row = f"G1;04.02.2019;Einzelgespräch;K1;;Video;{cell};Ehingen"
    with opened(build(tmp_path, consultations=[row], referrals=[])) as tables:
        assert (sorted(map(str, column(tables, "consultation_topics", "topic"))), faults(tables)) == (topics, [])


def test_commune_is_a_key_never_a_name(tmp_path: Path) -> None:
    row = "{};H1;Syrien;weiblich;27-39;Duldung;{};Ehingen;01.02.2018;"
    clients = [row.format("K1", "08425004"), row.format("K2", "Altheim")]
    with opened(build(tmp_path, clients=clients, consultations=[], referrals=[])) as tables:
        assert column(tables, "clients", "commune") == ["08425004", None]
        assert faults(tables) == [("schluessel_unbekannt", "Gemeindeschlüssel", "Altheim")]


@pytest.mark.parametrize(("table", "end"), [("posts", "filled_until"), ("plans", "closed_on")])
def test_open_end_stays_empty(table: str, end: str, valid: CaseTables) -> None:
    assert column(valid, table, end) == [None]


@pytest.mark.parametrize(("row", "header"), [("S1;Ehingen;;01.02.2018;", "VZÄ"), ("S1;Ehingen;1;;", "Besetzt von")])
def test_required_cell_may_not_be_empty(row: str, header: str, tmp_path: Path) -> None:
    with opened(build(tmp_path, posts=[row])) as tables:
        assert faults(tables) == [("angabe_fehlt", header, "")]


def test_required_category_may_not_be_empty(tmp_path: Path) -> None:
    row = "G1;04.02.2019;;K1;;Video;Kinder;Ehingen"
    with opened(build(tmp_path, consultations=[row])) as tables:
        assert faults(tables) == [("angabe_fehlt", "Form", "")]


def test_key_may_stand_between_blanks(tmp_path: Path) -> None:
    row = " G1 ;04.02.2019;Einzelgespräch; K1 ;;Video;Kinder;Ehingen"
    with opened(build(tmp_path, consultations=[row])) as tables:
        assert faults(tables) == []
        assert column(tables, "consultations", "consultation_id") == ["G1"]
        assert column(tables, "consultation_topics", "consultation_id") == ["G1"]
