"""docs/pruefregeln.md, written from the registry.

``python -m imreport.cases.checks.document > docs/pruefregeln.md``
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Final

from imreport.cases.checks import LIMITS, RULES
from imreport.cases.checks.reading import READING, explain
from imreport.cases.files.faults import SENTENCES
from imreport.cases.findings import Severity
from imreport.german import number

HEAD: Final = """# Prüfregeln

Diese Seite ist für die Sachbearbeitung: Sie nennt jede Regel, nach der ein Export geprüft wird, und was bei einem
Befund zu tun ist. Das Programm schreibt sie selbst; bitte nicht von Hand ändern.

| Schwere | Bedeutung |
|---|---|
| Fehler | Die Zahlen wären falsch. Der Bericht entsteht erst, wenn der Fehler behoben oder hingenommen ist. |
| Warnung | Die Zahlen sind vermutlich falsch. Der Bericht entsteht; sehen Sie vorher nach. |
| Hinweis | Etwas ist ungewöhnlich. Sie entscheiden, ob es stimmt. |

Alle Befunde zeigt `imreport check`, als Excel-Datei `imreport check --out befunde.xlsx`. Schwere und Grenzwerte stellen
Sie in [bericht.toml](bericht-toml.md#pruefung) ein. Was von Haus aus ein Fehler ist, bleibt einer; einzelne Zeilen
lassen sich hinnehmen.
"""
RULES_HEAD: Final = "| Regel | Schwere | Was geprüft wird | Was zu tun ist | Grenzwerte |\n|---|---|---|---|---|"
LIMITS_HEAD: Final = "| Grenzwert | Vorgabe | Bedeutung |\n|---|---|---|"
READING_HEAD: Final = "| Befund | Schwere | Bedeutung | Was zu tun ist |\n|---|---|---|---|"


def document() -> str:
    """Return the text of docs/pruefregeln.md."""
    parts = [
        HEAD,
        f"## Die {len(RULES)} Regeln\n",
        _table(RULES_HEAD, _rules()),
        "## Grenzwerte\n",
        _table(LIMITS_HEAD, _limits()),
        "## Befunde beim Lesen\n\nSie entstehen, bevor eine Regel gefragt wird, und lassen sich nicht einstellen.\n",
        _table(READING_HEAD, _reading()),
    ]
    return "\n".join(parts)


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join([head, *(f"| {' | '.join(cells)} |" for cells in rows), ""])


def _rules() -> Iterator[tuple[str, ...]]:
    for key, rule in RULES.items():
        yield f"`{key}`", rule.severity.value, rule.what, rule.advice, ", ".join(f"`{name}`" for name in rule.limits)


def _limits() -> Iterator[tuple[str, ...]]:
    for name, limit in LIMITS.items():
        yield f"`{name}`", str(limit.default) if limit.default > 999 else number(limit.default), limit.what


def _reading() -> Iterator[tuple[str, ...]]:
    for key in (*SENTENCES, *READING):
        severity = READING[key].severity if key in READING else Severity.ERROR
        yield f"`{key}`", severity.value, *explain(key)


if __name__ == "__main__":
    sys.stdout.write(document())
