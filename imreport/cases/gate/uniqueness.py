"""How unique combinations of quasi-identifiers are (k-anonymity, Sweeney 2002)."""

from collections.abc import Mapping
from dataclasses import dataclass

from imreport.cases.engine import Engine
from imreport.cases.gate.scan import quoted
from imreport.german import listing, number, percent

K = 5
"""Combinations of fewer persons than this are rare, as usual in health and social statistics."""


@dataclass(frozen=True)
class Uniqueness:
    """Counts of persons by how many share their combination of quasi-identifiers.

    Attributes:
        labels: The German headers of the quasi-identifiers.
        persons: All persons.
        unique: Persons whose combination no one else has.
        rare: Persons whose combination fewer than ``K`` have, the unique ones among them.
    """

    labels: tuple[str, ...]
    persons: int
    unique: int
    rare: int

    @property
    def unique_share(self) -> float:
        """The share of unique persons, 0 to 1."""
        return self.unique / self.persons if self.persons else 0.0

    @property
    def rare_share(self) -> float:
        """The share of persons with a rare combination, 0 to 1."""
        return self.rare / self.persons if self.persons else 0.0

    @property
    def sentence(self) -> str:
        """The counts in German; no combination is named."""
        unique, rare = (
            f"{number(count)} ({percent(100 * share)})"
            for count, share in ((self.unique, self.unique_share), (self.rare, self.rare_share))
        )
        return (
            f"Die Verbindung von {listing(self.labels)} gibt es bei {unique} von {number(self.persons)} Personen nur "
            f"einmal, bei {rare} seltener als {K}-mal: Der Export bleibt personenbezogen."
        )


def uniqueness(engine: Engine, relation: str, *, columns: Mapping[str, str]) -> Uniqueness:
    """Count persons with unique and rare combinations of quasi-identifiers.

    Args:
        engine: The database.
        relation: A relation with one row per person.
        columns: Column of the relation to its German header: nationality, gender, age group, commune …; an empty cell
            is a value like any other.
    """
    groups = ", ".join(map(quoted, columns)) or "true"
    counts = engine.rows(
        f"""
        select coalesce(sum(size), 0)::bigint,
               coalesce(sum(size) filter (where size = 1), 0)::bigint,
               coalesce(sum(size) filter (where size < {K}), 0)::bigint
        from (select count(*) as size from {relation} group by {groups})
        """
    )[0]
    persons, unique, rare = (int(str(count)) for count in counts)
    return Uniqueness(tuple(columns.values()), persons=persons, unique=unique, rare=rare)
