"""Preparing: titles, form, scope, and the Release that the command line hands to its kernel."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from imreport.cases import CaseTables
from imreport.config import Config
from imreport.disclosure import HANDOVER, Release, load_cases, prepare, release_cases, require_days
from imreport.errors import ConfigError, UsageError
from imreport.parameters import Parameters

from .conftest import Released, only

OWN = "3 Jahre Integrationsmanagement im Alb-Donau-Kreis"
ELSEWHERE = "Integrationsmanagement im Alb-Donau-Kreis"
SCOPES = [
    ({}, OWN),
    ({"von": "01.02.2018", "bis": "28.02.2021"}, OWN),
    ({"von": "01.01.2019", "bis": "31.12.2019"}, f"{ELSEWHERE} im Jahr 2019"),
    (
        {"von": "01.01.2019", "bis": "31.12.2020"},
        f"{ELSEWHERE} vom 1.\u00a0Januar 2019 bis zum 31.\u00a0Dezember 2020",
    ),
    ({"bis": "30.11.2019"}, f"{ELSEWHERE} vom 1.\u00a0Februar 2018 bis zum 30.\u00a0November 2019"),
    (
        {"team": "ehingen", "von": "01.01.2019", "bis": "31.12.2019"},
        f"{ELSEWHERE} (Team Ehingen) im Jahr 2019",
    ),
    ({"team": "ehingen"}, f"{ELSEWHERE} (Team Ehingen) vom 1.\u00a0Februar 2018 bis zum 28.\u00a0Februar 2021"),
]


@pytest.mark.parametrize(("values", "title"), SCOPES)
def test_title_says_what_the_report_is_about(released: Released, values: dict[str, str], title: str) -> None:
    assert released("gespraeche", **values).title == title


def test_title_of_a_commune_names_it(released: Released) -> None:
    made = released("gespraeche", gemeinde="08425033", von="01.01.2019", bis="31.12.2019")
    assert made.title == f"{ELSEWHERE} (Gemeinde Ehingen (Donau)) im Jahr 2019"
    assert made.area == "Gemeinde Ehingen (Donau)"


def test_session_and_subject_belong_to_the_own_period(release: Release) -> None:
    assert release.submission["sitzung_am"] == "2021-04-19"
    assert release.submission["beratungsgegenstand"] == f"{OWN} – Bericht"


@pytest.mark.parametrize("values", [{"bis": "30.11.2019"}, {"team": "ehingen"}])
def test_no_other_report_has_that_session(released: Released, values: dict[str, str]) -> None:
    form = released("gespraeche", **values).submission
    assert (form["sitzung_am"], form["beratungsgegenstand"]) == (None, "")
    assert form["dezernat"] == "Dezernat 4"


def test_facts_come_with_their_sources(release: Release) -> None:
    assert release.facts["foerdermonate"]["wert"] == 60
    assert all(fact["quelle"] for fact in release.facts.values())


def test_parameters_of_a_release_are_complete(release: Release) -> None:
    values = release.parameters.values()
    assert [values[name] for name in ("von", "bis", "stichtag", "zaesur")] == [
        "2018-02-01", "2021-02-28", "2021-02-28", "2020-03-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"team": "ehingn"}, r"Team „ehingn“. Meinten Sie Ehingen \(ehingen\)\?"),
        ({"gemeinde": "08425003"}, "Gemeinde „08425003“. Meinten Sie .*08425"),
        ({"team": "xyz"}, "Team „xyz“. Bekannt sind: .*Ehingen"),
    ],
)
def test_unknown_area_gives_the_nearest_one(config: Config, values: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        prepare(Parameters.of(values), config=config)


def test_prepare_computes_what_the_config_describes(config: Config, release: Release) -> None:
    assert prepare(config=config) == release


def test_what_comes_from_frames_is_never_taken_from_before(config: Config, cases: CaseTables) -> None:
    """Nothing tells one frame from another, unlike files, which have their hashes."""
    read = {name: pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig") for name, path in config.files().items()}
    wanted = Parameters.of({"von": "01.03.2019", "bis": "31.03.2019"}).resolve(only(config, "gespraeche"))
    totals = []
    for half in (1, 2):
        frames = read | {"consultations": read["consultations"].iloc[::half], "referrals": read["referrals"].iloc[:0]}
        with closing(CaseTables.from_frames(frames, cases.codes)) as held:
            release = release_cases(held, wanted, config=only(config, "gespraeche"))
            totals.append(release.tables["gespraeche"].cells[-1].value)
    assert totals[0] > totals[1] > 0


def test_a_handed_over_release_is_taken(
    config: Config, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed = hand_over(replace(release, title="vorbereitet"), tmp_path, monkeypatch)
    assert prepare(Parameters(), config=config) == handed


def test_a_release_of_other_parameters_is_not_taken(
    config: Config, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over(replace(release, title="vorbereitet"), tmp_path, monkeypatch)
    made = prepare(Parameters.of({"bis": "27.02.2021"}), config=only(config, "gespraeche"))
    assert made.title.endswith("bis zum 27.\u00a0Februar 2021")


def test_a_missing_handover_does_no_harm(
    config: Config, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HANDOVER, str(tmp_path / "fehlt.json"))
    assert prepare(Parameters(), config=config) == release


def hand_over(release: Release, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    path = folder / "handover.json"
    path.write_text(release.to_json(), encoding="utf-8")
    monkeypatch.setenv(HANDOVER, str(path))
    return release


def test_bericht_toml_may_leave_out_a_kennzahl(cases: CaseTables, config: Config) -> None:
    brief = only(config, "gespraeche")
    own = brief.model_copy(update={"report": brief.report.model_copy(update={"without": ("gespraeche_monat",)})})
    made = release_cases(cases, Parameters().resolve(own), config=own)
    assert "gespraeche_monat" not in made.tables
    assert made.omitted["gespraeche_monat"] == "bericht.toml lässt sie weg"


@pytest.mark.parametrize(
    ("section", "key", "where"),
    [("report", "without", r"\[bericht\] ohne"), ("disclosure", "corrected", r"\[geheimhaltung\] berichtigt")],
)
def test_an_unknown_kennzahl_in_bericht_toml_is_an_error(
    cases: CaseTables, config: Config, section: str, key: str, where: str
) -> None:
    changed = getattr(config, section).model_copy(update={key: ("gespraeche_monta",)})
    own = config.model_copy(update={section: changed})
    with pytest.raises(ConfigError, match=rf"{where} „gespraeche_monta“.*„gespraeche_monat“"):
        release_cases(cases, Parameters().resolve(own), config=own)


def loaded(config: Config, **values: str) -> tuple[CaseTables, Parameters]:
    parameters = Parameters.of(values).resolve(config)
    return load_cases(parameters, config), parameters


@pytest.mark.parametrize(
    ("values", "period"),
    [
        ({"von": "01.01.2022", "bis": "31.12.2022"}, r"im Zeitraum vom 01\.01\.2022 bis zum 31\.12\.2022"),
        ({"von": "01.12.2017", "bis": "01.12.2017"}, r"am 01\.12\.2017"),
    ],
)
def test_a_period_outside_the_export_is_refused(config: Config, values: dict[str, str], period: str) -> None:
    with pytest.raises(UsageError, match=rf"Gespräche vom 01\.02\.2018 bis 26\.02\.2021; {period} liegt kein Gespräch"):
        prepare(Parameters.of(values), config=config)


def test_a_period_that_touches_the_export_is_not_refused(cases: CaseTables, config: Config) -> None:
    for days in ({"von": "01.01.2017", "bis": "01.02.2018"}, {"von": "26.02.2021", "bis": "31.12.2022"}):
        require_days(cases, Parameters.of(days).resolve(config), config=config)


def test_readers_are_told_where_the_data_end_and_what_the_comparison_overlaps(config: Config) -> None:
    values = {"von": "01.01.2020", "bis": "31.12.2021", "vergleich_von": "01.01.2019", "vergleich_bis": "31.12.2020"}
    cases, parameters = loaded(config, **values)
    with closing(cases):
        made = release_cases(cases, parameters, config=only(config, "gespraeche", "vergleich"))
    assert [hint[:48] for hint in made.hints] == ["Die ausgewerteten Daten reichen nur bis Februar "]
    assert made.comparison is not None
    assert [hint[:43] for hint in made.comparison.hints] == ["Der Vergleichszeitraum überschneidet sich m"]
    assert Release.from_json(made.to_json()) == made


def test_readers_of_an_ordinary_report_are_told_nothing(release: Release) -> None:
    assert release.hints == ()
