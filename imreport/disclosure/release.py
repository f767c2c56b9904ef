"""The Release: everything that may be published, and nothing else. Every document is made from it alone."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Self

from imreport.chapters import CHAPTERS
from imreport.disclosure.cells import ReleasedTable
from imreport.disclosure.comparison import Comparison
from imreport.disclosure.outlines import Outlines
from imreport.errors import NotReleasedError
from imreport.parameters import Parameters


@dataclass(frozen=True)
class Release:
    """All that may be published for one run: numbers, facts, form data.

    Attributes:
        parameters: The resolved parameters.
        title: The title of the report.
        area: The team or commune that it is limited to, empty for the whole county.
        county: The name of the county.
        notice: A label for every document, such as "Synthetische Beispieldaten".
        dated: The date of the report (ISO); the one clock of all documents.
        threshold: The smallest number of persons behind a published count.
        submission: The form of the Beschlussvorlage, German key to text or list of texts.
        facts: Named facts of the config: ``wert`` and ``quelle``.
        quality: What became of the rows: ``gelesen``, ``verwendet``, and the reasons why others were set aside.
        breaks: First day (ISO) of a source that begins inside the period (Erfassungsbruch) → its name.
        hints: What readers must know of the days that it is about, German sentences; those of the second period
            are its own.
        tables: Kennzahl to its published cells.
        omitted: Kennzahl to the reason why this run leaves it out.
        frozen: Kennzahl to the date (ISO) of the earlier report whose table is printed again unchanged.
        method: How the numbers are protected: ``sperren`` (withheld ones are hidden) or ``runden5`` (rounded to 5).
        chapters: The chapters of this run, in their order.
        left_out: Chapter to the reason why this run leaves it out.
        comparison: The second period that the report is compared with.
        previous: The report before this one, from its kennzahlen.csv.
        map_source: Who made the outlines, as its licence asks for.
        outlines: The outlines of areas for maps; no document carries them, but the pictures drawn of them.
    """

    parameters: Parameters
    title: str
    area: str
    county: str
    notice: str
    dated: str
    threshold: int
    submission: Mapping[str, Any]
    facts: Mapping[str, Mapping[str, Any]]
    quality: Mapping[str, int]
    breaks: Mapping[str, str]
    tables: Mapping[str, ReleasedTable]
    omitted: Mapping[str, str]
    frozen: Mapping[str, str]
    method: str = "sperren"
    chapters: tuple[str, ...] = tuple(CHAPTERS)
    left_out: Mapping[str, str] = field(default_factory=dict)
    comparison: Comparison | None = None
    previous: Comparison | None = None
    map_source: str = ""
    hints: tuple[str, ...] = ()
    outlines: Outlines = field(default_factory=dict, compare=False, repr=False)

    @property
    def profile(self) -> str:
        """Who may read it: ``oeffentlich`` or ``intern``."""
        return self.parameters.profil

    @property
    def compared(self) -> Self | None:
        """The period that it is compared with, as a Release of its own; None if there is none."""
        if self.comparison is None:
            return None
        other = self.comparison
        return replace(self, parameters=other.parameters, tables=other.tables, comparison=None, previous=None)

    def table(self, key: str) -> ReleasedTable:
        """Return the published cells of a Kennzahl.

        Raises:
            NotReleasedError: It was not prepared; with a suggestion or the reason.
        """
        if key in self.tables:
            return self.tables[key]
        if key in self.omitted:
            raise NotReleasedError(f"„{key}“ entfällt in diesem Bericht: {self.omitted[key]}.")
        raise NotReleasedError.unknown("Kennzahl", key, known=self.tables)

    def omits_chapter(self, chapter: str) -> bool:
        """Whether this run leaves out a chapter."""
        return chapter in self.left_out

    def __repr__(self) -> str:
        return f"<Release „{self.title}“: {self.summary}>"

    @property
    def summary(self) -> str:
        """How many Kennzahlen it has, and what protects them."""
        internal = self.parameters.internal
        hidden = sum(cell.is_hidden for table in self.tables.values() for cell in table.cells)
        protection = "ungeschützt, nur für den Dienstgebrauch" if internal else f"{hidden} Werte geheim gehalten"
        return f"{len(self.tables)} Kennzahlen, {protection}"

    def to_json(self) -> str:
        """Return the Release as text; hidden values are ``"[g]"`` in it."""
        content = {name: getattr(self, name) for name in _PLAIN} | {
            "parameters": self.parameters.values(),
            "tables": [asdict(table) for table in self.tables.values()],
            **{name: other and other.to_plain() for name, other in self._others().items()},
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, default=repr)

    def _others(self) -> dict[str, Comparison | None]:
        return {"comparison": self.comparison, "previous": self.previous}

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild a Release from ``to_json``."""
        raw = json.loads(text)
        tables = {entry["key"]: ReleasedTable.of(entry) for entry in raw["tables"]}
        plain = {name: raw[name] for name in _PLAIN} | {name: tuple(raw[name]) for name in ("chapters", "hints")}
        plain |= {name: Comparison.of(raw[name]) if raw[name] else None for name in ("comparison", "previous")}
        return cls(parameters=Parameters.of(raw["parameters"]), tables=tables, **plain)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a Release that ``to_json`` wrote."""
        return cls.from_json(path.read_text(encoding="utf-8"))


_PLAIN: Final = (
    "title", "area", "county", "notice", "dated", "threshold", "submission", "facts", "quality", "breaks", "omitted",
    "frozen", "method", "chapters", "left_out", "map_source", "hints",
)  # fmt: skip
