"""The magic %%passage, and errors in notebooks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import imreport
from imreport.disclosure import HIDDEN, Release
from imreport.errors import ImreportError, NotReleasedError, OmittedError, UsageError
from imreport.presentation import Omitted, Passage
from imreport.presentation.magics import run

from .handmade import RELEASE, handmade

EARLY = replace(RELEASE, left_out={"zaesur": "der Grund"})


class Shell:
    """What IPython offers to an extension."""

    def __init__(self, **names: object) -> None:
        self.user_ns = names
        self.magics: dict[str, Callable[[str, str], Any]] = {}
        self.shown: list[str] = []

    def register_magic_function(self, function: Callable[[str, str], Any], magic_kind: str, magic_name: str) -> None:
        assert magic_kind == "cell"
        self.magics[magic_name] = function

    def set_custom_exc(self, kinds: tuple[type[Exception], ...], show: Callable[..., list[str]]) -> None:
        self.kinds, self.show = kinds, show

    def _showtraceback(self, kind: type[Exception], error: Exception, lines: list[str]) -> None:
        self.shown = lines


@pytest.mark.parametrize("namespace", [{}, {"report": None}, {"report": "Bericht"}])
def test_without_a_release_there_are_no_numbers(namespace: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=r"noch keine Zahlen.*imreport\.prepare"):
        run(namespace, "", cell="Text")


def test_passage_is_filled_with_the_release_called_report(release: Release) -> None:
    assert run({"report": release}, "", cell="{{ gespraeche.gesamt | zahl }}") == Passage("passage", "43.240")


def test_passage_of_an_omitted_chapter_falls_away() -> None:
    block = run({"report": EARLY}, " zaesur ", cell="{{ kontaktwege.seither.telefon_email | zahl }}")
    assert isinstance(block, Omitted)
    assert block.id == "zaesur"


def test_passage_of_a_chapter_falls_away_with_a_kennzahl_that_is_left_out() -> None:
    release = replace(handmade("gespraeche", {"gesamt": 9}), omitted={"plaene": "der Grund"})
    block = run({"report": release}, "plaene", cell="{{ gespraeche.gesamt }} und {{ plaene.gesamt }}")
    assert isinstance(block, Omitted)
    with pytest.raises(OmittedError, match="der Grund"):
        run({"report": release}, "", cell="{{ plaene.gesamt }}")


def test_passage_of_a_chapter_that_is_there_is_printed(release: Release) -> None:
    assert run({"report": release}, "zaesur", cell="Seit {{ zaesur | monat }}") == Passage("passage", "Seit März 2020")


def test_passage_of_another_chapter_stays() -> None:
    assert run({"report": EARLY}, "themen", cell="Text") == Passage("passage", "Text")


@pytest.mark.parametrize("report", [EARLY, RELEASE])
def test_unknown_chapter_gives_the_nearest_one(report: Release) -> None:
    with pytest.raises(UsageError, match=r"„zaesurr“\. Meinten Sie „zaesur“"):
        run({"report": report}, "zaesurr", cell="Text")


def test_empty_passage_prints_nothing() -> None:
    assert run({"report": RELEASE}, "", cell="{% if bereich %}Nur {{ bereich }}{% endif %}\n") is None


def test_errors_of_a_passage_are_passed_on() -> None:
    with pytest.raises(NotReleasedError):
        run({"report": handmade("themen", {"kinder": HIDDEN, "gesamt": 9})}, "", cell="{{ themen.kindr }}")


def test_extension_registers_the_magic() -> None:
    shell = Shell(report=RELEASE)
    imreport.load_ipython_extension(shell)
    assert shell.magics["passage"]("", "Im {{ kreis }}") == Passage("passage", "Im Alb-Donau-Kreis")
    assert shell.kinds == (ImreportError,)


@pytest.mark.parametrize(("hint", "lines"), [
    ("Prüfen Sie.", ["Fehler: Etwas fehlt.", "Hinweis: Prüfen Sie."]), ("", ["Fehler: Etwas fehlt."]),
])  # fmt: skip
def test_errors_are_shown_as_a_sentence(hint: str, lines: list[str]) -> None:
    shell = Shell()
    imreport.load_ipython_extension(shell)
    assert shell.show(shell, UsageError, UsageError("Etwas fehlt.", hint), None) == lines
    assert shell.shown == lines
