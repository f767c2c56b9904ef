"""The table of teams: each number as its own Kennzahl publishes it, merged teams together."""

from dataclasses import replace

from imreport.disclosure import HIDDEN, Cell, Release, ReleasedTable
from imreport.presentation import Omitted, Table
from imreport.presentation.teams import team_table

from .handmade import RELEASE, Cells, handmade, hiding


def made(release: Release) -> Table:
    block = team_table(release)
    assert isinstance(block, Table)
    return block


def test_merged_teams_are_one_row_with_the_sum_of_both(release: Release) -> None:
    rows = {row.name: row.texts[1:] for row in made(release).grid.rows}
    assert rows["Ehingen"][:3] == ("5", "4,10", "351")
    merged = next(texts for name, texts in rows.items() if "Munderkingen" in name)
    assert merged[:3] == ("5", "4,20", "335")
    assert rows["Gesamt"][:3] == ("27", "22,10", "1.768")


def test_ratios_stand_beside_what_they_are_made_of(release: Release) -> None:
    grid = made(release).grid
    assert grid.header[4] == "Betreute je VZÄ"
    assert {row.name: row.entries[3].text for row in grid.rows}["Ehingen"] == "85,6"
    assert all(len(row.texts) == len(grid.header) for row in grid.rows)


def test_a_hidden_team_hides_the_sum_it_is_part_of(release: Release) -> None:
    cells = release.table("klienten_team").cells
    place = next(number for number, cell in enumerate(cells) if cell.keys == ("raum_munderkingen",))
    rows = {row.name: row.texts[1:] for row in made(hiding(release, "klienten_team", {place})).grid.rows}
    assert next(texts for name, texts in rows.items() if "Munderkingen" in name)[2] == "[g]"


def test_a_team_without_posts_has_no_ratio() -> None:
    def table(key: str, cells: Cells) -> ReleasedTable:
        return handmade(key, cells).table(key)

    staff = table("stellen_team", {"nord": 3, "sued": 0, "ost": 4, "gesamt": 7})
    ratio = table("klienten_je_vzae", {"nord": 80.0, "ost": HIDDEN, "gesamt": 75.0})
    block = made(replace(RELEASE, tables={"stellen_team": staff, "klienten_je_vzae": ratio}))
    assert [row.texts for row in block.grid.rows] == [
        ("Ost", "4", "[g]"), ("Nord", "3", "80,0"), ("Sued", "0", "–"), ("Gesamt", "7", "75,0"),
    ]  # fmt: skip
    assert any(note.startswith("– =") for note in block.notes)


def test_one_team_is_no_table() -> None:
    assert isinstance(team_table(handmade("stellen_team", {"nord": 3, "gesamt": 3})), Omitted)


def test_without_staff_it_falls_away_with_the_reason() -> None:
    assert team_table(replace(RELEASE, omitted={"stellen_team": "Grund"})) == Omitted("teams", "Grund")


def test_every_cell_is_published(release: Release) -> None:
    published = {cell.value for table in release.tables.values() for cell in table.cells if _shown(cell)}
    shown = [entry.number for row in made(release).grid.rows for entry in row.entries if "Munderkingen" not in row.name]
    assert set(shown) <= published


def _shown(cell: Cell) -> bool:
    return not cell.is_hidden
