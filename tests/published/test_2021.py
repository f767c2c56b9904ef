"""The back test: the numbers printed in the county's paper of 2021, on the sample that reproduces them."""

import pytest

from imreport.cases import CaseTables, Scope
from imreport.config import Config
from imreport.indicators import INDICATORS, tabulate
from imreport.parameters import Parameters


def scope(config: Config) -> Scope:
    return Parameters().resolve(config).scope


def value(cases: CaseTables, config: Config, key: str, *names: str) -> float:
    """The value of one cell, named by the categories' labels."""
    indicator, period = INDICATORS[key], scope(config)
    frame = tabulate(indicator, cases, scope=period)
    for dimension, name in zip(indicator.dimensions, names, strict=True):
        frame = frame[
            [dimension.label(category, cases.codes, scope=period) == name for category in frame[dimension.column]]
        ]
    [found] = frame["value"]
    return float(found)


@pytest.mark.parametrize(
    ("name", "printed"), [("Gesamt", 43_240), ("Einzelgespräch", 35_354), ("Familiengespräch", 7_886)]
)
def test_consultations(name: str, printed: int, cases: CaseTables, config: Config) -> None:
    assert value(cases, config, "gespraeche", name) == printed


def test_plans(cases: CaseTables, config: Config) -> None:
    assert value(cases, config, "plaene", "Gesamt") == 1_326


@pytest.mark.parametrize(
    ("rank", "topic", "printed"), [(1, "Anderes Thema", 26_451), (2, "Kinder", 9_987), (3, "Gesundheit", 7_310)]
)
def test_most_frequent_topics(rank: int, topic: str, printed: int, cases: CaseTables, config: Config) -> None:
    values = sorted(tabulate(INDICATORS["themen"], cases, scope=scope(config))["value"].iloc[:-1], reverse=True)
    assert value(cases, config, "themen", topic) == printed == values[rank - 1]


@pytest.mark.parametrize(
    ("rank", "target", "printed"),
    [
        (1, "Andere Regeldienste/Beratungsstellen", 10_661),
        (2, "Agentur für Arbeit/Jobcenter", 4_057),
        (3, "Ausländerbehörden", 1_859),
        (4, "Vereine/Organisationen für Flüchtlinge", 1_613),
        (5, "Gesundheitsberatungsstellen", 1_204),
    ],
)
def test_most_frequent_referrals(rank: int, target: str, printed: int, cases: CaseTables, config: Config) -> None:
    values = sorted(
        tabulate(INDICATORS["weiterleitungen"], cases, scope=scope(config))["value"].iloc[:-1], reverse=True
    )
    assert value(cases, config, "weiterleitungen", target) == printed == values[rank - 1]


@pytest.mark.parametrize(
    ("rank", "nationality", "printed"), [(1, "Syrien", 734), (2, "Afghanistan", 236), (3, "Irak", 191)]
)
def test_most_frequent_nationalities(
    rank: int, nationality: str, printed: int, cases: CaseTables, config: Config
) -> None:
    values = sorted(
        tabulate(INDICATORS["staatsangehoerigkeit"], cases, scope=scope(config))["value"].iloc[:-1], reverse=True
    )
    assert value(cases, config, "staatsangehoerigkeit", nationality) == printed == values[rank - 1]


def test_more_men_than_women(cases: CaseTables, config: Config) -> None:
    assert value(cases, config, "geschlecht", "männlich") > value(cases, config, "geschlecht", "weiblich") > 0


def test_posts_and_full_time_equivalents(cases: CaseTables, config: Config) -> None:
    assert value(cases, config, "stellen", "am Stichtag") == 27
    assert value(cases, config, "vzae", "am Stichtag") == 22.10


def test_seven_posts_at_the_start(cases: CaseTables, config: Config) -> None:
    assert value(cases, config, "stellen", "zu Beginn des Zeitraums") == 7


def test_most_consultations_since_march_2020_by_phone_or_mail(cases: CaseTables, config: Config) -> None:
    by_phone, total = (
        value(cases, config, "kontaktwege", "seit März 2020", way)
        for way in ("telefonisch oder per E-Mail/Messenger", "Gesamt")
    )
    assert by_phone > total / 2 > 0


def test_most_consultations_before_march_2020_in_person(cases: CaseTables, config: Config) -> None:
    in_person, total = (value(cases, config, "kontaktwege", "vor März 2020", way) for way in ("persönlich", "Gesamt"))
    assert in_person > total / 2 > 0


def test_period_of_the_paper(config: Config) -> None:
    period = scope(config)
    assert (f"{period.start:%d.%m.%Y}", f"{period.end:%d.%m.%Y}") == ("01.02.2018", "28.02.2021")
    assert Parameters().resolve(config).months == 37
