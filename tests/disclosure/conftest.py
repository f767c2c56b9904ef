"""Releases of other scopes than the sample's own."""

from collections.abc import Callable
from datetime import date

import pytest

from imreport.cases import CaseTables, Scope
from imreport.config import Config
from imreport.disclosure import Release, release_cases
from imreport.parameters import Parameters

Released = Callable[..., Release]

SCOPE = Scope(date(2018, 2, 1), date(2021, 2, 28), date(2021, 2, 28), date(2020, 3, 1))
"""The scope of hand-made tables."""

VILLAGE = "08425005"
"""A commune of the sample that is so small that values of several tables are hidden or merged."""


def only(config: Config, *chapters: str) -> Config:
    """The same bericht.toml for a report of some chapters."""
    return config.model_copy(update={"report": config.report.model_copy(update={"chapters": chapters})})


@pytest.fixture(scope="session")
def released(cases: CaseTables, config: Config) -> Released:
    """The Release of other parameters: ``released(von="01.01.2019", bis="31.12.2019")``.

    Chapters named before them are the only ones: ``released("zaesur", bis="31.12.2020")`` takes a tenth of the time.
    """
    done: dict[tuple[object, ...], Release] = {}

    def of(*chapters: str, **values: str) -> Release:
        key = (chapters, *sorted(values.items()))
        if key not in done:
            own = only(config, *chapters) if chapters else config
            done[key] = release_cases(cases, Parameters.of(values).resolve(own), config=own)
        return done[key]

    return of


@pytest.fixture(scope="session")
def village(released: Released) -> Release:
    """The Release of a small commune."""
    return released(gemeinde=VILLAGE)
