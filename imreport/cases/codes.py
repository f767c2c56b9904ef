"""Code lists (Schlüsselverzeichnisse): which entries a category column may hold, and what they are called.

A list is a CSV file as an office keeps it: semicolons, UTF-8, the columns ``schluessel``, ``bezeichnung``, ``art``
(empty, ``rest`` for a residual category, ``ohne_angabe``), ``uebergeordnet`` (the key of the broader category it
rolls up to), ``gueltig_von``, ``gueltig_bis`` and ``auch`` (further spellings, separated by "|"); communes may have
``verband``, the key of their Verwaltungsgemeinschaft in the list ``verbaende``. A county replaces a list by naming its
own file under ``[schluessel]`` in bericht.toml.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final

from imreport.cases.schema import tables
from imreport.errors import ConfigError, UsageError
from imreport.german import parse_day

UNKNOWN: Final = "ohne_angabe"
RESERVED: Final = ("gesamt", "andere")
"""Keys that tables need for the total and for merged categories."""
ASSOCIATIONS: Final = "verbaende"
"""The list of associations of communes (Verwaltungsgemeinschaften), which not every county has."""
FIXED: Final = (
    "haeufigkeit",
    "betreuungsdauer",
    "haushaltsgroesse",
    "herkunft",
    "verbleib",
    "kostenarten",
    "planabdeckung",
)
"""Lists whose categories imreport makes; a county cannot replace them."""
HEADER: Final = ("schluessel", "bezeichnung", "art", "uebergeordnet", "gueltig_von", "gueltig_bis", "auch")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list.

    Attributes:
        key: What tables and passages call it.
        label: What readers see.
        sort: Empty, ``rest`` for a residual category, ``ohne_angabe``.
        parent: The key of the broader category, which may stand in the same list or in another one.
        valid_from: First day on which it is in use, if that is limited.
        valid_until: Last day on which it is in use, if that is limited.
        also: Further spellings.
        association: Of a commune, the key of its Verwaltungsgemeinschaft.
    """

    key: str
    label: str
    sort: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    also: tuple[str, ...] = ()
    association: str = ""


@dataclass(frozen=True)
class CodeList:
    """The entries of one list, in the order of the file; "Ohne Angabe" is always among them."""

    name: str
    codes: tuple[Code, ...]
    _by_key: Mapping[str, Code] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        unknown = [code for code in self.codes if UNKNOWN in (code.key, code.sort)][:1]
        last = replace(unknown[0], sort=UNKNOWN) if unknown else Code(UNKNOWN, "Ohne Angabe", UNKNOWN)
        object.__setattr__(self, "codes", (*(code for code in self.codes if code not in unknown), last))
        object.__setattr__(self, "_by_key", {code.key: code for code in self.codes})

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    @property
    def has_levels(self) -> bool:
        """Whether entries roll up to others of this list."""
        return any(code.parent in self for code in self.codes)

    def label(self, key: str) -> str:
        """Return what readers see for a key; a key that is not in the list stands for itself."""
        return self._by_key[key].label if key in self._by_key else key

    @property
    def unknown(self) -> str:
        """The key that an empty cell counts as."""
        return next(code.key for code in self.codes if code.sort == UNKNOWN)

    def spellings(self, *, keys_only: bool = False) -> Iterator[tuple[str, str]]:
        """Yield (spelling, key) for every accepted way to write an entry, in lower case."""
        for code in self.codes:
            words = (code.key,) if keys_only else (code.key, code.label, *code.also)
            yield from ((word.lower(), code.key) for word in words)


CodeLists = Mapping[str, CodeList]


def load_code_lists(own: Mapping[str, Path] | None = None) -> CodeLists:
    """Load the lists of the package, replaced or joined by the county's own.

    Args:
        own: Name of a list to the file that holds it.

    Raises:
        ConfigError: A file is missing or has no valid list in it, or a list is unknown.
    """
    folder = files(__package__).joinpath("codes")
    shipped = {path.name.removesuffix(".csv"): path.read_bytes() for path in folder.iterdir()}
    known = {*shipped, *_accepted(), ASSOCIATIONS} - {*FIXED}
    for name in own or {}:
        if name not in known:
            raise ConfigError.unknown("Schlüsselverzeichnis", name, known=known)
    texts = {**shipped, **{name: _read(path) for name, path in (own or {}).items()}}
    return {name: parse_code_list(name, text) for name, text in sorted(texts.items())}


