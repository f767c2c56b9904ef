"""The written export, read again with the csv module only."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

import imreport.demo

Row = dict[str, str]


@cache
def day(cell: str) -> date:
    """A cell such as 28.02.2021."""
    return datetime.strptime(cell, "%d.%m.%Y").date()


@dataclass(frozen=True)
class Export:
    """The files of one folder as rows of cells."""

    folder: Path

    def rows(self, name: str) -> list[Row]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    @cached_property
    def consultations(self) -> list[Row]:
        return self.rows("beratungsgespraeche")

    @cached_property
    def referrals(self) -> list[Row]:
        return self.rows("weiterleitungen")

    @cached_property
    def clients(self) -> dict[str, Row]:
        return {row["Klient-Nr."]: row for row in self.rows("klienten")}

    @cached_property
    def plans(self) -> list[Row]:
        return self.rows("integrationsplaene")

    @cached_property
    def posts(self) -> list[Row]:
        return self.rows("stellen")

    @cached_property
    def households(self) -> dict[str, list[Row]]:
        members = defaultdict(list)
        for row in self.clients.values():
            members[row["Haushalt-Nr."]].append(row)
        return dict(members)

    @cached_property
    def stock(self) -> list[Row]:
        """Clients in care at the reference date."""
        return [row for row in self.clients.values() if in_care(row, date(2021, 2, 28))]

    def household(self, consultation: Row) -> str:
        """The household a consultation belongs to, directly or by its client."""
        return consultation["Haushalt-Nr."] or self.clients[consultation["Klient-Nr."]]["Haushalt-Nr."]


def in_care(client: Row, on: date) -> bool:
    """The client's care has begun and not yet ended on a day."""
    until = client["Betreuung bis"]
    return day(client["Betreuung von"]) <= on and (not until or day(until) >= on)


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    folder = tmp_path_factory.mktemp("export")
    imreport.demo.write_export(folder)
    return Export(folder)


def expected() -> Any:
    """The totals, read with the json module only."""
    return json.loads((Path(imreport.demo.__file__).parent / "totals.json").read_text(encoding="utf-8"))
