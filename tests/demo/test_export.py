"""The export reproduces every total exactly, in the form of a German office's files."""

import csv
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

import imreport
from imreport.demo import write_export

from .conftest import Export, day, expected

TOTALS = expected()
DATA = Path(__file__).parents[2] / "data"
FILES = [
    "beratungsgespraeche.csv",
    "weiterleitungen.csv",
    "klienten.csv",
    "integrationsplaene.csv",
    "stellen.csv",
    "teams.csv",
    "verbaende.csv",
    "gemeinden.csv",
]
CODE_LISTS = {
    "Form": "formen",
    "Kanal": "kanaele",
    "Themen": "themen",
    "Weiterleitung an": "weiterleitungsziele",
    "Staatsangehörigkeit": "staatsangehoerigkeiten",
    "Geschlecht": "geschlecht",
    "Altersgruppe": "altersgruppen",
    "Aufenthaltsstatus": "aufenthaltsstatus",
    "Status": "planstatus",
}


def month(cell: str) -> str:
    return day(cell).strftime("%Y-%m")


def counted(rows: list[dict[str, str]], column: str) -> Counter[str]:
    return Counter(row[column] for row in rows)


def test_printed_numbers_of_2021(export: Export) -> None:
    forms = counted(export.consultations, "Form")
    assert (len(export.consultations), forms["Einzelgespräch"], forms["Familiengespräch"]) == (43_240, 35_354, 7_886)
    assert len(export.plans) == 1_326
    assert (len(export.posts), sum(float(post["VZÄ"].replace(",", ".")) for post in export.posts)) == (
        27,
        pytest.approx(22.1),
    )


def test_assumed_numbers_of_persons(export: Export) -> None:
    assert len(export.stock) == 1_768
    assert 2_700 < len(export.clients) < 3_100
    assert len(export.referrals) == 23_479


def test_headline_of_the_totals_agrees(export: Export) -> None:
    sizes = {
        "consultations": len(export.consultations),
        "plans": len(export.plans),
        "clients_as_of": len(export.stock),
    }
    assert sizes == {name: TOTALS["headline"][name][0] for name in sizes}


@pytest.mark.parametrize("row", TOTALS["months"]["rows"], ids=lambda row: row[0])
def test_month(export: Export, row: list[int | str]) -> None:
    held = [talk for talk in export.consultations if month(talk["Gesprächsdatum"]) == row[0]]
    forms, channels = counted(held, "Form"), counted(held, "Kanal")
    plans = sum(month(plan["Erstellt am"]) == row[0] for plan in export.plans)
    by_channel = [channels[channel] for channel in TOTALS["channels"]]
    assert [row[0], forms["Einzelgespräch"], forms["Familiengespräch"], *by_channel, plans] == row


def test_period_is_covered(export: Export) -> None:
    days = [day(talk["Gesprächsdatum"]) for talk in export.consultations]
    assert days == sorted(days)
    assert len({month(talk["Gesprächsdatum"]) for talk in export.consultations}) == 37


@pytest.mark.parametrize(("topic", "mentions"), [row[:2] for row in TOTALS["topics"]])
def test_topic(export: Export, topic: str, mentions: int) -> None:
    assert sum(topic in talk["Themen"].split("|") for talk in export.consultations) == mentions


@pytest.mark.parametrize(
    ("number", "consultations"), list(enumerate(TOTALS["consultations_by_number_of_topics"]["counts"], start=1))
)
def test_distinct_topics_per_consultation(export: Export, number: int, consultations: int) -> None:
    assert sum(len(set(talk["Themen"].split("|"))) == number for talk in export.consultations) == consultations


@pytest.mark.parametrize(("target", "referrals"), [row[:2] for row in TOTALS["referrals"]])
def test_referral_target(export: Export, target: str, referrals: int) -> None:
    assert counted(export.referrals, "Weiterleitung an")[target] == referrals


def test_referrals_per_consultation(export: Export) -> None:
    pairs = [(row["Gespräch-Nr."], row["Weiterleitung an"]) for row in export.referrals]
    assert len(set(pairs)) == len(pairs)
    assert max(Counter(consultation for consultation, _ in pairs).values()) <= 3


@pytest.mark.parametrize("row", TOTALS["nationalities"]["rows"], ids=lambda row: row[0])
def test_nationality_by_gender(export: Export, row: list[int | str]) -> None:
    genders = counted([client for client in export.stock if client["Staatsangehörigkeit"] == row[0]], "Geschlecht")
    assert [genders[gender] for gender in TOTALS["genders"]] == row[1:-1]


