"""The proof-reader finds what is wrong, and nothing else."""

import pytest

from .reading import faults

WRONG = [
    "Es waren nan Personen.",
    "Es waren None.",
    "Es gab {{ x }} Gespräche.",
    "Es waren 0 % (0 von 0).",
    "Es gab 1 Gespräche.",
    "Es gab 5 Gespräch.",
    "Es gab [g] Person.",
    "In der Zeit wurden 1 Gespräch geführt.",
    "In der Zeit wurde 43.240 Gespräche geführt.",
    "Es ist gut..",
    "Es ist gut,.",
    "Es ist gut .",
    "Die häufigsten waren ().",
    "Es ist  gut.",
    "Es ist gut. es geht weiter.",
    "es ist gut.",
    "Es ist gut",
    "Es kamen Syrien und.",
    "Davon waren – männlich.",
    "- **Beratung:** Es ist gut",
]
RIGHT = [
    "Es gab 21 Gespräche und 1 Person.",
    "Am 1. Februar 2018 waren 1.001 Personen in Betreuung, z. B. Kinder.",
    "Am 28. Februar 2021 war 1 Person in Betreuung. [g] Personen kamen.",
    "„Anderes Thema“ kommt vor.",
    "Auf 1,5 Stellen kommen 22,10 Personen.",
    "## Situation seit März 2020\n\nEs ging weiter.",
    "- **Beratung:** Es ist gut.\n- **Themen:** Es ging\n  um Kinder (5).",
    "Drei Ziele:\n\n1. **Eins:** Ja.\n2. **Zwei:** Nein.",
    "| a | b |\n|---|---|\n| c | d |",
]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_is_found(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_is_left_alone(text: str) -> None:
    assert faults(text) == []
