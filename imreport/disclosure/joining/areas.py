"""Areas: the communes, associations and teams that views tell apart, and what a category of one says of the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from imreport.cases import CodeLists, Scope
from imreport.disclosure.joining.sight import Place, View

LISTS: Final = {"team": "teams", "association": "verbaende"}
"""Column → the code list of areas that consist of communes."""
UNKNOWN: Final = "ohne_angabe"

Area = Mapping[str, str]
"""Column → the area that is meant; empty for all areas that no view names."""


def coarser(codes: CodeLists, *, finer: str, name: str) -> dict[str, str]:
    """Return category → the coarser category that a code list says it belongs to.

    Args:
        codes: The code lists.
        finer: The code list of the finer categories.
        name: The code list of the coarser ones.
    """
    known = codes.get(name, ())
    links = {code.key: (code.parent, code.association) for code in codes.get(finer, ())}
    return {key: next((link for link in found if link and link in known), UNKNOWN) for key, found in links.items()}


@dataclass(frozen=True)
class Areas:
    """The areas of some views.

    Attributes:
        views: The views.
        codes: The code lists, which say where a commune lies.
    """

    views: Sequence[View]
    codes: CodeLists
    _homes: dict[str, dict[str, str]] = field(init=False, repr=False)
    _named: dict[str, set[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        lists = {column: coarser(self.codes, finer="gemeinden", name=name) for column, name in LISTS.items()}
        communes = [code.key for code in self.codes.get("gemeinden", ())]
        homes = {key: {c: known[key] for c, known in lists.items() if known[key] != UNKNOWN} for key in communes}
        named = {column: {getattr(v.scope, column) or "" for v in self.views} - {""} for column in (*LISTS, "commune")}
        object.__setattr__(self, "_homes", homes)
        object.__setattr__(self, "_named", named)

    def __iter__(self) -> Iterator[Area]:
        """Yield every area that the views tell apart; a commune lies where its code list says."""
        for values in product(*(sorted({"", *names}) for names in self._named.values())):
            area = dict(zip(self._named, values, strict=True))
            if self._exists(area):
                yield area | self._homes.get(area["commune"], {})

    def _exists(self, area: Area) -> bool:
        """Whether a commune can lie there; of one that no code list knows, nothing is known."""
        commune, homes = area["commune"], self._homes
        if commune:
            return self._agrees({**area, **homes.get(commune, {})}, area)
        own = [home for home in homes.values() if home.get("association") == area["association"]]
        return not own or any(self._agrees(home, area) for home in own)

    def _agrees(self, place: Place, area: Area) -> bool:
        """Whether categories of a place are those of an area; where it is empty, none that a view names."""
        return all(
            key == area[column] if area[column] else key not in self._named[column]
            for column, key in place.items() if column in area
        )  # fmt: skip

    def holds(self, area: Area, place: Place) -> bool:
        """Whether units with these categories can be in an area."""
        return self._agrees({**self._homes.get(place.get("commune", ""), {}), **place}, area)

    def named(self, column: str) -> set[str]:
        """Return the areas of a column that views are cut to."""
        return self._named.get(column, set())


def shows(scope: Scope, area: Area) -> bool:
    """Whether a scope includes an area."""
    return all(getattr(scope, column) in (None, key) for column, key in area.items())
