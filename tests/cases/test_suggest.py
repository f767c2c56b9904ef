"""Suggestions: near is near, far is nothing."""

import pytest

from imreport.cases.suggest import nearest

WORDS = ["Gesundheit", "Wohnen", "persönlich im Büro", "08425071"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gesundheid", "Gesundheit"),
        ("GESUNDHEIT", "Gesundheit"),
        ("  persönlich   im büro ", "persönlich im Büro"),
        ("8425071", "08425071"),
        ("Zahnarzt", ""),
        ("", ""),
    ],
)
def test_nearest_word(text: str, expected: str) -> None:
    assert nearest(text, WORDS) == expected


def test_no_words() -> None:
    assert nearest("Wohnen", []) == ""


@pytest.mark.parametrize(("cutoff", "expected"), [(80, "Wohnen"), (95, "")])
def test_the_cutoff_decides(cutoff: float, expected: str) -> None:
    assert nearest("Wohne", WORDS, cutoff=cutoff) == expected
