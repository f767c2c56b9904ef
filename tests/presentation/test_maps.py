"""Maps: tiles or the county's own outlines; classes with patterns, and nothing of the GeoJSON but its shapes."""

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from imreport.cases import load_code_lists
from imreport.config import load_config
from imreport.disclosure import HIDDEN, Release
from imreport.disclosure.outlines import outlines, read_outlines
from imreport.errors import ConfigError, NotReleasedError
from imreport.presentation import Chart, Omitted
from imreport.presentation.drawing import Plan, draw, written
from imreport.presentation.drawing.classes import HIDDEN_TEXT, paints, ranges
from imreport.presentation.grid import Series
from imreport.presentation.maps import map as mapped
from imreport.presentation.maps import planned_map
from imreport.presentation.style import CLASSES, SECRET_AREA

from .handmade import Cells, handmade, hiding

ASSOCIATIONS: Cells = {"ehingen": 351, "blaubeuren": 243, "erbach": HIDDEN, "langenau": HIDDEN, "gesamt": 700}


def drawn(block: Chart | Omitted) -> Chart:
    assert isinstance(block, Chart)
    return block


def squares(keys: list[str]) -> dict[str, Any]:
    """A GeoJSON of squares side by side, with more properties than are needed."""
    features = [
        {
            "properties": {"AGS": key, "name": f"Geheimnis {key}"},
            "geometry": {"type": "Polygon", "coordinates": [[[x, 48], [x + 1, 48], [x + 1, 49], [x, 49], [x, 48]]]},
        }
        for x, key in enumerate(keys)
    ]
    return {"type": "FeatureCollection", "features": features}


@pytest.mark.parametrize("key", ["klienten_verband", "klienten_team", "gespraeche_verband"])
def test_the_sample_has_tiles(release: Release, key: str) -> None:
    block = drawn(mapped(release, key))
    assert block.form == "map"
    assert len(block.categories) == len({cell.keys for cell in release.table(key).cells}) - 1
    assert block.alt.startswith(f"Karte: {block.title}. {block.message}")
    assert "[g]" not in block.svg


def test_too_many_tiles_are_left_out(release: Release) -> None:
    block = mapped(release, "klienten_gemeinde")
    assert isinstance(block, Omitted)
    assert "[karte] gemeinden" in block.reason


def test_a_part_of_the_county_has_no_map(release: Release) -> None:
    part = replace(release, parameters=replace(release.parameters, team="ehingen"))
    assert isinstance(mapped(part, "klienten_verband"), Omitted)


def test_only_areas_have_maps(release: Release) -> None:
    with pytest.raises(NotReleasedError, match=r"Karte „klienten_verlauf“\. Meinten Sie „klienten_verband“"):
        mapped(release, "klienten_verlauf")


def test_hidden_numbers_have_a_pattern_and_their_symbol() -> None:
    made = planned_map(handmade("klienten_verband", ASSOCIATIONS), "klienten_verband")
    assert not isinstance(made, Omitted)
    assert paints(made[0])[2] == SECRET_AREA
    assert made[0].labels[0] == ("243", "351", "[g]", "[g]")
    assert HIDDEN_TEXT in written(made[0])


def plan(*values: float | None) -> Plan:
    names = tuple(f"Gebiet {number}" for number in range(len(values)))
    labels = tuple(str(value) for value in values)
    return Plan("tiles", names, (Series("Personen", values),), (labels,), (False,) * len(values))


def test_classes_are_ranges_of_shown_numbers() -> None:
    assert [text for text, _ in ranges(plan(0, 10, 30, 80, 100))] == ["0 bis 10", "30", "80 bis 100"]
    assert paints(plan(0, 100)) == [CLASSES[0], CLASSES[-1]]


def test_equal_numbers_are_one_class() -> None:
    assert [text for text, _ in ranges(plan(5, 5, 5))] == ["5"]


