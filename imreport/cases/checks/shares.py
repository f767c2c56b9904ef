"""Rules about how the entries of category columns are spread: residual categories, „Ohne Angabe“, one code for all."""

from collections import Counter
from collections.abc import Iterator

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, rule
from imreport.cases.findings import Severity
from imreport.cases.schema import Column, Table
from imreport.german import percent


def _spread(export: Export) -> Iterator[tuple[Table, Column, Counter[str]]]:
    """Yield every category column with enough entries, and how often each code is named."""
    for table in export.tables():
        for column in export.present(table):
            if column.kind in ("code", "codes"):
                counts = _counts(export, table, column=column)
                if counts and counts.total() >= export.limit("mindestzahl"):
                    yield table, column, counts


def _counts(export: Export, table: Table, *, column: Column) -> Counter[str]:
    name, source = column.name, f"rows_{table.name}"
    if column.kind == "codes":
        name, source = name.removesuffix("s"), f"case_{table.name.removesuffix('s')}_{name}"
    rows = export.ask(f"select {name}, count(*) from {source} where {name} is not null group by {name}")
    return Counter(dict(sorted((str(code), int(str(count))) for code, count in rows)))


@rule(
    "restkategorie_haeufig",
    Severity.HINT,
    what="Eine Restkategorie wie „Anderes Thema“ hat höchstens den Grenzwert an allen Nennungen der Spalte.",
    advice="Prüfen, ob der Restkategorie Angaben zugeordnet sind, für die es eigene Schlüssel gibt.",
    limits=("mindestzahl", "restkategorie_prozent"),
)
def large_residual(export: Export) -> Iterator[Fault]:
    """A residual category holds the rest, not most: else the breakdown says nothing."""
    most = export.limit("restkategorie_prozent")
    for table, column, counts in _spread(export):
        for code in export.codes[column.codes]:
            share = 100 * counts[code.key] / counts.total()
            if code.sort == "rest" and share > most:
                text = f"„{code.label}“ macht {percent(share)} der Angaben in „{column.header}“ aus."
                yield Fault(table, text, column)


@rule(
    "ohne_angabe_haeufig",
    Severity.HINT,
    what="„Ohne Angabe“ bleibt in jeder Spalte unter dem Grenzwert.",
    advice="Angaben nachtragen, oder im Bericht auf die Lücke hinweisen.",
    limits=("mindestzahl", "ohne_angabe_prozent"),
)
def many_unknown(export: Export) -> Iterator[Fault]:
    """Most cells of a category column are filled: else its shares speak of a few."""
    most = export.limit("ohne_angabe_prozent")
    for table, column, counts in _spread(export):
        codes = export.codes[column.codes]
        share = 100 * counts[codes.unknown] / counts.total()
        if share > most:
            text = f"In „{column.header}“ steht bei {percent(share)} „{codes.label(codes.unknown)}“."
            yield Fault(table, text, column)


@rule(
    "einheitlich",
    Severity.HINT,
    what="Keine Spalte enthält fast nur einen einzigen Schlüssel, wenn ihr Verzeichnis mehrere kennt.",
    advice="Prüfen, ob der Schlüssel eine Vorgabe des Eingabefelds ist.",
    limits=("mindestzahl", "einheitlich_prozent"),
)
def one_code_for_all(export: Export) -> Iterator[Fault]:
    """A column with several codes uses several: one for everything is the default of an input form."""
    most = export.limit("einheitlich_prozent")
    for table, column, counts in _spread(export):
        codes = export.codes[column.codes]
        (code, count), *_ = counts.most_common(1)
        if code != codes.unknown and len(codes.codes) > 2 and 100 * count / counts.total() > most:
            text = f"In „{column.header}“ steht fast überall „{codes.label(code)}“."
            yield Fault(table, text, column)
