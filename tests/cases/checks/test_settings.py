"""Settings of the checks, as bericht.toml may change them."""

from datetime import date
from pathlib import Path

import pytest

from imreport.cases import Severity
from imreport.cases.checks import LIMITS, RULES, Accepted, CheckSettings, run
from imreport.errors import ConfigError
from tests.cases.checks.asking import Question, asked, talks

WEEKENDS = {"consultations": talks("09.02.2019", "10.02.2019", "16.02.2019")}


def test_defaults() -> None:
    settings = CheckSettings.of({}, {})
    assert all(settings.severity(key) is rule.severity for key, rule in RULES.items())
    assert all(settings.limit(name) == limit.default for name, limit in LIMITS.items())
    assert (settings.accepted, settings.today, settings.begun) == ((), None, None)


def test_what_is_set_holds() -> None:
    day, entries = date(2021, 3, 26), [Accepted("bezug_unbekannt", 3, "Grund")]
    words = {"wochenende_haeufig": "aus", "datum_zukunft": "Fehler", "tag_haeufig": "Hinweis"}
    settings = CheckSettings.of(words, {"tag_prozent": 7.5}, accepted=entries, today=day)
    assert [settings.severity(key) for key in words] == [None, Severity.ERROR, Severity.HINT]
    assert settings.severity("zeile_kurz") is Severity.WARNING
    assert (settings.limit("tag_prozent"), settings.limit("mindestzahl")) == (7.5, 100)
    assert (settings.accepted, settings.today) == (tuple(entries), day)


@pytest.mark.parametrize(
    ("severities", "limits", "what", "meant"),
    [
        ({"tag_haufig": "aus"}, {}, "Prüfregel in [pruefung] „tag_haufig“", "tag_haeufig"),
        ({"tag_haeufig": "Warnng"}, {}, "Schwere der Prüfregel „tag_haeufig“ „Warnng“", "Warnung"),
        ({}, {"tag_prozente": 1}, "Grenzwert in [pruefung] „tag_prozente“", "tag_prozent"),
    ],
)
def test_what_is_unknown_comes_with_what_was_meant(
    severities: dict[str, str], limits: dict[str, float], *, what: str, meant: str
) -> None:
    with pytest.raises(ConfigError) as error:
        CheckSettings.of(severities, limits)
    assert (error.value.message, error.value.hint) == (f"Unbekannt: {what}.", f"Meinten Sie „{meant}“?")


def test_an_unknown_rule_cannot_be_accepted() -> None:
    with pytest.raises(ConfigError, match=r"„bezug“.*„bezug_unbekannt“"):
        CheckSettings.of({}, {}, accepted=[Accepted("bezug", 1)])


@pytest.mark.parametrize("value", [-1, float("inf"), float("nan"), True])
def test_a_limit_is_a_number(value: float) -> None:
    with pytest.raises(ConfigError, match="Der Grenzwert „tag_prozent“ muss eine Zahl ab 0 sein"):
        CheckSettings.of({}, {"tag_prozent": value})
    assert CheckSettings.of({}, {"tag_prozent": 0}).limit("tag_prozent") == 0


@pytest.mark.parametrize("count", [0, 100_001])
def test_no_more_rows_are_accepted_than_are_listed(count: int) -> None:
    with pytest.raises(ConfigError, match="anzahl muss zwischen 1 und 100000 liegen"):
        CheckSettings.of({}, {}, accepted=[Accepted("bezug_unbekannt", count)])
    edges = [Accepted("bezug_unbekannt", 1), Accepted("bezug_unbekannt", 100_000)]
    assert CheckSettings.of({}, {}, accepted=edges).accepted == tuple(edges)


@pytest.mark.parametrize("key", [key for key, rule in RULES.items() if rule.severity is Severity.ERROR])
@pytest.mark.parametrize("word", ["Warnung", "Hinweis", "aus"])
def test_what_guards_the_numbers_stays_an_error(key: str, word: str) -> None:
    with pytest.raises(ConfigError, match=f"„{key}“ bleibt ein Fehler"):
        CheckSettings.of({key: word}, {})
    assert CheckSettings.of({key: "Fehler"}, {}).severity(key) is Severity.ERROR


@pytest.mark.parametrize(
    ("word", "expected"), [("Fehler", [Severity.ERROR]), ("aus", []), ("Hinweis", [Severity.HINT])]
)
def test_a_finding_is_as_bad_as_the_settings_say(tmp_path: Path, word: str, expected: list[Severity]) -> None:
    with asked(tmp_path, Question(WEEKENDS)) as export:
        settings = CheckSettings.of({"wochenende_haeufig": word}, {"mindestzahl": 3})
        found = run(type(export)(export.engine, export.parts, export.codes, export.period, settings))
        assert [finding.severity for finding in found if finding.rule == "wochenende_haeufig"] == expected


def test_every_limit_is_that_of_a_rule() -> None:
    named = {name for rule in RULES.values() for name in rule.limits}
    assert named == set(LIMITS)


def test_every_rule_can_be_tried_in_a_test() -> None:
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)]
    assert [key for key in RULES if not any(f'"{key}"' in text for text in texts)] == []


def test_there_are_enough_rules() -> None:
    assert len(RULES) >= 30
