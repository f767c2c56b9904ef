"""Names of persons: recall on names that the lexicon was not made from, and no alarm on words of the trade."""

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from faker import Faker

from imreport.cases.gate.names import fold, is_key_name, is_name, lexicon
from tests.cases.gate.sheets import inspect_column, rules
from tests.conftest import ROOT

COUNT = 1_000
RECALL = {
    "de_DE": 0.60,
    "tr_TR": 0.60,
    "ar_AA": 1.0,
    "fa_IR": 1.0,
    "uk_UA": 1.0,
    "hr_HR": 0.80,
    "ro_RO": 0.50,
    "az_AZ": 0.90,
}
"""Share of single cells that are caught, at least: Faker's names per country, made of first and last name."""
OWN = """
    Abdulbaset Kanaan; Abdulmajid Zoubi; Rabiaa Antaki; Shaimaa Sahyouni; Ghiath Tarakji; Nour Alhuda Zakour;
    Wijdan Rifai; Omaya Dabbas; Mohamad Jumaa Satouf; Fatima Al Hindi; Khaled Qadour; Yamama Bitar;
    Abdulsamad Wali Khel; Noor Agha Zalmay; Gul Mohammad Baluch; Bibi Gul Andar; Shirin Agha Mangal; Fawzia Kohzad;
    Zekria Arghandiwal; Sayed Mortaza Balkhi; Freshteh Daneshvar; Arsalan Golzar; Golshan Tehrani; Shervin Poursina;
    Kianush Farrokhzad; Rojbin Xelo; Ciwan Hemo; Sherko Faqe; Zilan Ose; Azad Mela; Bengin Sido; Yildiray Karabacak;
    Hamdiye Topcu; Nebahat Uludag; Sefika Tosun; Tekle Woldegiorgis; Mebrahtom Tsegazeab; Luwam Yemane;
    Zufan Habteab; Berhane Asmelash; Amina Cabdi; Xasan Faarax; Faduma Guleed; Ousmane Bangoura; Ebrima Sabally;
    Chukwuemeka Nwosu; Isatou Njai; Oleksandra Hrynko; Yevhenii Palamarchuk; Zhanna Didenko; Nataliya Yushchak;
    Myron Stetsiuk; Lali Beridze; Shalva Kiknadze; Armine Sargsyan; Rafik Hovhannisyan; Blerta Limani;
    Shkelzen Demaj; Dejan Vukic; Slavko Todorov; Radmila Asenova; Thi Hoa Pham; Sukhwinder Gill;
    Kokila Tharmalingam; Wiebke Harmsen; Gundula Zwiesler; Eike Stölzle; Annemarie Häberle; Kurt-Georg Nüssle;
    Heidrun Vetter"""
HARMLESS = """
    Mama lernt Deutsch; Aktion Mensch; Bundesamt für Migration; Deutsches Rotes Kreuz; Arbeiterwohlfahrt;
    Caritas Ulm; Diakonie; Haus Maria; St. Elisabeth-Stiftung; Martin-Luther-Schule; Karl-Salzmann-Straße;
    Elisabethenkrankenhaus; Robert-Bosch-Stiftung; Bahnhofstraße; Blaubeuren; Raum Munderkingen; Laichinger Alb;
    Ehingen (Donau); Ulm; Bad Urach; Sankt Gallen; Neu-Ulm; Region Süd; Frau und Kind; Frauen; Familie;
    Familienberatung; Familiengespräch; Herrenberg; Frauenhaus; Männer; Kinder; Jugendamt; Syrien; Afghanistan;
    Jordanien; Jordan; Georgien; Montenegro; San Marino; El Salvador; Sri Lanka; Arabisch; Dari; Paschtu; Kurdisch;
    Kurmandschi; Tigrinya; Türkisch; Ukrainisch; Farsi; Januar; August; Mai; April; Juni; Montag; Ja; Nein;
    Sonstiges; unbekannt; Anderes Thema; Arbeit; Wohnen; Gesellschaftliche Teilhabe und Ehrenamt; Sprachkurs B1;
    Integrationskurs; Erstberatung; Folgeberatung; Neue Arbeit; Blaues Haus; Runder Tisch; Offener Treff;
    Kleiderkammer; Grüner Weg; Markt Rettenbach; Weißenhorn; Allmendingen; Schwäbische Alb; Alb-Donau-Kreis;
    Jobcenter Alb-Donau; Agentur für Arbeit; IHK Ulm; Handwerkskammer; Volkshochschule; IN VIA; Malteser;
    Johanniter; Kolping; Mobile Beratung; Team Nord; Team A; Standort Mitte; persönlich; telefonisch; Video; aktiv;
    beendet wegen Wegzug oder Abbruch; Duldung; Aufenthaltserlaubnis; Asylverfahren; Anerkennung; Kita;
    Rentenantrag; Schulden; Wohngeld; Bürgergeld; Elterngeld; Kindergeld; Gesundheit; Psychosoziale Beratung;
    Ehrenamt/Helferkreise; Ohne Angabe; k. A."""


