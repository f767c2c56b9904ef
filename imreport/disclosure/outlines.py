"""Outlines of communes for maps, from the county's own GeoJSON; of its content nothing but the shapes is kept."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from imreport.cases import CodeLists
from imreport.config import Config
from imreport.errors import ConfigError

Ring = tuple[tuple[float, float], ...]
"""The corners of an outline: longitude and latitude, or other coordinates of the file."""
Shape = tuple[Ring, ...]
Outlines = Mapping[str, Mapping[str, Shape]]
"""Dimension of a table (``gemeinde``, ``verband``, ``team``) to its categories with their outlines."""

NAMES: Final = ("ags", "schluessel", "gemeindeschluessel")
"""How a file may call the key of a commune, upper or lower case."""
MOST: Final = 20_000_000
HINT: Final = "Erwartet wird eine GeoJSON-Datei mit einem Umriss je Gemeinde und dem Gemeindeschlüssel als „ags“."


def outlines(config: Config, codes: CodeLists) -> Outlines:
    """Read the outlines that bericht.toml names; those of associations and teams are made of their communes.

    Raises:
        ConfigError: The file is missing, is no GeoJSON of areas, or lacks a commune of the code list.
    """
    if not config.commune_shapes:
        return {}
    communes = read_outlines(config.commune_shapes)
    known = [code for code in codes["gemeinden"] if not code.sort]
    if missing := [code.label for code in known if code.key not in communes]:
        more = f" und {len(missing) - 3} weitere" if len(missing) > 3 else ""
        file = config.commune_shapes.name
        raise ConfigError(f"In „{file}“ fehlen Gemeinden: {', '.join(missing[:3])}{more}.", HINT)
    areas: dict[str, dict[str, Shape]] = {"gemeinde": {}, "verband": {}, "team": {}}
    for code in known:
        for area, key in (("gemeinde", code.key), ("verband", code.association), ("team", code.parent)):
            if key:
                areas[area][key] = (*areas[area].get(key, ()), *communes[code.key])
    return areas


def read_outlines(path: Path) -> dict[str, Shape]:
    """Read a GeoJSON file.

    Returns:
        Key of a commune to its rings, in order.

    Raises:
        ConfigError: It is missing, too large, or no GeoJSON with areas and keys.
    """
    try:
        if path.stat().st_size > MOST:
            raise ConfigError(f"„{path.name}“ ist zu groß für eine kleine Karte.", "Vereinfachen Sie die Umrisse.")
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        found = dict(_shape(feature) for feature in content["features"])
    except OSError:
        raise ConfigError(f"„{path.name}“ fehlt oder ist nicht lesbar.", "Prüfen Sie [karte] gemeinden.") from None
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise ConfigError(f"„{path.name}“ ist keine Karte, die gelesen werden kann.", HINT) from None
    if not found:
        raise ConfigError(f"„{path.name}“ enthält keinen Umriss.", HINT)
    return found


def _shape(feature: Any) -> tuple[str, Shape]:
    named = {str(name).lower(): value for name, value in feature["properties"].items()}
    keys = [str(named[name]) for name in NAMES if name in named]
    return keys[0].zfill(8), tuple(_rings(feature["geometry"]))


def _rings(geometry: Any) -> Iterator[Ring]:
    areas = {"Polygon": lambda rings: [rings], "MultiPolygon": list}[geometry["type"]](geometry["coordinates"])
    for rings in areas:
        for ring in rings:
            corners = tuple((float(corner[0]), float(corner[1])) for corner in ring)
            if len(corners) < 3 or not all(abs(number) < 1e8 for corner in corners for number in corner):
                raise ValueError("no outline")
            yield corners
