"""Code lists: the shipped ones, a county's own, and broken ones."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from imreport.cases import CaseTables, CodeList, load_code_lists
from imreport.cases.codes import HEADER, parse_code_list
from imreport.cases.schema import tables
from imreport.errors import ConfigError
from tests.exports import build, codes, contents, export, opened

SHIPPED = load_code_lists()
HEAD = ";".join(HEADER)


def parsed(*rows: str) -> CodeList:
    return parse_code_list("themen", "\r\n".join([HEAD, *rows, ""]).encode("utf-8-sig"))


def test_shipped_lists() -> None:
    assert list(SHIPPED) == [
        "altersgruppen", "aufenthaltsstatus", "betreuungsdauer", "formen", "geschlecht", "haeufigkeit",
        "haushaltsgroesse", "herkunft", "kanaele", "kontaktwege", "kostenarten", "planabdeckung", "planstatus",
        "staatsangehoerigkeiten", "themen", "verbleib", "weiterleitungsziele",
    ]  # fmt: skip


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_keys_are_unique_and_plain(name: str) -> None:
    keys = [code.key for code in SHIPPED[name]]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [key for key in keys if not re.fullmatch("[a-z0-9_]+", key)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_spelling_means_one_code(name: str) -> None:
    meant = Counter(spelling for spelling, _ in set(SHIPPED[name].spellings()))
    assert [spelling for spelling, count in meant.items() if count > 1] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_list_has_one_ohne_angabe_and_it_is_last(name: str) -> None:
    sorts = [code.sort for code in SHIPPED[name]]
    assert sorts.count("ohne_angabe") == 1
    assert sorts[-1] == "ohne_angabe"


def test_channels_roll_up_to_ways_of_contact() -> None:
    parents = {code.key: code.parent for code in SHIPPED["kanaele"]}
    assert parents == {
        "buero": "persoenlich", "aufsuchend": "persoenlich", "telefon": "telefon_email", "email": "telefon_email",
        "video": "video", "ohne_angabe": "ohne_angabe",
    }  # fmt: skip
    assert set(parents.values()) == {code.key for code in SHIPPED["kontaktwege"]}


def test_every_list_of_the_schema_is_known() -> None:
    wanted = {column.codes for table in tables().values() for column in table.of_kind("code", "codes")}
    assert wanted - set(SHIPPED) == {"teams", "gemeinden"}


def test_row_of_a_list() -> None:
    code = next(iter(parsed("halle;Turnhalle; rest ;gebaeude;1.2.2018;2021-02-28;Halle|Sporthalle")))
    assert (code.key, code.label, code.sort, code.parent) == ("halle", "Turnhalle", "rest", "gebaeude")
    assert (code.valid_from, code.valid_until) == (date(2018, 2, 1), date(2021, 2, 28))
    assert code.also == ("Halle", "Sporthalle")


def test_list_without_ohne_angabe_gets_one() -> None:
    codes = parsed("a;Ahorn;;;;;")
    assert [code.key for code in codes] == ["a", "ohne_angabe"]
    assert codes.unknown == "ohne_angabe"
    assert codes.label("ohne_angabe") == "Ohne Angabe"


@pytest.mark.parametrize("row", ["k_a;keine Angabe;ohne_angabe;;;;", "ohne_angabe;Ohne Angabe;;;;;"])
def test_own_ohne_angabe_is_what_an_empty_cell_counts_as(row: str) -> None:
    codes = parsed("a;Ahorn;;;;;", row)
    assert [code.key for code in codes] == ["a", row.partition(";")[0]]
    assert codes.unknown == row.partition(";")[0]


def test_spellings_are_key_label_and_aliases() -> None:
    codes = parsed("halle;Turnhalle;;;;;Halle")
    assert dict(codes.spellings())["halle"] == "halle"
    assert [spelling for spelling, key in codes.spellings() if key == "halle"] == ["halle", "turnhalle", "halle"]
    assert [spelling for spelling, _ in codes.spellings(keys_only=True)] == ["halle", "ohne_angabe"]


def test_label_of_an_unknown_key_is_the_key() -> None:
    codes = parsed("a;Ahorn;;;;;")
    assert ("a" in codes, "b" in codes) == (True, False)
    assert (codes.label("a"), codes.label("b")) == ("Ahorn", "b")


def test_own_list_replaces_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "topics.csv"
    own.write_text(f"{HEAD}\nschule;Schule;;;;;\n", encoding="utf-8")
    loaded = load_code_lists({"themen": own})
    assert [code.key for code in loaded["themen"]] == ["schule", "ohne_angabe"]
    assert loaded["kanaele"] == SHIPPED["kanaele"]


def test_own_list_decides_what_a_cell_may_hold(tmp_path: Path) -> None:
    lists = {
        **codes(),
        "themen": parsed("kita;Kindertagesstätte;;;;;Kinder", "rest;Sonstiges;rest;;;;Wohnen|Gesundheit"),
    }
    with opened(build(tmp_path), lists=lists) as held:
        assert list(held.findings) == []
        assert [row[1] for row in contents(held)["consultation_topics"]] == ["kita", "rest", "rest", "kita"]


BROKEN = {
    "no_utf8": f"{HEAD}\na;Übergang;;;;;\n".encode("cp1252"),
    "commas": f"{HEAD}\na;Ahorn;;;;;\n".replace(";", ",").encode(),
    "missing_column": b"schluessel;bezeichnung\na;Ahorn\n",
    "short_row": f"{HEAD}\na;Ahorn\n".encode(),
    "impossible_date": f"{HEAD}\na;Ahorn;;;31.02.2020;;\n".encode(),
    "same_key_twice": f"{HEAD}\na;Ahorn;;;;;\na;Birke;;;;;\n".encode(),
    "row_without_key": f"{HEAD}\n;Ahorn;;;;;\n".encode(),
    "empty": b"",
    "other_header_without_rows": b"name;wert\n",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_list_is_an_error_of_the_config(fault: str, tmp_path: Path) -> None:
    path = tmp_path / "eigene.csv"
    path.write_bytes(BROKEN[fault])
    with pytest.raises(ConfigError, match="Schlüsselverzeichnis „themen“") as caught:
        load_code_lists({"themen": path})
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_missing_list_is_an_error_of_the_config(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"„fehlt\.csv“ fehlt oder ist nicht lesbar") as caught:
        load_code_lists({"themen": tmp_path / "fehlt.csv"})
    assert caught.value.hint == "Prüfen Sie den Abschnitt [schluessel] in bericht.toml."


def test_one_spelling_for_two_codes_is_an_error_where_labels_count(tmp_path: Path) -> None:
    rows = ["kita;Kinder;;;;;", "schule;Schule;;;;;Kinder", "rest;Sonstiges;rest;;;;Wohnen|Gesundheit"]
    with (
        pytest.raises(ConfigError, match="themen"),
        opened(build(tmp_path), lists={**codes(), "themen": parsed(*rows)}),
    ):
        pass


@pytest.mark.parametrize("key", ["gesamt", "andere"])
def test_keys_that_tables_need_are_taken(key: str, tmp_path: Path) -> None:
    lists = {**codes(), "themen": parsed("kinder;Kinder;;;;;", f"{key};Sonstiges;rest;;;;")}
    with (
        pytest.raises(ConfigError, match=f"„themen“ gibt es den Schlüssel „{key}“"),
        opened(build(tmp_path), lists=lists),
    ):
        pass


def test_list_that_the_schema_needs_is_missing() -> None:
    with pytest.raises(ConfigError, match="Es fehlt das Schlüsselverzeichnis „gemeinden“") as caught:
        CaseTables.from_files(export("valid"), SHIPPED)
    assert caught.value.hint == 'Nennen Sie die Datei in bericht.toml: [schluessel] gemeinden = "gemeinden.csv".'


def test_misspelt_name_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(f"{HEAD}\nschule;Schule;;;;;\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="„themn“") as caught:
        load_code_lists({"themn": tmp_path / "own.csv"})
    assert caught.value.hint == "Meinten Sie „themen“?"


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("31.12.2018", ["schluessel_nicht_gueltig"]),
        ("01.01.2019", []),
        ("31.01.2019", []),
        ("01.02.2019", ["schluessel_nicht_gueltig"]),
    ],
)
def test_validity_includes_first_and_last_day(day: str, rules: list[str], tmp_path: Path) -> None:
    lists = {**codes(), "themen": parsed("kinder;Kinder;;;01.01.2019;31.01.2019;")}
    row = f"G1;{day};Einzelgespräch;K1;;Video;Kinder;Ehingen"
    with opened(build(tmp_path, consultations=[row], referrals=[]), lists=lists, period=None) as held:
        assert [finding.rule for finding in held.findings] == rules


def test_two_communes_may_bear_one_name() -> None:
    assert [code.label for code in codes()["gemeinden"]][:2] == ["Altheim", "Altheim (Alb)"]
    twins = parsed("08425004;Altheim;;;;;", "08425005;Altheim;;;;;")
    assert dict(twins.spellings(keys_only=True))["08425005"] == "08425005"