def entries(text: str) -> list[str]:
    return [" ".join(entry.split()) for entry in text.split(";")]


@cache
def invented(locale: str) -> tuple[str, ...]:
    """Names that Faker makes up, the same each time."""
    faker = Faker(locale)
    faker.seed_instance(2021)
    return tuple(f"{faker.first_name()} {faker.last_name()}" for _ in range(COUNT))


def recall(names: tuple[str, ...] | list[str]) -> float:
    return sum(map(is_name, names)) / len(names)


@pytest.mark.parametrize("locale", RECALL)
def test_recall_of_single_names(locale: str, record_property: Callable[[str, object], None]) -> None:
    measured = recall(invented(locale))
    record_property(f"recall {locale}", measured)
    assert measured >= RECALL[locale]


def test_recall_of_names_from_where_clients_come() -> None:
    """Rare spellings on purpose: common ones are in the lexicon."""
    assert recall(entries(OWN)) >= 0.5


@pytest.mark.parametrize("form", ["{0} {1}", "{1}, {0}", "{1} {0}"])
@pytest.mark.parametrize("locale", RECALL)
def test_column_of_names_is_refused(locale: str, form: str) -> None:
    """By their shape, or because one of them is known."""
    names = [form.format(*name.split(" ", 1)) for name in invented(locale)[:200]]
    assert rules(inspect_column(names)) >= {"anonymitaet_inhalt"}


def test_column_of_unknown_names_is_refused() -> None:
    unknown = [name for name in invented("hr_HR") if not is_name(name)][:200]
    assert [finding.row for finding in inspect_column(unknown)] == [None]
    assert inspect_column(unknown[:30] * 40) == []


@pytest.mark.parametrize("text", entries(HARMLESS))
def test_word_of_the_trade_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Karimi, Ahmad",
        "KARIMI",
        "ahmad karimi",
        "Herr Grünthal",
        "Rücksprache mit Frau Dr. Grünthal",
        "Familie Zwiesler",
        "Arbeit|Ahmad Karimi",
        "Begleitung von Zeynep",
        "Anna-Lena",
        "Müller",
        "Mueller",
        "Şükrü",
        "Sükrü",
        "Олена",
        "ሰላም",
        "احمد",
    ],
)
def test_cell_with_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("key", ["karimi.ahmad", "AhmadKarimi", "ahmad_karimi85", "KarimiA", "Ahmad", "KARIMI-AHMAD"])
def test_key_made_of_a_name(key: str) -> None:
    (finding,) = inspect_column(["K00001", key, "K00002"], "Klient-Nr.")
    assert (finding.rule, finding.row) == ("anonymitaet_schluessel", 3)
    assert key not in repr(finding)


@pytest.mark.parametrize(
    "key", ["K00017", "a3f9bc0", "adaada", "xK-7-Q", "ALB-0017", "haushalt_12", "3f2a9c0de4b87716", "ehingen"]
)
def test_pseudonymous_key(key: str) -> None:
    assert not is_key_name(key)


def test_vocabulary_is_not_taken_for_names() -> None:
    rows = ["Ruth", "Ulm"]
    assert rules(inspect_column(rows)) == {"anonymitaet_inhalt"}
    assert not is_name("Ruth", frozenset({"ruth"}))


def labels() -> Iterator[str]:
    paths = [
        *(ROOT / "imreport" / "cases" / "codes").glob("*.csv"),
        *(ROOT / "data" / f"{n}.csv" for n in ("teams", "gemeinden")),
    ]
    for path in paths:
        with path.open(encoding="utf-8-sig") as file:
            yield from (word for row in csv.DictReader(file, delimiter=";") for word in row.values() if word)


@pytest.mark.parametrize("name", ["vornamen", "nachnamen"])
def test_lexicon_holds_no_word_of_a_code_list(name: str) -> None:
    words = {fold(word) for label in labels() for word in re.findall(r"[^\W\d_]+", label)}
    assert len(lexicon(name)) > 500
    assert lexicon(name) & words == set()
