"""Every number of the finished prose is accounted for: a cell, a share, a parameter, a date or a named fact.

The numbers are read back from the text. They may only be those of the Kennzahlen that the passage's placeholders name,
so that no other number vouches for them by chance.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import nbformat
import pytest
from jinja2.meta import find_undeclared_variables

from imreport import german
from imreport.disclosure import Release, ReleasedTable
from imreport.presentation import Passage
from imreport.presentation.magics import run
from imreport.presentation.rendering import parsed
from imreport.presentation.texts import share_text, value_text
from tests.conftest import ROOT

NOTEBOOK = nbformat.read(ROOT / "notebooks" / "report.ipynb", as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?(?:\u00a0%)?")
DATE = re.compile(
    rf"\d{{1,2}}\.(?:\u00a0(?:{'|'.join(german.month(date(2000, n, 1))[:-5] for n in range(1, 13))}) )?\d{{4}}"
)
WORD = re.compile(
    r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend|dutzend|"
    r"halb|doppelt|dreifach|viertel|drittel|hälfte)\w*",
    re.IGNORECASE,
)
WORDS_OF_NO_COUNT = {
    "drei Ziele": "three items follow",
    "drei Jahre eine Marke": "the mark of a rule",
    "fünf Lebenswege": "a fact in words",
    "hundert Gespräche": "the base of a rate",
    "hundert betreute": "the base of a rate",
    "hundert Personen": "the base of a rate",
    "zwei halbe Stellen": "what a full-time equivalent is",
    "vier Bereiche": "four items follow",
    "zweierlei": "two items follow",
    "halbe Stellen": "what a full-time equivalent is",
    "Halbjahr": "the name of a category",
}
TYPED = {"100", "1", "2", "3"}
"""The whole, and the numbers of a list."""


def texts(release: Release) -> Iterator[tuple[str, set[str]]]:
    """What the cells of the notebook print, and which names their placeholders use."""
    for cell in NOTEBOOK.cells:
        if cell.cell_type == "markdown" and "nicht-drucken" not in cell.metadata.get("tags", []):
            yield cell.source, set()
        elif cell.source.startswith("%%passage"):
            first, _, text = cell.source.partition("\n")
            block = run({"report": release}, first.removeprefix("%%passage"), cell=text)
            if isinstance(block, Passage):
                yield block.text, find_undeclared_variables(parsed(text))


def of_table(table: ReleasedTable) -> Iterator[str]:
    """The numbers of a Kennzahl as printed, and the digits in the names of its categories."""
    for cell in table.cells:
        yield value_text(cell.value, table.indicator.decimals)
        yield from (share_text(share) for share in cell.shares.values())
        yield from (number for label in cell.labels for number in NUMBER.findall(label))
    numbers = [cell.number for cell in table.cells if cell.number]
    yield from (german.percent(int(abs(a - b) * 100 / b + 0.5)) for a in numbers for b in numbers)


def of_report(release: Release) -> Iterator[str]:
    """Parameters and facts, with the years of days."""
    scope = release.parameters.scope
    plain = [release.parameters.months, release.threshold, *release.quality.values()]
    plain.append(release.quality["gelesen"] - release.quality["verwendet"])
    facts = [fact["wert"] for fact in release.facts.values()]
    yield from map(value_text, [*plain, *(fact for fact in facts if isinstance(fact, int))])
    days = [str(day) for day in (scope.start, scope.end, scope.as_of, scope.cut)]
    yield from (number for text in [*days, *map(str, facts)] for number in re.findall(r"\d{4}", text))


def unaccounted(release: Release, pieces: Iterable[tuple[str, set[str]]]) -> list[tuple[str, str]]:
    """Numbers of the prose that nothing vouches for, each with its text."""
    common = TYPED | set(of_report(release))
    missing = []
    for text, names in pieces:
        known = common.union(*map(of_table, tables(release, names)))
        numbers = NUMBER.findall(DATE.sub("", text))
        missing += [(number, text) for number in numbers if not known & {number, number.removesuffix("\u00a0%")}]
    return missing


def tables(release: Release, names: set[str]) -> Iterator[ReleasedTable]:
    """The Kennzahlen that these placeholders name."""
    everything = "kurzfassung" in names
    yield from (table for key, table in release.tables.items() if everything or key in names)
    for name, other in (("vergleich", release.comparison), ("vorbericht", release.previous)):
        if other and (everything or name in names):
            yield from other.tables.values()


def test_every_number_is_accounted_for(release: Release) -> None:
    assert unaccounted(release, texts(release)) == []


@pytest.mark.parametrize("text", ["Es kamen 17 Familien.", "Es waren 43.241 Gespräche.", "Das sind 9.987 Gespräche."])
def test_a_typed_number_is_found(text: str, release: Release) -> None:
    """The last one is a number of the topics, which the passage does not ask for."""
    assert unaccounted(release, [(text, {"gespraeche"})])


def test_there_are_numbers_to_account_for(release: Release) -> None:
    assert sum(len(NUMBER.findall(text)) for text, _ in texts(release)) > 40


def test_every_number_in_words_is_known(release: Release) -> None:
    found = {
        text[match.start() :].replace("\n", " ").strip("*")
        for text, _ in texts(release)
        for match in WORD.finditer(text)
    }
    assert [text[:60] for text in found if not text.startswith(tuple(WORDS_OF_NO_COUNT))] == []
