"""The parameters of one run: what the command line, the notebook's parameters cell and papermill may set.

German names as in the notebook's parameters cell; an empty text means "as in bericht.toml".
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, Self

from imreport.cases.codes import load_code_lists
from imreport.cases.places import KINDS, area_keys
from imreport.cases.scope import Scope
from imreport.config import Config
from imreport.errors import UsageError
from imreport.german import months_between, parse_day
from imreport.periods import Period, named_period, ordered, parse_period, whole_months

PUBLIC: Final = "oeffentlich"
INTERNAL: Final = "intern"
PROFILES: Final = (PUBLIC, INTERNAL)
_SPELLINGS: Final = {"öffentlich": PUBLIC}
_DAYS: Final = ("von", "bis", "stichtag", "zaesur", "vergleich_von", "vergleich_bis")


@dataclass(frozen=True)
class Parameters:
    """What a run is about. Empty fields are taken from bericht.toml by ``resolve``.

    Attributes:
        von: First day of the period (Berichtszeitraum).
        bis: Last day of the period, included.
        stichtag: Reference date of stocks; by default the last day of the period.
        zaesur: The day from which a flow counts as "afterwards" in comparisons before and after.
        team: Key of a team to limit the report to; until resolved also its name.
        verband: The same of an association of communes (Verwaltungsgemeinschaft).
        gemeinde: The same of a commune; its key is the AGS.
        profil: Who may read the result: ``oeffentlich`` (protected) or ``intern`` (unprotected, for the service).
        vergleich_von: First day of the period to compare with.
        vergleich_bis: Last day of the period to compare with, included.
    """

    von: date | None = None
    bis: date | None = None
    stichtag: date | None = None
    zaesur: date | None = None
    team: str = ""
    verband: str = ""
    gemeinde: str = ""
    profil: str = PUBLIC
    vergleich_von: date | None = None
    vergleich_bis: date | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Build parameters from texts or dates under their German names.

        Raises:
            UsageError: A name is unknown or a value is not usable; with a suggestion.

        Example:
            >>> Parameters.of({"von": "1.2.2018", "bis": "2021-02-28"}).bis
            datetime.date(2021, 2, 28)
        """
        known = [field.name for field in fields(cls)]
        for name in values:
            if name not in known:
                raise UsageError.unknown("Parameter", name, known=known)
        return cls(**{name: _read(name, value) for name, value in values.items() if value not in ("", None)})

    @classmethod
    def from_notebook(cls, namespace: Mapping[str, Any]) -> Self:
        """Build parameters from the variables of a notebook, normally ``globals()``.

        papermill only warns about a parameter that the notebook does not know; here it is an error.

        Raises:
            UsageError: As for ``of``.
        """
        names = {field.name for field in fields(cls)} | _injected(namespace)
        return cls.of({name: namespace.get(name) for name in sorted(names)})

    def resolve(self, config: Config) -> Self:
        """Fill what is empty from bericht.toml; an area may be given by its name and gets its key.

        Raises:
            UsageError: A period ends before it starts or is compared with itself, an area is not in the code lists, or
                the paper is public and the profile is not.
        """
        if self.internal and config.submission.public:
            raise UsageError(_NOT_IN_PUBLIC.format(file=config.path.name), _INTERNAL_COPY.format(file=config.path.name))
        own = (config.report.start, config.report.end)
        start, end = self.von or own[0], self.bis or own[1]
        ordered(start, end, what="Der Zeitraum")
        as_of = self.stichtag or (config.report.as_of if (start, end) == own else None) or end
        other = self._compared(config, (start, end))
        return replace(
            self, von=start, bis=end, stichtag=as_of, zaesur=self.zaesur or config.report.cut,
            vergleich_von=other and other[0], vergleich_bis=other and other[1],
            **self._areas(config),
        )  # fmt: skip

    def _areas(self, config: Config) -> dict[str, str]:
        """Return the keys of the areas that the report is limited to."""
        asked = {name: getattr(self, name) for name in KINDS}
        return area_keys(asked, load_code_lists(config.code_files())) if self.has_area else {}

    def comparing(self, period: str, config: Config) -> Self:
        """Return them with a period to compare with, written as two days or named relative to their own.

        Raises:
            UsageError: It is no period.
        """
        own = (self.von or config.report.start, self.bis or config.report.end)
        start, end = parse_period(period, of=own)
        return replace(self, vergleich_von=start, vergleich_bis=end)

    def _compared(self, config: Config, period: Period) -> Period | None:
        """Return the period to compare with; bericht.toml's own days belong to its own period, like its Stichtag."""
        section = config.comparison
        if self.vergleich_von and self.vergleich_bis:
            other = ordered(self.vergleich_von, self.vergleich_bis, what="Der Vergleichszeitraum")
        elif self.vergleich_von or self.vergleich_bis:
            raise UsageError("Dem Vergleichszeitraum fehlt ein Tag.", "Nennen Sie vergleich_von und vergleich_bis.")
        elif section.period:
            other = named_period(section.period, of=period)
        elif section.start and section.end and period == (config.report.start, config.report.end):
            other = ordered(section.start, section.end, what="Der Vergleichszeitraum")
        else:
            return None
        if other == period:
            raise UsageError("Der Vergleichszeitraum ist der Berichtszeitraum selbst.", "Wählen Sie einen anderen.")
        return other

    @property
    def compared(self) -> Self | None:
        """The parameters of the period to compare with: its own days, the same area and readers; None without one."""
        if not self.vergleich_von or not self.vergleich_bis:
            return None
        return replace(
            self, von=self.vergleich_von, bis=self.vergleich_bis, stichtag=self.vergleich_bis, vergleich_von=None,
            vergleich_bis=None,
        )  # fmt: skip

    @property
    def has_area(self) -> bool:
        """Whether the report is limited to a part of the county."""
        return bool(self.team or self.verband or self.gemeinde)

    @cached_property
    def scope(self) -> Scope:
        """The scope of resolved parameters."""
        if not (self.von and self.bis and self.stichtag and self.zaesur):
            raise UsageError("Dem Zeitraum fehlt ein Datum.", "Vor der Verwendung: parameters.resolve(config).")
        area = (self.team or None, self.gemeinde or None, self.verband or None)
        return Scope(self.von, self.bis, self.stichtag, self.zaesur, *area)

    @property
    def internal(self) -> bool:
        """Whether the numbers are unprotected, so that only the service itself may read them."""
        return self.profil == INTERNAL

    def values(self) -> dict[str, str]:
        """Return the fields as texts (dates in ISO form, empty where unset), fit for papermill."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value.isoformat() if isinstance(value, date) else value or "" for name, value in pairs}

    @property
    def months(self) -> int:
        """The number of calendar months that the period touches."""
        return months_between(self.scope.start, self.scope.end)

    @property
    def whole_months(self) -> bool:
        """Whether the period consists of whole calendar months."""
        return whole_months((self.scope.start, self.scope.end))

    @property
    def cut_inside(self) -> bool:
        """Whether the period has days both before and after the cut."""
        return self.scope.start < self.scope.cut <= self.scope.end


def _read(name: str, value: object) -> Any:
    if name == "profil":
        return _profile(str(value))
    if name in _DAYS and not isinstance(value, date):
        return parse_day(str(value))
    return value if isinstance(value, date) else str(value)


def _profile(name: str) -> str:
    profile = _SPELLINGS.get(name.casefold(), name)
    if profile not in PROFILES:
        raise UsageError.unknown("Profil", name, known=PROFILES)
    return profile


_NOT_IN_PUBLIC: Final = (
    "Das Profil „intern“ zeigt ungeschützte Zahlen; diese Vorlage ist aber öffentlich ({file}: [vorlage] oeffentlich = "
    "true)."
)
_INTERNAL_COPY: Final = (
    "Kopieren Sie {file} im selben Ordner, zum Beispiel als bericht_intern.toml, setzen Sie in der Kopie oeffentlich = "
    "false und rufen Sie auf: imreport report bericht_intern.toml --profile intern"
)


def _injected(namespace: Mapping[str, Any]) -> set[str]:
    """Return the names that papermill injected: its cell starts with "# Parameters" and stands in the history."""
    cells = [cell for cell in namespace.get("In", ()) if cell.startswith("# Parameters\n")]
    trees = (ast.parse(cell) for cell in cells[-1:])
    return {
        t.id
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign)
        for t in node.targets
        if isinstance(t, ast.Name)
    }
