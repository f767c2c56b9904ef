"""What counts as a number in German text, and of which kind."""

import pytest

from imreport.publication.audit.numbers import clean, finder, numbers

NONE = finder([])


def found(text: str) -> list[str]:
    return [number.text for number in numbers(clean(text), NONE)]


@pytest.mark.parametrize(
    "text",
    [
        "am 28.02.2021",
        "am 28. Februar 2021",
        "seit dem 1.\u00a0Oktober 2018",
        "im März 2020",
        "Feb. 21 und Dez. 20",
        "03/2020",
        "2018–2021",
        "im Schuljahr 2019/20",
        "2021-02-28",
        "2020-03",
        "2021-03-26T00:00:00Z",
        "am 12.04. und am 13.4.",
        "um 14:30 Uhr",
        "in den 1990er Jahren",
        "siehe Abbildung 3, Tabelle 12 und Kapitel 2",
        "Seite 3 von 12",
        "nach § 25a Abs. 1 Aufenthaltsgesetz",
        "Sprachniveau B1, COVID-19",
    ],
)
def test_dates_and_references_are_no_numbers(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43.240 Gespräche", ["43.240"]),
        ("22,10 Vollzeitäquivalente", ["22,10"]),
        ("62\u00a0% und 5 Prozent", ["62 %", "5 Prozent"]),
        ("um 5 Prozentpunkte", ["5"]),
        ("2019 Gespräche und 2019 Personen", ["2019", "2019"]),
        ("im Mai 12 Personen", ["12"]),
        ("im März 17 aus Eritrea", ["17"]),
        ("am 31.02.2021", ["31.02.2021"]),
        ("Tabelle 3.500", ["3.500"]),
        ("K00123", ["00123"]),
        ("ein 3-jähriges Kind", ["3"]),
        ("３ Personen, ③ Personen, ³ Personen", ["3", "3", "3"]),
        ("٣ Personen", ["٣"]),
        ("1\u200b2 Personen", ["12"]),
        ("−5 Personen", ["−5"]),
        ("Version 1.2.3", ["1.2.3"]),
    ],
)
def test_everything_else_is_a_number(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("3 Personen", "Personen"),
        ("**3** Frauen", "Personen"),
        ("3 Klientinnen", "Personen"),
        ("3 Beratungsgespräche", "Gespräche"),
        ("3 doppelt gelieferte Zeilen", "Zeilen"),
        ("3 Euro", "Euro"),
        ("3 Hunde", ""),
    ],
)
def test_the_noun_after_a_number_says_what_is_counted(text: str, unit: str) -> None:
    assert [number.unit for number in numbers(clean(text), NONE)] == [unit]


def test_a_known_phrase_is_passed_over() -> None:
    assert [n.text for n in numbers("Dezernat 4 und 4 weitere", finder(["Dezernat 4"]))] == ["4"]
