"""Comparing: the published numbers of a second period beside those of the report."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from imreport.disclosure.cells import ReleasedTable
from imreport.parameters import Parameters


@dataclass(frozen=True)
class Comparison:
    """What a report is compared with: another period of the same export, or the report before.

    Attributes:
        label: What readers see for it: "01.01.2019 bis 31.12.2019".
        parameters: Its resolved parameters.
        tables: Kennzahl to its published cells; only what is compared.
        same_length: Whether its period is as long as the report's; if not, flows are compared per month.
    """

    label: str
    parameters: Parameters
    tables: Mapping[str, ReleasedTable]
    same_length: bool

    def to_plain(self) -> dict[str, Any]:
        """Return it in a form for JSON."""
        tables = [asdict(table) for table in self.tables.values()]
        return {**vars(self), "parameters": self.parameters.values(), "tables": tables}

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Rebuild it from its JSON form."""
        tables = {entry["key"]: ReleasedTable.of(entry) for entry in raw["tables"]}
        return cls(**{**raw, "parameters": Parameters.of(raw["parameters"]), "tables": tables})
