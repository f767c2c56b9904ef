"""The ledger of published numbers (Veröffentlichungsregister): what the public knows already.

One line per publication, as JSON, with the hash of its own content and of the line before (hash chain): a line that was
changed, moved or lost is found. What the chain cannot show is that the last lines are missing; the digest in the
manifest of a report and a backup do.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from imreport.disclosure.appending import appending, replace
from imreport.disclosure.cells import ReleasedTable
from imreport.disclosure.release import Release
from imreport.errors import LedgerError, UsageError
from imreport.indicators import INDICATORS
from imreport.parameters import Parameters

VERSION: Final = 1
METHOD: Final = "sperren"
RESTORE: Final = (
    "Spielen Sie die letzte Sicherung der Datei ein. Löschen und berichtigen Sie darin nichts von Hand: "
    "Sonst weiß der Schutz nicht mehr, was schon veröffentlicht ist."
)
UPDATE: Final = (
    "Verwenden Sie die neuere Version von imreport. Hat jemand die Datei von Hand geändert, spielen Sie die letzte "
    "Sicherung ein."
)
AGAIN: Final = "Erstellen Sie den Bericht mit „imreport report“ neu, prüfen Sie ihn und veröffentlichen Sie dann."


@dataclass(frozen=True)
class Edition:
    """One publication.

    Attributes:
        number: 1 for the first publication, 2 for the second …
        dated: The date of the report (ISO).
        threshold: The smallest number of persons behind a published count.
        method: How small numbers were protected.
        parameters: The resolved parameters.
        tables: Kennzahl to its published cells; hidden values are hidden here too.
        unknown_tables: Kennzahlen published then that this version does not know, or cuts along other dimensions.
    """

    number: int
    dated: str
    threshold: int
    method: str
    parameters: Parameters
    tables: Mapping[str, ReleasedTable]
    unknown_tables: tuple[str, ...] = ()


def read_ledger(path: Path) -> tuple[Edition, ...]:
    """Return all publications, the oldest first; none if there is no such file yet.

    Raises:
        LedgerError: The file cannot be read, or a line of it is not as it was written; names the line.
    """
    return tuple(_edition(path, record) for record in _records(path, _content(path)))


def append(path: Path, release: Release, *, expected: str | None = None) -> Edition:
    """Enter what was published; of several that do so at once, one waits for the other.

    The period that a report compares with is an edition of its own, after the report.

    Args:
        path: The ledger; made if it is missing, its folder is not.
        release: What was published.
        expected: The digest that the ledger must have, if it must not have changed since.

    Returns:
        The new edition, or the one that holds the same parameters and numbers already; then nothing is written.

    Raises:
        LedgerError: As for ``read_ledger``; or the file changed, or cannot be written.
    """
    with appending(path):
        content = _content(path)
        records = list(_records(path, content))
        saying = [_said(release), *(_said(other) for other in [release.compared] if other)]
        fresh = [said for said in saying if not _same(records, said)]
        if fresh and expected not in (None, _digest(content)):
            message = f"Seit der Bericht erstellt wurde, hat sich das Veröffentlichungsregister „{path.name}“ geändert."
            raise LedgerError(message, AGAIN)
        known = len(records)
        for said in fresh:
            before = records[-1]["pruefsumme"] if records else ""
            head = {"version": VERSION, "nummer": len(records) + 1, "datum": release.dated, "vorher": before}
            records.append(json.loads(_line({**said, **head})))
        if fresh:
            lines = "".join(f"{_line(record)}\n" for record in records[known:])
            replace(path, (content or b"") + lines.encode())
        return _edition(path, _same(records, saying[0]) or records[-1])


def edition_of(release: Release) -> Edition:
    """Return a report as the edition that it would be, had it been the first to be published."""
    return Edition(1, release.dated, release.threshold, release.method, release.parameters, release.tables)


def digest(path: Path) -> str:
    """Return the sha256 of the ledger's content, empty if there is no ledger yet.

    Raises:
        LedgerError: The file cannot be read.
    """
    return _digest(_content(path))


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        hint = "Prüfen Sie die Leserechte und [geheimhaltung] register in bericht.toml."
        raise LedgerError(f"Das Veröffentlichungsregister „{path.name}“ ist nicht lesbar.", hint) from None


def _said(release: Release) -> dict[str, Any]:
    """Return what a publication tells the public, as its line holds it."""
    said = {
        "schwelle": release.threshold,
        "verfahren": release.method,
        "parameter": release.parameters.values(),
        "tabellen": [asdict(table) for table in release.tables.values()],
    }
    return dict(json.loads(_dump(said)))


def _same(records: Iterable[Mapping[str, Any]], said: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return next((record for record in records if said.items() <= record.items()), None)


def _dump(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr)


def _line(record: Mapping[str, Any]) -> str:
    """Return a record as its line, with its hash."""
    content = {key: value for key, value in record.items() if key != "pruefsumme"}
    return _dump({**content, "pruefsumme": hashlib.sha256(_dump(content).encode()).hexdigest()})


def _records(path: Path, content: bytes | None) -> Iterator[Mapping[str, Any]]:
    """Yield the lines, each one checked."""
    if content is None:
        return
    if not content:
        raise _damaged(path, "Sie ist leer")
    before = ""
    for number, line in enumerate(_lines(path, content), start=1):
        record = _record(path, line, number=number)
        if (record.get("nummer"), record.get("vorher")) != (number, before):
            raise _damaged(path, f"Zeile {number} schließt nicht an die davor an; Zeilen fehlen oder sind vertauscht")
        before = record["pruefsumme"]
        yield record


def _lines(path: Path, content: bytes) -> list[bytes]:
    """Cut the file into lines; what editors like to change in a file is named as such."""
    lines = content.split(b"\n")
    for number, line in enumerate(lines, start=1):
        if line.startswith(b"\xef\xbb\xbf") or line.endswith(b"\r"):
            raise _damaged(path, f"Ein Textprogramm hat sie neu gespeichert und dabei Zeile {number} verändert")
    if lines[-1]:
        raise _damaged(path, f"Zeile {len(lines)} ist abgeschnitten")
    return lines[:-1]


def _record(path: Path, line: bytes, *, number: int) -> Mapping[str, Any]:
    try:
        text = line.decode()
        record = json.loads(text)
        version = record["version"]
    except (ValueError, KeyError, TypeError):
        raise _damaged(path, f"Zeile {number} ist nicht lesbar") from None
    if version != VERSION:
        place = f"Zeile {number} des Veröffentlichungsregisters „{path.name}“"
        raise LedgerError(f"{place} ist in einem unbekannten Format ({version}) geschrieben.", UPDATE)
    if text != _line(record):
        raise _damaged(path, f"Zeile {number} wurde verändert")
    return dict(record)


def _edition(path: Path, record: Mapping[str, Any]) -> Edition:
    """Turn a line into an edition.

    Raises:
        LedgerError: The line is whole, but this version cannot read it.
    """
    try:
        tables = [ReleasedTable.of(table) for table in record["tabellen"]]
        return Edition(
            number=record["nummer"],
            dated=record["datum"],
            threshold=record["schwelle"],
            method=record["verfahren"],
            parameters=Parameters.of(record["parameter"]),
            tables={table.key: table for table in tables if _is_known(table)},
            unknown_tables=tuple(table.key for table in tables if not _is_known(table)),
        )
    except (AttributeError, KeyError, TypeError, ValueError, UsageError):
        place = f"Zeile {record['nummer']} des Veröffentlichungsregisters „{path.name}“"
        raise LedgerError(f"{place} ist mit dieser Version von imreport nicht lesbar.", UPDATE) from None


def _is_known(table: ReleasedTable) -> bool:
    return table.key in INDICATORS and len(table.categories) == len(INDICATORS[table.key].dimensions)


def _damaged(path: Path, what: str) -> LedgerError:
    return LedgerError(f"Das Veröffentlichungsregister „{path.name}“ ist beschädigt: {what}.", RESTORE)
