"""Settings of the checks: severities, limits and accepted faults, with defaults, as bericht.toml may change them.

A rule that is a Fehler by default guards the numbers: they would be wrong, and nobody would see it. So it stays a
Fehler; single rows can be accepted, which sets them aside and names them. Everything else can be raised, lowered or
switched off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Self

from imreport.cases.checks.limits import LIMITS
from imreport.cases.checks.registry import RULES
from imreport.cases.findings import Severity
from imreport.errors import ConfigError

CAP: Final = 100_000
"""How many rows of one rule are listed; what goes beyond is counted."""
OFF: Final = "aus"
SECTION: Final = "[pruefung]"


@dataclass(frozen=True, slots=True)
class Accepted:
    """Up to so many faulty rows of a rule are accepted (hingenommen): set aside, counted and named."""

    rule: str
    count: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What the county sets for the checks, and the days that a report is about beside its period.

    Attributes:
        severities: Rule to its severity; None switches it off. Rules that are not named keep their own.
        limits: Limit to its number, where it is not the default.
        accepted: Faulty rows that do not stop the report.
        today: The day that counts as today: the date of the report. There is no other clock.
        begun: The day on which the programme began.
        as_of: The reference date of the report.
        compared: The first and last day of the period that it is compared with.
    """

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    today: date | None = None
    begun: date | None = None
    as_of: date | None = None
    compared: tuple[date, date] | None = None

    @classmethod
    def of(
        cls,
        severities: Mapping[str, str],
        limits: Mapping[str, float],
        *,
        accepted: Iterable[Accepted] = (),
        today: date | None = None,
    ) -> Self:
        """Build settings from the words of bericht.toml.

        Args:
            severities: Rule to "Fehler", "Warnung", "Hinweis" or "aus".
            limits: Limit to its number.
            accepted: Rules of which some rows are accepted.
            today: The day that counts as today.

        Raises:
            ConfigError: A rule or limit is unknown, a severity is none or lower than allowed.
        """
        accepted = tuple(accepted)
        for key in (*severities, *(entry.rule for entry in accepted)):
            if key not in RULES:
                raise ConfigError.unknown(f"Prüfregel in {SECTION}", key, known=RULES)
        for name, value in limits.items():
            _require_limit(name, value)
        for entry in accepted:
            _require_acceptable(entry)
        return cls({key: _severity(key, word) for key, word in severities.items()}, dict(limits), accepted, today)

    def severity(self, rule: str) -> Severity | None:
        """Return how bad a finding of a rule is, None if the rule is switched off."""
        return self.severities.get(rule, RULES[rule].severity)

    def limit(self, name: str) -> float:
        """Return a limit."""
        return self.limits.get(name, LIMITS[name].default)


def _severity(key: str, word: str) -> Severity | None:
    words: dict[str, Any] = {**{severity.value: severity for severity in Severity}, OFF: None}
    if word not in words:
        raise ConfigError.unknown(f"Schwere der Prüfregel „{key}“", word, known=words)
    if RULES[key].severity is Severity.ERROR and words[word] is not Severity.ERROR:
        raise ConfigError(
            f"Die Prüfregel „{key}“ bleibt ein Fehler: Ohne sie wären die Zahlen falsch, und niemand sähe es.",
            "Einzelne Zeilen lassen sich hinnehmen, siehe hingenommen in docs/bericht-toml.md.",
        )
    return words[word]  # type: ignore[no-any-return]


def _require_limit(name: str, value: object) -> None:
    if name not in LIMITS:
        raise ConfigError.unknown(f"Grenzwert in {SECTION}", name, known=LIMITS)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ConfigError(f"Der Grenzwert „{name}“ muss eine Zahl ab 0 sein.", f"Er steht in {SECTION}.")


def _require_acceptable(entry: Accepted) -> None:
    if not 1 <= entry.count <= CAP:
        hint = "Sind es mehr, so ist die Ursache im Export zu beheben."
        raise ConfigError(f"„hingenommen“ für „{entry.rule}“: anzahl muss zwischen 1 und {CAP} liegen.", hint)
