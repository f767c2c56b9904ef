"""The ledger of published numbers: nothing gets lost in it, and whatever happened to the file is told."""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from imreport.disclosure import HIDDEN, Release
from imreport.disclosure.ledger import append, digest, read_ledger
from imreport.errors import LedgerError

from .test_release import UNPUBLISHED

CELL = {"keys", "labels", "value", "status", "shares", "residual"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "veroeffentlicht.jsonl"


@pytest.fixture
def editions(village: Release) -> list[Release]:
    """Three small releases that differ in what they say."""
    small = replace(village, tables={key: village.tables[key] for key in ("geschlecht", "gespraeche")})
    return [replace(small, threshold=threshold, dated=f"2021-03-0{threshold}") for threshold in (3, 4, 5)]


@pytest.fixture
def ledger(path: Path, editions: list[Release]) -> Path:
    """A ledger of three editions."""
    for release in editions:
        append(path, release)
    return path


def test_a_missing_file_is_an_empty_ledger(path: Path) -> None:
    assert (read_ledger(path), digest(path)) == ((), "")
    assert not path.exists()


def test_an_edition_says_what_was_published(path: Path, village: Release, release: Release) -> None:
    assert append(path, village) == read_ledger(path)[0]
    append(path, release)
    for number, (edition, source) in enumerate(zip(read_ledger(path), (village, release), strict=True), start=1):
        assert (edition.number, edition.dated, edition.threshold) == (number, source.dated, source.threshold)
        assert (edition.method, edition.parameters, edition.unknown_tables) == ("sperren", source.parameters, ())
        assert edition.tables == source.tables


def test_the_digest_is_that_of_the_file(ledger: Path) -> None:
    assert digest(ledger) == hashlib.sha256(ledger.read_bytes()).hexdigest()


def test_a_hidden_value_stays_hidden(path: Path, village: Release) -> None:
    cells = append(path, village).tables["geschlecht"].cells
    hidden = [cell for cell in village.tables["geschlecht"].cells if cell.is_hidden]
    assert len(hidden) == sum(cell.value is HIDDEN for cell in cells) > 0


def test_the_file_holds_no_hidden_value(path: Path, village: Release) -> None:
    append(path, village)
    text = path.read_text("utf-8")
    cells = [cell for table in json.loads(text)["tabellen"] for cell in table["cells"]]
    secret = [cell for cell in cells if cell["status"] == "geheim"]
    assert secret
    assert {cell["value"] for cell in secret} == {"[g]"}
    assert all(set(cell) == CELL for cell in cells)
    assert not UNPUBLISHED.search(text)


def test_the_same_publication_gives_the_same_bytes(tmp_path: Path, village: Release) -> None:
    for name in ("a", "b"):
        append(tmp_path / name, village)
    append(tmp_path / "c", Release.from_json(village.to_json()))
    assert len({(tmp_path / name).read_bytes() for name in "abc"}) == 1


def test_what_was_published_is_not_entered_twice(ledger: Path, editions: list[Release]) -> None:
    before = ledger.read_bytes()
    assert append(ledger, replace(editions[1], dated="2024-01-01", title="anders")).number == 2
    assert ledger.read_bytes() == before


def test_a_corrected_number_is_another_publication(path: Path, village: Release) -> None:
    append(path, village)
    table = village.tables["gespraeche"]
    cells = [replace(cell, value=(cell.number or 0) + 1) for cell in table.cells]
    changed = replace(village, tables={**village.tables, "gespraeche": replace(table, cells=tuple(cells))})
    assert append(path, changed).number == 2


def test_an_earlier_edition_is_not_touched_by_a_later_one(ledger: Path, release: Release) -> None:
    before = ledger.read_bytes()
    append(ledger, release)
    assert ledger.read_bytes().startswith(before)
    assert [edition.number for edition in read_ledger(ledger)] == [1, 2, 3, 4]


def test_a_ledger_that_changed_meanwhile_is_refused(ledger: Path, release: Release) -> None:
    before = digest(ledger)
    append(ledger, replace(release, threshold=9), expected=before)
    with pytest.raises(LedgerError, match=r"hat sich das Veröffentlichungsregister .* geändert\. .*imreport report"):
        append(ledger, release, expected=before)
    assert len(read_ledger(ledger)) == 4


def enter(path: Path, text: str, threshold: int) -> int:
    return append(path, replace(Release.from_json(text), threshold=threshold)).number


def test_what_two_processes_enter_at_once_arrives(path: Path, editions: list[Release]) -> None:
    thresholds = range(10, 60)
    context = get_context("spawn")
    with ProcessPoolExecutor(2, context, initializer=context.Barrier(2).wait) as pool:
        numbers = list(pool.map(partial(enter, path, editions[0].to_json()), thresholds))
    assert sorted(numbers) == list(range(1, 51))
    assert {edition.threshold for edition in read_ledger(path)} == set(thresholds)


Damage = Callable[[bytes], bytes]


def lines(*order: int) -> Damage:
    return lambda content: b"".join(content.splitlines(keepends=True)[place - 1] for place in order)


def old_for_new(old: bytes, new: bytes, *, line: int) -> Damage:
    def damage(content: bytes) -> bytes:
        rows = content.splitlines(keepends=True)
        assert old in rows[line - 1]
        rows[line - 1] = rows[line - 1].replace(old, new, 1)
        return b"".join(rows)

    return damage


def other_number(line: int) -> Damage:
    def damage(content: bytes) -> bytes:
        rows = content.splitlines(keepends=True)
        rows[line - 1], changed = re.subn(rb'"value":(\d)', rb'"value":1\1', rows[line - 1], count=1)
        assert changed
        return b"".join(rows)

    return damage


DAMAGES: dict[str, tuple[Damage, str]] = {
    "emptied": (lambda content: b"", "Sie ist leer"),
    "cut in the last line": (lambda content: content[:-100], "Zeile 3 ist abgeschnitten"),
    "cut before the end of the last line": (lambda content: content[:-1], "Zeile 3 ist abgeschnitten"),
    "cut in the first line": (lambda content: content[:100], "Zeile 1 ist abgeschnitten"),
    "number in the first line": (other_number(1), "Zeile 1 wurde verändert"),
    "number in the last line": (other_number(3), "Zeile 3 wurde verändert"),
    "threshold": (old_for_new(b'"schwelle":4', b'"schwelle":3', line=2), "Zeile 2 wurde verändert"),
    "hidden value filled in": (old_for_new(b'"[g]"', b"3", line=2), "Zeile 2 wurde verändert"),
    "spaces": (old_for_new(b'":', b'": ', line=2), "Zeile 2 wurde verändert"),
    "hash": (old_for_new(b'"pruefsumme":"', b'"pruefsumme":"0', line=2), "Zeile 2 wurde verändert"),
    "first line deleted": (lines(2, 3), "Zeile 1 schließt nicht an"),
    "line deleted in the middle": (lines(1, 3), "Zeile 2 schließt nicht an"),
    "lines swapped": (lines(1, 3, 2), "Zeile 2 schließt nicht an"),
    "line doubled": (lines(1, 2, 2, 3), "Zeile 3 schließt nicht an"),
    "empty line at the end": (lambda content: content + b"\n", "Zeile 4 ist nicht lesbar"),
    "something else": (lambda content: b"\x00\xff\n", "Zeile 1 ist nicht lesbar"),
    "a list": (lambda content: b"[1]\n", "Zeile 1 ist nicht lesbar"),
    "saved on Windows": (lambda content: content.replace(b"\n", b"\r\n"), "Ein Textprogramm .* Zeile 1"),
    "saved with a mark": (lambda content: b"\xef\xbb\xbf" + content, "Ein Textprogramm .* Zeile 1"),
    "one line pasted on Windows": (old_for_new(b"}\n", b"}\r\n", line=2), "Ein Textprogramm .* Zeile 2"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_told_with_its_line_and_what_to_do(ledger: Path, release: Release, name: str) -> None:
    damage, words = DAMAGES[name]
    ledger.write_bytes(damage(ledger.read_bytes()))
    before = ledger.read_bytes()
    sentence = rf"^Das Veröffentlichungsregister „veroeffentlicht\.jsonl“ ist beschädigt: {words}.*\. .*Sicherung"
    for use in (read_ledger, partial(append, release=release)):
        with pytest.raises(LedgerError, match=sentence) as caught:
            use(ledger)
        assert caught.value.exit_code == 6
        assert "Löschen und berichtigen Sie darin nichts von Hand" in caught.value.hint
    assert ledger.read_bytes() == before


def test_a_change_of_any_byte_is_found(path: Path, editions: list[Release]) -> None:
    for release in editions[:2]:
        append(path, replace(release, tables={"gespraeche": release.tables["gespraeche"]}))
    whole = path.read_bytes()
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(LedgerError):
            read_ledger(path)


def test_lost_last_lines_show_in_the_digest_alone(ledger: Path) -> None:
    before = digest(ledger)
    ledger.write_bytes(lines(1, 2)(ledger.read_bytes()))
    assert len(read_ledger(ledger)) == 2
    assert digest(ledger) != before


def forge(path: Path, *changes: dict[str, Any]) -> None:
    """Write lines anew, each with its right hash."""
    before, forged = "", []
    for line, change in zip(path.read_text("utf-8").splitlines(), changes, strict=True):
        record = json.loads(line) | {"vorher": before} | change
        record.pop("pruefsumme")
        before = hashlib.sha256(dumped(record).encode()).hexdigest()
        forged.append(dumped({**record, "pruefsumme": before}))
    path.write_text("".join(f"{line}\n" for line in forged), "utf-8", newline="\n")


def dumped(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (({}, {"nummer": 7}, {}), "Zeile 2 schließt nicht an"),
        (({}, {"vorher": "0" * 64}, {}), "Zeile 2 schließt nicht an"),
        (({}, {}, {"version": 2}), r"Zeile 3 .* in einem unbekannten Format \(2\)"),
        (({}, {"parameter": {"umkreis": "5"}}, {}), "Zeile 2 .* ist mit dieser Version von imreport nicht lesbar"),
        (({"tabellen": [{"key": "themen"}]}, {}, {}), "Zeile 1 .* ist mit dieser Version von imreport nicht lesbar"),
        (({"tabellen": None}, {}, {}), "Zeile 1 .* ist mit dieser Version von imreport nicht lesbar"),
    ],
)
def test_lines_of_other_versions_and_forged_ones_are_refused(
    ledger: Path, changes: Sequence[dict[str, Any]], words: str
) -> None:
    forge(ledger, *changes)
    with pytest.raises(LedgerError, match=words):
        read_ledger(ledger)


def test_lines_written_anew_with_their_hashes_are_as_good_as_ours(ledger: Path) -> None:
    before = ledger.read_bytes()
    forge(ledger, {}, {}, {})
    assert ledger.read_bytes() == before


def test_tables_that_this_version_does_not_know_are_named(path: Path, village: Release) -> None:
    table = village.tables["gespraeche"]
    other = {"zukunft": replace(table, key="zukunft"), "themen": replace(table, key="themen", categories=())}
    append(path, replace(village, tables={"gespraeche": table, **other}))
    [edition] = read_ledger(path)
    assert set(edition.tables) == {"gespraeche"}
    assert edition.unknown_tables == ("zukunft", "themen")


def test_a_folder_in_its_place_is_not_read(tmp_path: Path) -> None:
    for use in (read_ledger, digest):
        with pytest.raises(LedgerError, match=r"ist nicht lesbar\. .*\[geheimhaltung\] register"):
            use(tmp_path)