@pytest.mark.parametrize(("column", "margin"), [("Altersgruppe", "ages"), ("Aufenthaltsstatus", "residence_statuses")])
def test_margin_of_the_stock(export: Export, column: str, margin: str) -> None:
    assert counted(export.stock, column) == TOTALS[margin]["counts"]


@pytest.mark.parametrize("row", TOTALS["communes"]["rows"], ids=lambda row: row[0])
def test_commune(export: Export, row: list[int | str]) -> None:
    ags, name, team, clients, association = row
    there = [client for client in export.stock if client["Gemeindeschlüssel"] == ags]
    entry = next(entry for entry in export.rows("gemeinden") if entry["schluessel"] == ags)
    assert len(there) == clients
    assert {client["Gemeinde"] for client in there} <= {name}
    assert (entry["bezeichnung"], entry["uebergeordnet"], entry["verband"]) == (name, team, association)


def test_associations(export: Export) -> None:
    named = {entry["schluessel"]: entry["bezeichnung"] for entry in export.rows("verbaende")}
    assert list(named.items()) == [tuple(row) for row in TOTALS["associations"]["rows"]]
    assert {entry["verband"] for entry in export.rows("gemeinden")} == set(named)
    assert len(named) == 13


@pytest.mark.parametrize("row", TOTALS["teams"]["rows"], ids=lambda row: row[0])
def test_team(export: Export, row: list[int | float | str]) -> None:
    name = row[1]
    posts = [float(post["VZÄ"].replace(",", ".")) for post in export.posts if post["Team"] == name]
    clients = sum(client["Team"] == name for client in export.stock)
    consultations = sum(talk["Team"] == name for talk in export.consultations)
    assert [*row[:2], len(posts), round(sum(posts), 2), clients, consultations] == row


def test_code_list_of_teams(export: Export) -> None:
    entries = [[row["schluessel"], row["bezeichnung"]] for row in export.rows("teams")]
    assert entries == [row[:2] for row in TOTALS["teams"]["rows"]]


def test_plan_statuses(export: Export) -> None:
    assert counted(export.plans, "Status") == TOTALS["plan_statuses"]["counts"]
    assert sorted(counted(export.plans, "Status").values()) == [117, 121, 287, 801]


def test_plans_per_year(export: Export) -> None:
    years = Counter(plan["Erstellt am"][-4:] for plan in export.plans)
    assert years == {"2018": 556, "2019": 488, "2020": 244, "2021": 38}


def test_posts_are_filled_step_by_step(export: Export) -> None:
    filled = [day(post["Besetzt von"]) for post in export.posts]
    starters = [post["Team"] for post in export.posts if post["Besetzt von"] == "01.02.2018"]
    assert sum(on <= day("15.06.2018") for on in filled) == 25
    assert min(filled) == day("01.02.2018")
    assert sorted(Counter(starters).values()) == [1, 1, 1, 1, 3]
    assert Counter(starters)["Ehingen"] == 3


@pytest.mark.parametrize("column", CODE_LISTS)
def test_labels_stand_in_the_code_lists(export: Export, column: str) -> None:
    text = files(imreport).joinpath(f"cases/codes/{CODE_LISTS[column]}.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    labels = {word for row in rows for word in (row["bezeichnung"], *row["auch"].split("|"))}
    tables = (export.consultations, export.referrals, list(export.clients.values()), export.plans)
    cells = [row[column] for table in tables for row in table if column in row]
    assert cells
    assert {label for cell in cells for label in cell.split("|")} <= labels


@pytest.mark.parametrize("table", ["consultations", "referrals", "clients", "plans", "posts"])
def test_headers_are_those_of_the_schema(export: Export, table: str) -> None:
    schema = tomllib.loads(files(imreport).joinpath("cases/schema.toml").read_text(encoding="utf-8"))[table]
    headers = list(export.rows(schema["file"].removesuffix(".csv"))[0])
    assert [header for header in headers if header != "Gemeinde"] == [column["header"] for column in schema["columns"]]


@pytest.mark.parametrize("name", FILES)
def test_dialect(export: Export, name: str) -> None:
    content = (export.folder / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b'"' not in content


@pytest.mark.parametrize("name", FILES)
def test_data_folder_holds_the_same_bytes(export: Export, name: str) -> None:
    assert (export.folder / name).read_bytes() == (DATA / name).read_bytes()


def test_same_bytes_when_written_twice(export: Export, tmp_path: Path) -> None:
    written = write_export(tmp_path / "new" / "folder")
    assert [path.name for path in written] == FILES
    assert all(path.read_bytes() == (export.folder / path.name).read_bytes() for path in written)


def test_export_is_small(export: Export) -> None:
    assert 4_000_000 < sum((export.folder / name).stat().st_size for name in FILES) < 10_000_000
