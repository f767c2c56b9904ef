"""Until when posts are paid for."""

from datetime import date
from pathlib import Path

import pytest

from imreport.cases import CaseTables, Funding, Interruption
from imreport.cases.funding import add_months
from imreport.cases.gate import Pseudonymiser
from imreport.errors import ConfigError
from tests.exports import SCOPE, build, codes, opened

FIRST = date(2018, 2, 1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2018, 2, 1), 60, date(2023, 2, 1)),
        (date(2018, 12, 15), 1, date(2019, 1, 15)),
        (date(2019, 12, 31), 2, date(2020, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2019, 11, 30), 1, date(2019, 12, 30)),
        (date(2018, 2, 1), 0, date(2018, 2, 1)),
    ],
)
def test_months_are_added(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("breaks", "last"),
    [
        ([], date(2023, 1, 31)),
        ([(date(2019, 1, 1), date(2019, 1, 31))], date(2023, 3, 3)),
        ([(date(2023, 1, 31), date(2023, 1, 31))], date(2023, 2, 1)),
        ([(date(2023, 2, 1), date(2023, 2, 28))], date(2023, 1, 31)),
        ([(date(2023, 2, 1), date(2023, 2, 1)), (date(2022, 1, 1), date(2022, 1, 1))], date(2023, 2, 2)),
        ([(date(2019, 1, 1), date(2019, 1, 10)), (date(2019, 1, 5), date(2019, 1, 12))], date(2023, 2, 12)),
        ([(date(2019, 1, 1), date(2019, 1, 10)), (date(2019, 1, 5), date(2019, 1, 6))], date(2023, 2, 10)),
        ([(date(2018, 1, 1), date(2018, 2, 3))], date(2023, 2, 3)),
        ([(date(2017, 1, 1), date(2018, 1, 31))], date(2023, 1, 31)),
    ],
)
def test_interruptions_count_once_from_the_first_to_the_last_day(breaks: list[tuple[date, date]], last: date) -> None:
    others = [Interruption("S9", FIRST, date(2020, 1, 1))]
    funding = Funding(60, tuple(others + [Interruption("S1", *days) for days in breaks]))
    assert funding.last_day("S1", FIRST) == last


def ends(tables: CaseTables) -> list[tuple[str, str]]:
    frame = tables.sql("select post_id, funding_end from posts where moment = 'stichtag' order by 1", SCOPE)
    return [(str(post), str(end)) for post, end in frame.to_numpy().tolist()]


ROWS = ["S1;Ehingen;1;01.02.2018;", "S2;Ehingen;0,5;01.07.2018;", "S3;Ehingen;0,5;02.07.2018;30.06.2020"]


def test_without_anything_set_funding_lasts_sixty_months(tmp_path: Path) -> None:
    with opened(build(tmp_path, posts=ROWS)) as tables:
        assert ends(tables) == [("S1", "2023-H1"), ("S2", "2023-H1"), ("S3", "2023-H2")]


def test_months_and_interruptions_are_set(tmp_path: Path) -> None:
    funding = Funding(24, (Interruption("S1", date(2019, 1, 1), date(2019, 6, 30)),))
    with opened(build(tmp_path, posts=ROWS)) as tables:
        assert ends(tables.with_funding(funding)) == [("S1", "2020-H2"), ("S2", "2020-H1"), ("S3", "2020-H2")]


def test_interruptions_name_posts_as_the_export_does_when_keys_are_hashed(tmp_path: Path) -> None:
    from imreport.cases import SourceSpec
    from tests.exports import FILES

    build(tmp_path, posts=ROWS)
    secret = tmp_path / "geheimnis.bin"
    spec = SourceSpec("", tmp_path, {table: (file,) for table, file in FILES.items()})
    funding = Funding(60, (Interruption("S2", date(2019, 1, 1), date(2019, 1, 1)),))
    tables = CaseTables.from_sources([spec], codes(), secret=secret)
    found = dict(ends(tables.with_funding(funding, secret=secret)))
    tables.close()
    key = Pseudonymiser.from_file(secret).key
    assert found == {key("S1"): "2023-H1", key("S2"): "2023-H2", key("S3"): "2023-H2"}


def test_interruption_of_an_unknown_post(tmp_path: Path) -> None:
    funding = Funding(60, (Interruption("S9", FIRST, FIRST),))
    with opened(build(tmp_path)) as tables, pytest.raises(ConfigError, match="„S9“"):
        tables.with_funding(funding)
