"""An invented export of quite different shape, made from a plain one: what docs/mein-export.md is tried with.

One workbook with a cover sheet, contacts below a preamble and above a line of totals, and people; three CSV files in
other dialects. Other headers, other words, topics separated by commas, days as 1.2.19, numbers of communes without
their leading zero. All of it is invented, as is the sample that it is made from.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl

Row = dict[str, str]
Translate = Callable[[str], str]

FORMS = {"Einzelgespräch": "Einzelberatung", "Familiengespräch": "Familie/Paar"}
CHANNELS = {
    "persönlich im Büro": "Sprechstunde", "aufsuchend": "Hausbesuch", "telefonisch": "Telko",
    "E-Mail/Messenger": "Mail", "Video": "Videokonferenz",
}  # fmt: skip
TOPICS = {
    "Anderes Thema": "Sonstiges", "Kinder": "Kita/Schule", "Wohnen": "Wohnungssuche", "Arbeit": "Job",
    "Spracherwerb": "Deutschkurs", "Ausbildung und Qualifizierung": "Ausbildung",
    "Gesellschaftliche Teilhabe und Ehrenamt": "Ehrenamt",
}  # fmt: skip
STATES = {"Syrien": "syrisch", "Irak": "irakisch", "Afghanistan": "AFG"}
GENDERS = {"männlich": "m", "weiblich": "w"}
AGES = {"0-17": "unter 18", "60+": "ab 60"}
STATUS = {"Aufenthaltsgestattung": "gestattet", "Duldung": "geduldet"}
TARGETS = {"Andere Regeldienste/Beratungsstellen": "Sonstige", "Agentur für Arbeit/Jobcenter": "Jobcentr"}
PLANS = {"aktiv": "laufend", "beendet wegen Wegzug oder Abbruch": "abgebrochen"}


def short_day(text: str) -> str:
    """01.02.2019 as 1.2.19."""
    day = datetime.strptime(text, "%d.%m.%Y").date() if text else None
    return f"{day.day}.{day.month}.{day:%y}" if day else ""


def word(words: Mapping[str, str]) -> Translate:
    return lambda text: words.get(text, text)


def topics(text: str) -> str:
    return ", ".join(map(word(TOPICS), text.split("|"))) if text else ""


def team(text: str) -> str:
    return f"Team {text}" if text else ""


Columns = dict[str, tuple[str, Translate]]

CONTACTS: Columns = {
    "lfd. Nr.": ("Gespräch-Nr.", str), "Termin": ("Gesprächsdatum", short_day), "Setting": ("Form", word(FORMS)),
    "Pseudonym": ("Klient-Nr.", str), "Familien-Nr.": ("Haushalt-Nr.", str), "Kontaktart": ("Kanal", word(CHANNELS)),
    "Beratungsthemen": ("Themen", topics), "Standort": ("Team", team),
}  # fmt: skip
PEOPLE: Columns = {
    "Pseudonym": ("Klient-Nr.", str), "Familien-Nr.": ("Haushalt-Nr.", str),
    "Nationalität": ("Staatsangehörigkeit", word(STATES)), "m/w/d": ("Geschlecht", word(GENDERS)),
    "Alter in Gruppen": ("Altersgruppe", word(AGES)), "Aufenthaltstitel": ("Aufenthaltsstatus", word(STATUS)),
    "AGS": ("Gemeindeschlüssel", lambda text: text.lstrip("0")), "Standort": ("Team", team),
    "Aufnahme": ("Betreuung von", short_day), "Austritt": ("Betreuung bis", short_day),
}  # fmt: skip
REFERRALS: Columns = {
    "Verweis-ID": ("Weiterleitung-Nr.", str), "Kontakt": ("Gespräch-Nr.", str),
    "Verwiesen an": ("Weiterleitung an", word(TARGETS)),
}  # fmt: skip
PLAN: Columns = {
    "Plannummer": ("Plan-Nr.", str), "Pseudonym": ("Klient-Nr.", str), "Erstelldatum": ("Erstellt am", short_day),
    "Stand": ("Status", word(PLANS)), "Ende": ("Beendet am", short_day),
}  # fmt: skip
POSTS: Columns = {
    "Stellennummer": ("Stelle-Nr.", str), "Standort": ("Team", team), "Stellenanteil": ("VZÄ", str),
    "Besetzt seit": ("Besetzt von", short_day), "Vakant ab": ("Besetzt bis", short_day),
}  # fmt: skip


def write_foreign(folder: Path, plain: Path) -> tuple[str, ...]:
    """Write the export in its foreign shape and return the names of the files."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Deckblatt"
    book.active.append(["Auswertung 2018, erfunden"])
    contacts = book.create_sheet("Kontakte")
    for texts in ([], ["Kontakte, alle Standorte"], [], *_rows(plain / "beratungsgespraeche.csv", CONTACTS)):
        contacts.append(texts)
    contacts.append(["Gesamt", None, None, None, None, None, None, str(contacts.max_row - 4)])
    people = book.create_sheet("Ratsuchende")
    for texts in _rows(plain / "klienten.csv", PEOPLE):
        people.append(texts)
    book.save(folder / "doku.xlsx")
    _write(folder / "verweise.csv", _rows(plain / "weiterleitungen.csv", REFERRALS), delimiter=",", encoding="cp1252")
    _write(folder / "plaene.csv", _rows(plain / "integrationsplaene.csv", PLAN), delimiter="\t", encoding="utf-16")
    _write(folder / "personal.csv", _rows(plain / "stellen.csv", POSTS), delimiter=";", encoding="utf-8")
    return "doku.xlsx", "verweise.csv", "plaene.csv", "personal.csv"


def _rows(path: Path, columns: Columns) -> Iterator[list[str]]:
    yield [*columns]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            yield [translate(row[ours] or "") for ours, translate in columns.values()]


def _write(path: Path, rows: Iterator[Sequence[str]], *, delimiter: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