def require_complete(codes: CodeLists) -> None:
    """Make sure that every list is there that a column of the export refers to, and that its words are unambiguous.

    Raises:
        ConfigError: One is missing or ambiguous; the hint says what to do.
    """
    for name in sorted(set(_accepted()) - set(codes)):
        hint = f'Nennen Sie die Datei in bericht.toml: [schluessel] {name} = "{name}.csv".'
        raise ConfigError(f"Es fehlt das Schlüsselverzeichnis „{name}“.", hint)
    for name, strict in _accepted().items():
        if taken := [key for key in RESERVED if key in codes[name]]:
            hint = (
                "So heißen in den Tabellen die Summe und die zusammengefassten Kategorien; wählen Sie ein anderes Wort."
            )
            raise ConfigError(f"Im Schlüsselverzeichnis „{name}“ gibt es den Schlüssel „{taken[0]}“.", hint)
        spelled = Counter(spelling for spelling, _ in set(codes[name].spellings(keys_only=strict)))
        if double := [spelling for spelling, count in spelled.items() if count > 1]:
            hint = "Jede Bezeichnung und jede andere Schreibweise darf nur bei einem Schlüssel stehen."
            raise ConfigError(f"Im Schlüsselverzeichnis „{name}“ ist „{double[0]}“ nicht eindeutig.", hint)
    _require_linked(codes)


def _require_linked(codes: CodeLists) -> None:
    """Make sure that topics and communes belong to what there is, and that plans can be active.

    Topics have two levels at most; a plan that was ended later was active (``aktiv``) before.
    """
    if "aktiv" not in codes["planstatus"]:
        hint = "Ein Plan ist aktiv, bis er beendet ist; der Schlüssel dafür muss „aktiv“ heißen, die Bezeichnung nicht."
        raise ConfigError("Im Schlüsselverzeichnis „planstatus“ fehlt der Schlüssel „aktiv“.", hint)
    broad = {code.key for code in codes["themen"] if not code.parent}
    for code in codes["themen"]:
        if code.parent and code.parent not in broad:
            hint = "In „uebergeordnet“ steht der Schlüssel eines Themas, das selbst keinem anderen untergeordnet ist."
            raise ConfigError(f"Im Schlüsselverzeichnis „themen“ passt „uebergeordnet“ bei „{code.key}“ nicht.", hint)
    for code in codes["gemeinden"] if ASSOCIATIONS in codes else ():
        if code.association and code.association not in codes[ASSOCIATIONS]:
            hint = f"In „verband“ steht ein Schlüssel aus dem Schlüsselverzeichnis „{ASSOCIATIONS}“."
            raise ConfigError(f"Den Verband „{code.association}“ der Gemeinde „{code.label}“ gibt es nicht.", hint)


def _accepted() -> dict[str, bool]:
    """Return the lists that the export refers to, and whether only their keys count."""
    return {c.codes: c.keys_only for table in tables().values() for c in table.of_kind("code", "codes")}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise ConfigError(f"Das Schlüsselverzeichnis „{path.name}“ fehlt oder ist nicht lesbar.",
                          "Prüfen Sie den Abschnitt [schluessel] in bericht.toml.") from None  # fmt: skip


def parse_code_list(name: str, text: bytes) -> CodeList:
    """Parse the bytes of one list.

    Raises:
        ConfigError: The text is not UTF-8, a column is missing, a date cannot be read, a key is missing or doubled.
    """
    try:
        rows = csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";")
        codes = tuple(_code(row) for row in rows)
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError, UsageError) as error:
        reason = f" {error.message}" if isinstance(error, UsageError) else ""
        hint = f"Gebraucht werden die Spalten {', '.join(HEADER)}, getrennt durch Semikolon, in UTF-8."
        raise ConfigError(f"Das Schlüsselverzeichnis „{name}“ ist nicht lesbar.{reason}", hint) from None
    keys = Counter(code.key for code in codes)
    if not keys or "" in keys or keys.most_common(1)[0][1] > 1:
        hint = "Es braucht mindestens eine Zeile, und jede Zeile einen eigenen Schlüssel."
        raise ConfigError(f"Im Schlüsselverzeichnis „{name}“ fehlt ein Schlüssel oder steht doppelt.", hint)
    return CodeList(name, codes)


def _code(row: dict[str, str]) -> Code:
    return Code(
        key=row["schluessel"].strip(),
        label=row["bezeichnung"].strip(),
        sort=row["art"].strip(),
        parent=row["uebergeordnet"].strip(),
        valid_from=parse_day(row["gueltig_von"]) if row["gueltig_von"] else None,
        valid_until=parse_day(row["gueltig_bis"]) if row["gueltig_bis"] else None,
        also=tuple(word for word in row["auch"].split("|") if word),
        association=(row.get("verband") or "").strip(),
    )
