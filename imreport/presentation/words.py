"""Words: what the placeholders of a passage stand for; thin views on the Release that fail loudly on a wrong name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NoReturn

from imreport.disclosure import Cell, ReleasedTable, Value
from imreport.errors import NotReleasedError, OmittedError, UsageError
from imreport.presentation.texts import rounds_to_zero, value_text

ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class BelowOne(int):
    """A share of some cases that rounds to 0; it compares like 0 and is printed as less than 1 percent."""


@dataclass(frozen=True, eq=False)
class CellWord:
    """One published cell: ``themen.kinder``. Its shares are attributes: ``themen.kinder.anteil_gespraeche``.

    It compares like its number; a hidden one refuses to.
    """

    cell: Cell
    decimals: int = 0
    table: str = ""

    @property
    def name(self) -> str:
        """What readers call its category."""
        return self.cell.labels[-1]

    @property
    def schluessel(self) -> str:
        """The key of its category."""
        return self.cell.keys[-1]

    @property
    def ist_geheim(self) -> bool:
        """Whether its number is kept secret."""
        return self.cell.is_hidden

    def __str__(self) -> str:
        return value_text(self.cell.value, self.decimals)

    def __bool__(self) -> bool:
        return bool(self.cell.value)

    def __eq__(self, other: object) -> bool:
        return bool(self.cell.value == number_of(other))

    def __lt__(self, other: Any) -> bool:
        return bool(self.cell.value < number_of(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.cell.value > number_of(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.cell.value <= number_of(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.cell.value >= number_of(other))

    def __hash__(self) -> int:
        return hash(self.cell.keys)

    def _refuse(self, *_: object) -> NoReturn:
        if self.ist_geheim:
            bool(self.cell.value)
        hint = "Was gedruckt wird, muss eine Kennzahl sein; rechnen Sie nicht im Text."
        raise UsageError(f"Mit „{self.name}“ wird im Text gerechnet.", hint)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse

    def __getattr__(self, share: str) -> Value | None:
        if share.startswith("_"):
            raise AttributeError(share)
        if share not in self.cell.shares:
            raise NotReleasedError.unknown(f"Anteil von „{self.name}“", share, known=[*self.cell.shares, "ist_geheim"])
        return BelowOne() if rounds_to_zero(self.cell, share) else self.cell.shares[share]


class CellWords(list[CellWord]):
    """Several published cells, as ``spitze`` gives them; printed with ``namen`` or ``mit_werten``."""

    def __str__(self) -> str:
        raise UsageError(
            "Eine Liste lässt sich nicht drucken.", "Schreiben Sie dahinter „| namen“ oder „| mit_werten“."
        )


@dataclass(frozen=True)
class TableWord:
    """One Kennzahl: ``themen``. Categories are attributes, a second dimension follows: ``kanaele.seither.telefon``."""

    table: ReleasedTable
    keys: tuple[str, ...] = ()

    def cells(self) -> list[Cell]:
        """Return the cells below this word that are no totals."""
        depth = len(self.keys)
        below = (cell for cell in self.table.cells if cell.keys[:depth] == self.keys)
        return [cell for cell in below if "gesamt" not in cell.keys[depth:]]

    @property
    def hat_geheime(self) -> bool:
        """Whether a number below this word is kept secret, so that the largest shown one may not be the largest."""
        return any(cell.is_hidden for cell in self.cells())

    def __getitem__(self, key: str) -> "CellWord | TableWord":
        keys = (*self.keys, key)
        if len(keys) < len(self.table.indicator.dimensions):
            return TableWord(self.table, keys)
        return CellWord(self.table.cell(*keys), self.table.indicator.decimals, self.table.key)

    def __str__(self) -> str:
        last = next(cell for cell in reversed(self.table.cells) if cell.keys[: len(self.keys)] == self.keys)
        hint = f"Eine Zahl ist zum Beispiel „{'.'.join((self.table.key, *last.keys))}“."
        raise UsageError(f"„{self.table.key}“ ist eine Tabelle und keine Zahl.", hint)

    def __getattr__(self, key: str) -> "CellWord | TableWord":
        if key.startswith("_"):
            raise AttributeError(key)
        return self[key]


@dataclass(frozen=True)
class OmittedWord:
    """A Kennzahl that this run leaves out; asking for anything of it says why."""

    key: str
    reason: str

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        hint = "Geben Sie der Passage ihr Kapitel mit, zum Beispiel „%%passage zaesur“; dann entfällt sie ebenfalls."
        raise OmittedError(f"„{self.key}“ entfällt in diesem Bericht: {self.reason}.", hint)


@dataclass(frozen=True)
class AbsentWord:
    """A Kennzahl that is not there, for texts written by rule: all it has is absent too, and nothing of it is shown."""

    hat_geheime: bool = False

    def cells(self) -> list[Cell]:
        """Return no cells."""
        return []

    def __bool__(self) -> bool:
        return False

    def __getattr__(self, name: str) -> "AbsentWord":
        if name.startswith("_"):
            raise AttributeError(name)
        return self


ASIDE: Final = {
    "summenzeile": ("Summenzeile", "Summenzeilen"),
    "doppelt": ("doppelt gelieferte Zeile", "doppelt gelieferte Zeilen"),
    "berichtigt": ("später berichtigte Zeile", "später berichtigte Zeilen"),
    "ausserhalb_gueltigkeit": ("Zeile außerhalb der Gültigkeit ihrer Quelle",
                               "Zeilen außerhalb der Gültigkeit ihrer Quelle"),
    "hingenommen": ("fehlerhafte Zeile", "fehlerhafte Zeilen"),
    "ohne_angaben": ("Zeile ohne Angaben", "Zeilen ohne Angaben"),
}  # fmt: skip
"""Why rows do not count, as readers are told: one, several."""


@dataclass(frozen=True)
class QualityWords:
    """What became of the export's rows: ``datenqualitaet.gelesen``, ``.verwendet``, ``.beiseite``, ``.gruende``."""

    counts: Mapping[str, int]

    @property
    def gelesen(self) -> int:
        """Rows read."""
        return self.counts.get("gelesen", 0)

    @property
    def verwendet(self) -> int:
        """Rows that count."""
        return self.counts.get("verwendet", 0)

    @property
    def beiseite(self) -> int:
        """Rows set aside."""
        return self.gelesen - self.verwendet

    @property
    def gruende(self) -> list[str]:
        """The reasons with their counts: ``["2 Summenzeilen", "1 fehlerhafte Zeile"]``."""
        found = [(self.counts[key], words) for key, words in ASIDE.items() if key in self.counts]
        return [f"{value_text(count)} {words[0] if count == 1 else words[1]}" for count, words in found]


@dataclass(frozen=True)
class FactWords:
    """The named facts of the config: ``fakten.foerdermonate``."""

    facts: Mapping[str, Mapping[str, Any]]

    def __contains__(self, name: object) -> bool:
        return name in self.facts

    def __str__(self) -> str:
        raise UsageError("„fakten“ ist eine Sammlung.", "Schreiben Sie den Namen dazu: „fakten.NAME“.")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self.facts:
            raise UsageError.unknown("Fakt", name, known=self.facts or ["(keine in bericht.toml)"])
        value = self.facts[name]["wert"]
        return date.fromisoformat(value) if isinstance(value, str) and ISO_DAY.fullmatch(value) else value


def number_of(word: Any) -> Any:
    """Return the value of a cell, the length of a list, None for what is absent, and anything else as it is."""
    if isinstance(word, list):
        return len(word)
    if isinstance(word, AbsentWord):
        return None
    return word.cell.value if isinstance(word, CellWord) else word
