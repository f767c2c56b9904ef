"""Parameters: what the notebook, papermill and the command line may set."""

from datetime import date
from typing import Any

import pytest

from imreport.config import Config
from imreport.errors import UsageError
from imreport.parameters import Parameters
from tests.conftest import not_public

EMPTY = {
    "von": "", "bis": "", "stichtag": "", "zaesur": "", "team": "", "verband": "", "gemeinde": "",
    "profil": "oeffentlich", "vergleich_von": "", "vergleich_bis": "",
}  # fmt: skip


@pytest.mark.parametrize("written", ["28.02.2021", "28.2.2021", "2021-02-28", " 28.02.2021 ", date(2021, 2, 28)])
def test_dates_are_read_in_german_and_iso(written: str | date) -> None:
    assert Parameters.of({"bis": written}).bis == date(2021, 2, 28)


@pytest.mark.parametrize("written", ["31.02.2021", "2021-13-01", "28/02/2021", "gestern", "28.02.21", 2021])
def test_nonsense_is_no_date(written: Any) -> None:
    with pytest.raises(UsageError, match=f"„{written}“ ist kein Datum.*28.02.2021 oder 2021-02-28"):
        Parameters.of({"bis": written})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"bsi": "28.02.2021"}, "Parameter „bsi“. Meinten Sie „bis“"),
        ({"profil": "oefentlich"}, "Profil „oefentlich“. Meinten Sie „oeffentlich“"),
        ({"kreis": "Ulm"}, "Parameter „kreis“"),
    ],
)
def test_unknown_names_give_the_nearest_one(values: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Parameters.of(values)


@pytest.mark.parametrize("written", ["oeffentlich", "öffentlich", "Öffentlich", ""])
def test_the_public_profile_may_be_written_with_an_umlaut(written: str) -> None:
    assert Parameters.of({"profil": written}) == Parameters()


def test_unprotected_numbers_are_refused_for_a_public_paper(config: Config) -> None:
    with pytest.raises(UsageError, match=r"öffentlich \(bericht\.toml: \[vorlage\] oeffentlich = true\).*Kopieren Sie"):
        Parameters.of({"profil": "intern", "von": "01.01.2019", "bis": "31.12.2019"}).resolve(config)


def test_unprotected_numbers_are_allowed_where_the_paper_is_not_public(config: Config) -> None:
    resolved = Parameters.of({"profil": "intern"}).resolve(not_public(config))
    assert (resolved.profil, resolved.internal) == ("intern", True)
    assert not Parameters().resolve(not_public(config)).internal


def test_period_must_not_end_before_it_starts(config: Config) -> None:
    with pytest.raises(UsageError, match=r"endet am 01\.01\.2019, vor seinem Beginn am 02\.01\.2019"):
        Parameters.of({"von": "02.01.2019", "bis": "01.01.2019"}).resolve(config)


def test_period_may_be_one_day(config: Config) -> None:
    scope = Parameters.of({"von": "02.01.2019", "bis": "02.01.2019"}).resolve(config).scope
    assert scope.start == scope.end == date(2019, 1, 2)


def test_empty_fields_come_from_the_config(config: Config) -> None:
    assert Parameters.of(EMPTY).resolve(config) == Parameters().resolve(config)
    assert Parameters().resolve(config).scope.end == date(2021, 2, 28)


@pytest.mark.parametrize(
    ("values", "as_of"),
    [
        ({"bis": "31.12.2019"}, date(2019, 12, 31)),
        ({"bis": "31.12.2019", "stichtag": "01.12.2019"}, date(2019, 12, 1)),
        ({"team": "ehingen"}, date(2021, 2, 28)),
    ],
)
def test_reference_date_is_the_end_of_the_period(config: Config, values: dict[str, str], as_of: date) -> None:
    assert Parameters.of(values).resolve(config).scope.as_of == as_of


def test_scope_needs_resolved_parameters() -> None:
    with pytest.raises(UsageError, match="fehlt ein Datum"):
        Parameters().scope  # noqa: B018


def test_values_give_the_same_parameters_again(config: Config) -> None:
    resolved = Parameters.of({"team": "ehingen"}).resolve(config)
    assert Parameters.of(resolved.values()) == resolved
    assert set(resolved.values()) == set(EMPTY)


@pytest.mark.parametrize(
    ("von", "bis", "months", "whole"),
    [
        ("01.02.2018", "28.02.2021", 37, True),
        ("01.01.2020", "29.02.2020", 2, True),
        ("02.01.2020", "29.02.2020", 2, False),
        ("01.02.2020", "28.02.2020", 1, False),
    ],
)
def test_months_of_the_period(config: Config, von: str, bis: str, months: int, *, whole: bool) -> None:
    resolved = Parameters.of({"von": von, "bis": bis}).resolve(config)
    assert (resolved.months, resolved.whole_months) == (months, whole)


def test_notebook_gives_its_variables() -> None:
    namespace = EMPTY | {"bis": "31.12.2019", "report": 1, "In": ["", "bis = ''"]}
    assert Parameters.from_notebook(namespace) == Parameters(bis=date(2019, 12, 31))


def test_notebook_may_lack_a_parameter() -> None:
    assert Parameters.from_notebook({"bis": "31.12.2019"}) == Parameters(bis=date(2019, 12, 31))


def test_what_papermill_injects_must_exist() -> None:
    namespace = EMPTY | {"bsi": "31.12.2019", "In": ["", "von = ''", '# Parameters\nbsi = "31.12.2019"\n']}
    with pytest.raises(UsageError, match=r"Parameter „bsi“\. Meinten Sie „bis“"):
        Parameters.from_notebook(namespace)


def test_what_papermill_injects_is_taken() -> None:
    namespace = EMPTY | {"bis": "31.12.2019", "In": ["", '# Parameters\nbis = "31.12.2019"\n']}
    assert Parameters.from_notebook(namespace).bis == date(2019, 12, 31)


def comparing(config: Config, **section: Any) -> Config:
    return config.model_copy(update={"comparison": config.comparison.model_copy(update=section)})


def days(parameters: Parameters) -> tuple[date, date] | None:
    other = parameters.compared
    return (other.scope.start, other.scope.end) if other else None


def test_nothing_is_compared_unless_it_is_asked_for(config: Config) -> None:
    assert Parameters().resolve(config).compared is None


def test_the_period_to_compare_with_keeps_area_and_readers(config: Config) -> None:
    asked = Parameters.of({"team": "ehingen", "vergleich_von": "01.01.2019", "vergleich_bis": "31.12.2019"})
    other = asked.resolve(config).compared
    assert other is not None
    assert (other.team, other.profil, other.stichtag) == ("ehingen", "oeffentlich", date(2019, 12, 31))
    assert other.compared is None


def test_a_named_period_of_bericht_toml_follows_the_run(config: Config) -> None:
    own = comparing(config, period="vorjahr")
    year = Parameters.of({"von": "01.01.2020", "bis": "31.12.2020"}).resolve(own)
    assert days(year) == (date(2019, 1, 1), date(2019, 12, 31))


def test_days_of_bericht_toml_belong_to_its_own_period(config: Config) -> None:
    own = comparing(config, start=date(2018, 2, 1), end=date(2018, 12, 31))
    assert days(Parameters().resolve(own)) == (date(2018, 2, 1), date(2018, 12, 31))
    assert days(Parameters.of({"bis": "31.12.2020"}).resolve(own)) is None


def test_what_is_asked_for_comes_before_bericht_toml(config: Config) -> None:
    own = comparing(config, period="vorjahr")
    asked = Parameters.of({"von": "01.01.2020", "bis": "31.12.2020"}).comparing("vorperiode", own)
    assert days(asked.resolve(own)) == (date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"vergleich_von": "01.01.2019"}, "Dem Vergleichszeitraum fehlt ein Tag"),
        ({"vergleich_von": "31.12.2019", "vergleich_bis": "01.01.2019"}, "vor seinem Beginn"),
        ({"vergleich_von": "01.02.2018", "vergleich_bis": "28.02.2021"}, "ist der Berichtszeitraum selbst"),
    ],
)
def test_a_period_to_compare_with_has_two_days_of_its_own(config: Config, values: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Parameters.of(values).resolve(config)
