"""How unique combinations of quasi-identifiers are."""

from imreport.cases.engine import Engine
from imreport.cases.gate import Uniqueness, uniqueness

COLUMNS = {"nationality": "Staatsangehörigkeit", "gender": "Geschlecht", "commune": "Gemeinde"}


def of(*groups: tuple[str | None, str, str, int], columns: dict[str, str] = COLUMNS) -> Uniqueness:
    """The counts of clients in groups of (nationality, gender, commune, persons)."""
    rows = [group[:3] for group in groups for _ in range(group[3])]
    with Engine() as engine:
        engine.rows("create table clients (nationality varchar, gender varchar, commune varchar)")
        if rows:
            engine.connection.executemany("insert into clients values (?, ?, ?)", rows)
        return uniqueness(engine, "clients", columns=columns)


def test_persons_are_counted() -> None:
    found = of(
        ("Irak", "w", "A", 1),
        ("Irak", "m", "A", 4),
        ("Irak", "m", "B", 5),
        (None, "m", "B", 1),
        ("Syrien", "w", "A", 89),
    )
    assert (found.persons, found.unique, found.rare) == (100, 2, 6)
    assert (found.unique_share, found.rare_share) == (0.02, 0.06)


def test_fewer_columns_fewer_unique_persons() -> None:
    groups = (("Irak", "w", "A", 1), ("Irak", "m", "A", 4))
    assert of(*groups, columns={"nationality": "Staatsangehörigkeit"}).rare == 0
    assert of(*groups, columns={}) == Uniqueness((), persons=5, unique=0, rare=0)


def test_nobody() -> None:
    assert of() == Uniqueness(tuple(COLUMNS.values()), persons=0, unique=0, rare=0)
    assert of().rare_share == 0


def test_the_sentence_names_no_combination() -> None:
    assert of(("Irak", "w", "Altheim", 1), ("Syrien", "m", "Ulm", 2000)).sentence == (
        "Die Verbindung von Staatsangehörigkeit, Geschlecht und Gemeinde gibt es bei 1 (0\u00a0%) von 2.001 Personen "
        "nur einmal, bei 1 (0\u00a0%) seltener als 5-mal: Der Export bleibt personenbezogen."
    )
