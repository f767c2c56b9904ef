"""The catalogue: every chart and table that a notebook can ask of a Release, so that documents can be checked."""

from collections.abc import Iterator

from imreport.disclosure import Release
from imreport.presentation.blocks import Omitted, Table
from imreport.presentation.charts import CHARTS, planned
from imreport.presentation.charts.making import Planned
from imreport.presentation.charts.ranking import most_frequent
from imreport.presentation.comparing import changes, comparison, planned_comparison
from imreport.presentation.maps import is_mapped, planned_map
from imreport.presentation.select import parts
from imreport.presentation.tables import table
from imreport.presentation.teams import team_table


def all_charts(release: Release) -> Iterator[Planned]:
    """Yield what is drawn of every chart and map, and its block without pictures; each number of named ones, too.

    What is drawn of a map on outlines is not known where the Release was read from a document: There, letters may stand
    for names that have no room.
    """
    made: list[Planned | Omitted] = []
    for key, released in release.tables.items():
        if key in CHARTS:
            most = len(parts(released)) if CHARTS[key] is most_frequent else 1
            made += [planned(release, key, named=named) for named in range(1, most + 1)]
        if is_mapped(released):
            made.append(planned_map(release, key))
    made += [planned_comparison(release, key) for key in _compared(release)]
    seen: set[tuple[object, ...]] = set()
    for one in made:
        if not isinstance(one, Omitted) and (same := (one[1].id, one[1].form, one[1].alt)) not in seen:
            seen.add(same)
            yield one


def all_tables(release: Release) -> Iterator[Table]:
    """Yield every table."""
    made = [table(release, key) for key in release.tables]
    made += [comparison(release, key) for key in ("", *_compared(release))]
    yield from (one for one in (*made, changes(release), team_table(release)) if isinstance(one, Table))


def _compared(release: Release) -> list[str]:
    other = release.comparison
    return [key for key in other.tables if key in release.tables] if other else []
