"""Rules about households."""

from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, client, places

CLIENTS, HOUSEHOLD = "klienten.csv", "Haushalt-Nr."


def living_in(key: str, household: str, commune: str) -> str:
    return client(key, household).replace("08425033", commune)


def minor(key: str, household: str) -> str:
    return client(key, household).replace("27-39", "0-17")


@pytest.mark.parametrize(("most", "expected"), [(2.0, [(CLIENTS, 3, HOUSEHOLD)]), (3.0, [])])
def test_a_large_household_is_named_at_its_first_member(tmp_path: Path, most: float, expected: list[object]) -> None:
    keys = enumerate(["H1", "H2", "H1", "H2", "H2", "", "", ""])
    rows = [client(f"K{row}", household) for row, household in keys]
    found = ask(tmp_path, "haushalt_gross", Question({"clients": rows}, {"haushalt_hoechstens": most}))
    assert places(found) == expected
    assert [finding.message for finding in found] == ["Zu diesem Haushalt gehören mehr als 2 Personen."] * len(expected)


def test_a_household_in_two_communes(tmp_path: Path) -> None:
    rows = [living_in("K1", "H1", "08425033"), living_in("K2", "H2", "08425033"), living_in("K3", "H2", "08425071")]
    found = ask(tmp_path, "haushalt_mehrere_gemeinden", Question({"clients": rows}))
    assert places(found) == [(CLIENTS, 3, HOUSEHOLD)]
    assert found[0].message == "Die Personen dieses Haushalts wohnen in verschiedenen Gemeinden."


def test_households_in_one_commune(tmp_path: Path) -> None:
    rows = [living_in("K1", "H1", "08425033"), living_in("K2", "H1", ""), living_in("K3", "", "08425071"),
            living_in("K4", "", "08425033")]  # fmt: skip
    assert ask(tmp_path, "haushalt_mehrere_gemeinden", Question({"clients": rows})) == []


def test_a_minor_without_a_household(tmp_path: Path) -> None:
    found = ask(tmp_path, "minderjaehrig_ohne_haushalt", Question({"clients": [client(), minor("K2", "")]}))
    assert places(found) == [(CLIENTS, 3, HOUSEHOLD)]
    assert found[0].message == "Die Person ist minderjährig und gehört zu keinem Haushalt."


def test_a_minor_in_a_household(tmp_path: Path) -> None:
    rows = {"clients": [minor("K1", "H1"), client("K2", "")]}
    assert ask(tmp_path, "minderjaehrig_ohne_haushalt", Question(rows)) == []


def test_minors_are_not_asked_for_where_the_column_is_missing(tmp_path: Path) -> None:
    question = Question({"clients": [minor("K1", "H1")]}, header=("clients", HOUSEHOLD, "Nr."))
    assert ask(tmp_path, "minderjaehrig_ohne_haushalt", question) == []


SOME = {"clients": [client("K1"), client("K2", ""), client("K3"), client("K4", "")]}


def test_many_without_a_household(tmp_path: Path) -> None:
    found = ask(tmp_path, "haushalt_fehlt_haeufig", Question(SOME, {"mindestzahl": 4}))
    assert places(found) == [(CLIENTS, None, HOUSEHOLD)]
    assert found[0].message == "Bei 50\u00a0% der Personen fehlt die Haushalt-Nr."


@pytest.mark.parametrize("limits", [{"haushalt_fehlt_prozent": 50.0}, {"mindestzahl": 5.0}])
def test_few_without_a_household(tmp_path: Path, limits: dict[str, float]) -> None:
    assert ask(tmp_path, "haushalt_fehlt_haeufig", Question(SOME, limits)) == []