def test_outlines_of_associations_and_teams_are_those_of_their_communes(tmp_path: Path, project: Path) -> None:
    codes = load_code_lists({name: project / f"{name}.csv" for name in ("teams", "gemeinden", "verbaende")})
    keys = [code.key for code in codes["gemeinden"] if not code.sort]
    (project / "karte.geojson").write_text(json.dumps(squares(keys)))
    toml = project / "bericht.toml"
    toml.write_text(toml.read_text() + '\n[karte]\ngemeinden = "karte.geojson"\n')
    found = outlines(load_config(toml), codes)
    assert len(found["gemeinde"]) == 55
    assert len(found["verband"]) == 13
    assert sum(len(shape) for shape in found["team"].values()) == 55


def test_a_map_on_outlines_shows_nothing_else_of_the_file(release: Release) -> None:
    keys = [key for key in release.table("klienten_verband").categories[0] if key not in ("gesamt", "ohne_angabe")]
    shapes = {key: (((x, 48.0), (x + 1.0, 48.0), (x + 1.0, 49.0)),) for x, key in enumerate(keys)}
    outlined = replace(release, outlines={"verband": shapes}, map_source="Vermessungsamt")
    block, tiles = drawn(mapped(outlined, "klienten_verband")), drawn(mapped(release, "klienten_verband"))
    assert block.source.endswith("Umrisse: Vermessungsamt.")
    assert {**block.content(), "source": ""} == {**tiles.content(), "source": ""}
    assert block.svg != tiles.svg
    assert "outlines" not in outlined.to_json()


@pytest.mark.parametrize("wide", [0.2, 1.0, 3.0])
def test_every_area_of_a_map_has_its_name_and_once_its_number(wide: float) -> None:
    """In the area where it is wide enough; else a letter stands there, and name and number below the picture."""
    names, numbers = ("Ehingen", "Laichinger Alb", "Kirchberg/Weihungstal"), (311.0, 412.0, 513.0)
    sides = [0.0, 1.0, 2.0, 2.0 + wide]
    shapes = tuple((((x, 48.0), (y, 48.0), (y, 49.0), (x, 49.0)),) for x, y in pairwise(sides))
    labels = (tuple(f"{number:.0f}" for number in numbers),)
    made = Plan("map", names, (Series("Personen", numbers),), labels, (False,) * 3, shapes=shapes)
    drawn = re.findall(r"<!-- (.*?) -->", draw(made)[0], re.DOTALL)
    assert Counter(filter(str.isdigit, drawn)) == Counter(filter(str.isdigit, written(made)))
    said = " ".join(drawn).replace("\n", " ").replace("/ ", "/")
    assert all(name in said for name in names)
    assert ("a" in drawn) is (wide < 1)


@pytest.mark.parametrize("hidden", [{0}, {0, 3}, set(range(13))])
def test_a_hidden_area_is_never_drawn_as_zero(release: Release, hidden: set[int]) -> None:
    made = planned_map(hiding(release, "klienten_verband", hidden), "klienten_verband")
    if not isinstance(made, Omitted):
        assert [value is None for value in made[0].series[0].values] == [n in hidden for n in range(13)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "keine Karte, die gelesen werden kann"),
        ("kein JSON", "keine Karte, die gelesen werden kann"),
        ('{"features": []}', "enthält keinen Umriss"),
        ('{"features": [{"properties": {"name": "X"}, "geometry": {}}]}', "keine Karte"),
        ('{"features": [{"properties": {"ags": 1}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
         "keine Karte"),
        ('{"features": [{"properties": {"ags": 1}, "geometry": {"type": "Polygon", "coordinates": [[[1, NaN]]]}}]}',
         "keine Karte"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_map_is_said_in_german(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "karte.geojson"
    path.write_text(content)
    with pytest.raises(ConfigError, match=message):
        read_outlines(path)


def test_a_missing_file_is_said_in_german(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="fehlt oder ist nicht lesbar"):
        read_outlines(tmp_path / "karte.geojson")


def test_missing_communes_are_named(project: Path) -> None:
    codes = load_code_lists({name: project / f"{name}.csv" for name in ("teams", "gemeinden", "verbaende")})
    (project / "karte.geojson").write_text(json.dumps(squares(["08425002"])))
    toml = project / "bericht.toml"
    toml.write_text(toml.read_text() + '\n[karte]\ngemeinden = "karte.geojson"\n')
    with pytest.raises(ConfigError, match=r"fehlen Gemeinden: Altheim, Altheim \(Alb\), Amstetten und 51 weitere"):
        outlines(load_config(toml), codes)
