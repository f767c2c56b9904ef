"""How recognisable persons are is said as a Hinweis, once there are enough of them to count."""

from pathlib import Path

from tests.exports import build, opened

NATIONS = ("Syrien", "Irak", "Afghanistan", "Nigeria")


def clients(number: int) -> list[str]:
    """Clients of whom one is the only one from Gambia, and nobody else is rare."""
    rows = [f"K{n};H{n};{NATIONS[n % 4]};weiblich;27-39;Duldung;08425033;Ehingen;01.02.2018;" for n in range(1, number)]
    return [*rows, f"K{number};H{number};Gambia;weiblich;27-39;Duldung;08425033;Ehingen;01.02.2018;"]


def found(folder: Path, number: int) -> list[str]:
    with opened(build(folder, clients=clients(number))) as tables:
        return [finding.message for finding in tables.findings if finding.rule == "anonymitaet_k"]


def test_persons_who_are_alone_are_counted(tmp_path: Path) -> None:
    [message] = found(tmp_path, 100)
    assert "bei 1 (1\u00a0%) von 100 Personen nur einmal" in message
    assert "Gambia" not in message


def test_a_few_persons_are_all_rare_and_not_counted(tmp_path: Path) -> None:
    assert found(tmp_path, 99) == []
