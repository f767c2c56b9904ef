"""How a proposed mapping and the test of a mapping look: tables for people, records for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from imreport.cases import Finding
from imreport.cases.proposing import (
    Confidence,
    MappingTest,
    Match,
    Proposal,
    TableProposal,
    UnknownWord,
    Unmapped,
    Words,
)
from imreport.german import number

WIDTH: Final = 60
"""How much of a header or word is shown."""
COLOURS: Final = {Confidence.SURE: "green", Confidence.LIKELY: "", Confidence.CHECK: "yellow", Confidence.NONE: "red"}


def shown(text: str) -> str:
    r"""Return a text of a file as a terminal may show it: one line, nothing that a terminal obeys, not too long.

    Example:
        >>> shown("Datum\n\x1b[2Jder Beratung")
        'Datum [2Jder Beratung'
    """
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return plain if len(plain) <= WIDTH else f"{plain[: WIDTH - 1]}…"


def show_refusal(findings: Sequence[Finding], *, as_json: bool) -> None:
    """Print why nothing is proposed: on stderr, for programs on stdout."""
    if as_json:
        click.echo(json.dumps({"befunde": [*map(_finding_record, findings)]}, ensure_ascii=False))
        return
    console = Console(stderr=True, highlight=False)
    for finding in findings:
        place = f"{finding.file}, Blatt „{finding.sheet}“" if finding.sheet else finding.file
        text = Text(f"{finding.severity.value}: ", style="bold red") + Text(f"{place}: {finding.message}")
        console.print(text, soft_wrap=True)
    console.print("Es wurde nichts vorgeschlagen und nichts geschrieben.")


def show_proposal(proposal: Proposal, toml: str, *, as_json: bool, quiet: bool) -> None:
    """Print a proposal: what was found for which column on stderr, the TOML or the whole for programs on stdout.

    Args:
        proposal: The proposal.
        toml: The proposal as TOML.
        as_json: Whether programs read it.
        quiet: Whether the TOML is not printed because it goes to a file.
    """
    if as_json:
        click.echo(json.dumps(_proposal_record(proposal, toml), ensure_ascii=False))
        return
    _show_tables(proposal)
    if proposal.tables and not quiet:
        click.echo(toml, nl=False)


def _show_tables(proposal: Proposal) -> None:
    console = Console(stderr=True, highlight=False)
    for found in proposal.tables:
        console.print(_columns(found))
        if found.unused:
            unused = ", ".join(f"„{shown(header)}“" for header in found.unused)
            console.print(Text(f"Nicht verwendete Spalten: {unused}"), soft_wrap=True)
        console.print()
    for name, words in proposal.words.items():
        console.print(Text(f"{name}: {_counted(words)}"), soft_wrap=True)
    for note in proposal.notes:
        console.print(Text("Hinweis: ", style="bold") + Text(note), soft_wrap=True)


def _columns(found: TableProposal) -> Table:
    places = ", ".join(found.places[:3]) + (f" und {len(found.places) - 3} mehr" if len(found.places) > 3 else "")
    table = Table(title=Text(f"{found.table.title}: {places}"), title_justify="left", title_style="bold")
    for heading in ("Spalte", "in Ihrer Datei", "Wie sicher"):
        table.add_column(heading, overflow="fold")
    for match in found.matches:
        header = shown(match.profile.header) if match.profile else "–"
        table.add_row(match.column.header, Text(header), Text(match.confidence, style=COLOURS[match.confidence]))
    return table


def _counted(words: Words) -> str:
    is_open = sum(word.is_open for word in words.shown) + words.withheld
    parts = (f"{words.listed} bekannt", f"{len(words.shown) + words.withheld - is_open} zugeordnet", f"{is_open} offen")
    return ", ".join(parts)


def _proposal_record(proposal: Proposal, toml: str) -> dict[str, object]:
    return {
        "tabellen": [_table_record(found, proposal.files[found.table.name]) for found in proposal.tables],
        "werte": {name: _words_record(words) for name, words in proposal.words.items()},
        "mehrfach_trenner": proposal.separator,
        "hinweise": list(proposal.notes),
        "toml": toml,
    }


def _table_record(found: TableProposal, files: Sequence[str]) -> Mapping[str, object]:
    return {
        "tabelle": found.table.config,
        "dateien": list(files),
        "spalten": [*map(_match_record, found.matches)],
        "nicht_verwendet": [shown(header) for header in found.unused],
    }


def _match_record(match: Match) -> Mapping[str, object]:
    header = match.profile.header if match.profile else None
    return {"spalte": match.column.header, "in_der_datei": header, "sicherheit": match.confidence}


def _words_record(words: Words) -> Mapping[str, object]:
    return {
        "zugeordnet": {word.text: word.meaning.key for word in words.shown if not word.is_open},
        "offen": [word.text for word in words.shown if word.is_open],
        "nicht_gezeigt": words.withheld,
    }


def show_open(result: MappingTest, *, as_json: bool) -> None:
    """Print what a mapping leaves open, on stdout: it is the result of the command."""
    if as_json:
        click.echo(json.dumps(_open_record(result), ensure_ascii=False))
        return
    console = Console(highlight=False)
    for finding in result.findings:
        console.print(Text(f"{finding.severity.value}: {finding.place}: {finding.message}"), soft_wrap=True)
    for place in result.places:
        source = f"[quellen.{place.source}]" if place.source else "[daten]"
        console.print(Text(f"{source} {place.table}: {place.place}", style="bold"), soft_wrap=True)
        for line in _open(place) or ["Alles zugeordnet."]:
            console.print(Text(f"  {line}"), soft_wrap=True)
    if result.absent:
        console.print(f"Keine Quelle nennt Dateien für: {', '.join(result.absent)}.", soft_wrap=True)
    if not result.findings:
        console.print("Es ist noch etwas offen." if result.is_open else "Nichts ist offen.")


def _open(place: Unmapped) -> list[str]:
    lines = [f"Spalte nicht gefunden: „{header}“" for header in place.missing]
    return [*lines, *_words(place), *_withheld(place), *_unused(place)]


def _words(place: Unmapped) -> Iterator[str]:
    for word in place.words:
        cells = "1 Zelle" if word.count == 1 else f"{number(word.count)} Zellen"
        hint = f"; meinten Sie „{word.suggestion}“?" if word.suggestion else ""
        yield f"Unbekannt in „{word.column}“ ({word.codes}): „{shown(word.text)}“ in {cells}{hint}"


def _withheld(place: Unmapped) -> Iterator[str]:
    if place.withheld:
        yield f"{number(place.withheld)} weitere unbekannte Angaben stehen hier nicht: zu lang oder zu viele."


def _unused(place: Unmapped) -> Iterator[str]:
    if place.unused:
        yield f"Nicht verwendete Spalten: {', '.join(f'„{shown(header)}“' for header in place.unused)}"


def _open_record(result: MappingTest) -> dict[str, object]:
    return {
        "offen": result.is_open,
        "befunde": [*map(_finding_record, result.findings)],
        "ohne_datei": list(result.absent),
        "blaetter": [_place_record(place) for place in result.places],
    }


def _finding_record(finding: Finding) -> Mapping[str, object]:
    return {"datei": finding.file, "blatt": finding.sheet, "spalte": finding.column, "meldung": finding.message}


def _place_record(place: Unmapped) -> Mapping[str, object]:
    return {
        "quelle": place.source,
        "tabelle": place.table,
        "ort": place.place,
        "nicht_gefunden": list(place.missing),
        "nicht_verwendet": list(place.unused),
        "unbekannt": [*map(_word_record, place.words)],
        "nicht_gezeigt": place.withheld,
    }


def _word_record(word: UnknownWord) -> Mapping[str, object]:
    return {
        "verzeichnis": word.codes,
        "spalte": word.column,
        "wort": shown(word.text),
        "zellen": word.count,
        "vorschlag": word.suggestion,
    }
