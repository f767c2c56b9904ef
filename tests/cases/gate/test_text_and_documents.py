"""Free text and document numbers; the check digits of the numbers that have one."""

import random

import pytest

from imreport.cases.gate.checksums import holds_iban, is_document_number, is_insurance_number, is_tax_number
from imreport.cases.gate.prose import is_prose
from tests.cases.gate.sheets import inspect_column, rules

TOPICS = ["Arbeit", "Wohnen", "Gesundheit", "Spracherwerb", "Ausbildung und Qualifizierung", "Rückkehr"]
LETTERS = "CFGHJKLMNPRTVWXYZ"


@pytest.mark.parametrize(
    "text",
    [
        "War heute da.Er hat nach Arbeit gefragt",
        "Klient möchte nicht umziehen",
        "Sie kommt morgen wieder",
        "wants to work, has no flat",
        "Frau K. hat den Termin beim Jobcenter nicht wahrgenommen, weil das Kind krank war.",
        "Vater verstorben, Mutter noch in der Türkei",
        " ".join(["Wort"] * 30),
        "x" * 1_500,
    ],
)
@pytest.mark.parametrize("header", ["Merkmal", "Themen"])
def test_prose_is_refused(header: str, text: str) -> None:
    (finding,) = [f for f in inspect_column([*TOPICS, text], header) if f.rule == "anonymitaet_freitext"]
    assert (finding.row, finding.value) == (len(TOPICS) + 2, "")


@pytest.mark.parametrize(
    "text",
    [
        "Gesellschaftliche Teilhabe und Ehrenamt",
        "Migrationsberatung für erwachsene Zugewanderte (MBE)",
        "|".join(TOPICS * 5),
        "Unterstützung bei der Suche nach einer Wohnung und beim Umzug",
        "telefonisch oder per E-Mail/Messenger",
        ", ".join(TOPICS * 4),
        "Agentur für Arbeit/Jobcenter",
        "Kontakt mit Behörden, Schulen, Ärzten und Kliniken im Landkreis",
        "z. B. Wohngeld.",
    ],
)
def test_label_is_no_prose(text: str) -> None:
    assert not is_prose(text)
    assert inspect_column([text] * 3) == []


def test_many_long_cells_are_free_text() -> None:
    draw = random.Random(3)
    words = ["Beratung", "zu", "Antrag", "Wohnung", "Unterlagen", "für", "Schule", "Termin", "Amt", "Kind"]
    cells = [" ".join(draw.sample(words, 9)) for _ in range(60)]
    assert rules(inspect_column(cells)) == {"anonymitaet_freitext"}
    assert inspect_column(cells[:10] * 6) == []


@pytest.mark.parametrize(("header", "refused"), [("Merkmal", True), ("Themen", True), ("Klient-Nr.", False)])
def test_more_texts_than_are_looked_at(monkeypatch: pytest.MonkeyPatch, header: str, *, refused: bool) -> None:
    monkeypatch.setattr("imreport.cases.gate.prose.SUSPECTS", 7_000)
    cells = [f"q{number}x" for number in range(7_000)]
    assert rules(inspect_column(cells, header)) == ({"anonymitaet_freitext"} if refused else set())


def document(draw: random.Random) -> str:
    body = draw.choice(LETTERS) + "".join(draw.choice(LETTERS + "0123456789" * 2) for _ in range(8))
    return next(f"{body}{digit}" for digit in range(10) if is_document_number(f"{body}{digit}"))


def test_column_of_documents_is_refused() -> None:
    draw = random.Random(5)
    numbers = [document(draw) for _ in range(200)]
    for column in (numbers, [number[:9] for number in numbers], [f"N{draw.randrange(10**8):09}" for _ in range(50)]):
        assert rules(inspect_column(column)) == {"anonymitaet_inhalt"}


def test_random_keys_are_no_documents() -> None:
    """One in ten has the right check digit by chance."""
    draw = random.Random(5)
    keys = [document(draw)[:9] + str(draw.randrange(10)) for _ in range(200)]
    assert inspect_column(keys, "Klient-Nr.") == []


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (holds_iban, "DE89370400440532013000"),
        (is_tax_number, "86095742719"),
        (is_tax_number, "36574261809"),
        (is_insurance_number, "15070649C103"),
        (is_document_number, "L01X00T471"),
    ],
)
def test_one_wrong_digit_is_noticed(check: object, text: str) -> None:
    assert callable(check)
    assert check(text)
    places = [place for place, mark in enumerate(text) if mark.isdigit()]
    wrong = [text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :] for place in places]
    assert not any(check(other) for other in wrong)
