"""docs/bericht-schreiben.md: it names everything that a passage may use, and its examples give what it says."""

import re
from collections.abc import Iterator

import pytest

from imreport.disclosure import Release
from imreport.indicators import INDICATORS
from imreport.presentation import passage
from imreport.presentation.filters import FILTERS
from imreport.presentation.vocabulary import vocabulary
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "bericht-schreiben.md").read_text("utf-8")
PLACEHOLDER = re.compile(r"`(\{\{[^`]*\}\})`")
FENCED = re.compile(r"```\n%%passage[^\n]*\n((?:(?!```).)*)\n```\n\n→ (.*?)\n\n", re.DOTALL)


def examples() -> Iterator[tuple[str, str]]:
    """Placeholders and what the guide says they print: in a table or behind an arrow in its next column."""
    for line in GUIDE.splitlines():
        if not line.startswith("|"):
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for place, cell in enumerate(cells):
            if (match := PLACEHOLDER.match(cell)) and (said := cell[match.end() :].removeprefix(" → ")):
                yield match[1], said
            elif match and place + 1 < len(cells):
                yield match[1], cells[place + 1]


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def named(name: str) -> bool:
    """Whether the guide names something in code."""
    return re.search(rf"`[^`\n]*\b{re.escape(name)}\b[^`\n]*`", GUIDE) is not None


@pytest.mark.parametrize("key", INDICATORS)
def test_every_kennzahl_is_in_the_guide(key: str) -> None:
    assert named(key)


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_in_the_guide(name: str) -> None:
    assert re.search(rf"\\?\| {name}\b", GUIDE)


def test_every_name_and_function_is_in_the_guide(release: Release) -> None:
    assert [name for name in vocabulary(release) if not named(name)] == []


def test_there_are_examples() -> None:
    assert len(list(examples())) > 15
    assert len(FENCED.findall(GUIDE)) >= 5


@pytest.mark.parametrize(("text", "said"), list(examples()))
def test_example_of_a_table(text: str, said: str, release: Release) -> None:
    assert plain(passage(release, text).text) == said


@pytest.mark.parametrize(("text", "said"), [pair for pair in FENCED.findall(GUIDE) if not pair[1].startswith("eine ")])
def test_example_in_a_cell(text: str, said: str, release: Release) -> None:
    assert plain(passage(release, text).text) == plain(said)
