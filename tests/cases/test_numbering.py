"""Keys of one form are numbers in the case tables of large files, and nothing else changes."""

import re
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imreport.cases import CaseTables, SourceSpec
from imreport.cases.engine import Engine
from imreport.cases.files import compact
from imreport.cases.gate.scan import PLAIN
from imreport.cases.numbering import SHAPE, Form
from tests.cases.files.reading import compacted
from tests.exports import FILES, VALID, build, codes, contents, opened

KEYS = ("consultation_id", "client_id", "household_id")
TALKS = [f"G0{n};04.02.2019;Einzelgespräch;K0{1 + n % 3};;Video;Kinder;Ehingen" for n in range(1, 7)]
CLIENTS = [f"K0{n};H0{n};Syrien;weiblich;27-39;Duldung;08425033;Ehingen;01.02.2018;" for n in range(1, 5)]
REST: dict[str, list[str]] = {"referrals": [], "plans": [], "posts": ["S01;Ehingen;1,00;01.02.2018;"]}


def kinds(tables: CaseTables) -> dict[str, str]:
    """The types of the keys."""
    held = tables.engine.kinds("case_consultations") | tables.engine.kinds("case_posts")
    return {name: held[name] for name in (*KEYS, "post_id")}


def test_keys_of_one_form_are_numbers_but_those_of_posts(tmp_path: Path) -> None:
    paths = build(tmp_path, consultations=TALKS, clients=CLIENTS, **REST)
    with compacted(), opened(paths) as tables:
        assert kinds(tables) == {**dict.fromkeys(KEYS, "BIGINT"), "post_id": "VARCHAR"}
        assert tables.engine.rows("select client_id, household_id, home from case_clients")[3] == (4, 4, 4)
    with opened(paths) as tables:
        assert set(kinds(tables).values()) == {"VARCHAR"}


@pytest.mark.parametrize("odd", ["K004", "k04", "L04", "K0x", "K4.", "K+4", "K-4", "K1e", "K ٤"])
def test_one_key_of_another_form_and_all_are_texts(tmp_path: Path, odd: str) -> None:
    clients = [line.replace("K04", odd) for line in CLIENTS]
    with compacted(), opened(build(tmp_path, consultations=TALKS, clients=clients, **REST)) as tables:
        assert kinds(tables)["client_id"] == kinds(tables)["household_id"] == "VARCHAR"
        assert kinds(tables)["consultation_id"] == "BIGINT"
        keys = [key for (key,) in tables.engine.rows("select client_id from case_clients order by row_")]
        assert keys == ["K01", "K02", "K03", odd]


def test_no_household_is_that_of_somebody_without_one(tmp_path: Path) -> None:
    """Client 17 without a household is not of household 17, whether keys are numbers or texts."""
    clients = ["K17;;Syrien;weiblich;27-39;Duldung;08425033;Ehingen;01.02.2018;", *CLIENTS]
    clients += [line.replace("H04", "H17").replace("K04", "K05") for line in CLIENTS[3:]]
    for bare in (False, True):
        rows = [line.replace("K", "").replace(";H", ";") for line in clients] if bare else clients
        talks = [line.replace("K", "") if bare else line for line in TALKS]
        folder = tmp_path / str(bare)
        folder.mkdir()
        with compacted(), opened(build(folder, consultations=talks, clients=rows, **REST)) as tables:
            assert kinds(tables)["client_id"] == ("VARCHAR" if bare else "BIGINT")
            [(homes,)] = tables.engine.rows("select count(distinct home) from case_clients")
            assert homes == len(clients)


def test_keys_under_a_secret_are_texts(tmp_path: Path) -> None:
    paths = build(tmp_path, consultations=TALKS, clients=CLIENTS, **REST)
    spec = SourceSpec("", tmp_path, {table: (path.name,) for table, path in paths.items()})
    with compacted(), closing(CaseTables.from_sources([spec], codes(), secret=tmp_path / "geheimnis.bin")) as tables:
        assert set(kinds(tables).values()) == {"VARCHAR"}


@pytest.mark.parametrize(("other", "kind"), [("G07", "BIGINT"), ("G007", "VARCHAR")])
def test_a_small_file_beside_a_large_one(tmp_path: Path, other: str, kind: str) -> None:
    """The keys of a workbook are read as texts, and become numbers if all have the form of the large file."""
    paths = build(tmp_path, consultations=TALKS, clients=CLIENTS, **REST)
    header = paths["consultations"].read_text("utf-8").splitlines()[0].split(";")
    row = f"{other};05.02.2019;Einzelgespräch;K01;;Video;Kinder;Ehingen".split(";")
    pd.DataFrame([row], columns=header).to_excel(tmp_path / "neu.xlsx", index=False)
    files = {table: (path.name,) for table, path in paths.items()}
    spec = SourceSpec("", tmp_path, files | {"consultations": (files["consultations"][0], "neu.xlsx")})
    with compacted(), closing(CaseTables.from_sources([spec], codes())) as tables:
        assert kinds(tables)["consultation_id"] == kind
        assert tables.counts()["consultations"] == len(TALKS) + 1


def test_what_is_kept_as_text_and_as_number_is_the_same() -> None:
    spec = SourceSpec("", VALID, {table: (file,) for table, file in FILES.items()})
    with (
        patch.object(compact.Form, "of", classmethod(lambda cls, texts: None)),
        compacted(),
        closing(CaseTables.from_sources([spec], codes())) as texts,
    ):
        assert set(kinds(texts).values()) == {"VARCHAR"}
        held = contents(texts)
    with compacted(), closing(CaseTables.from_sources([spec], codes())) as numbers:
        assert contents(numbers) == held


@given(texts=st.lists(st.from_regex(r"\A[A-Za-z]{1,2}[-_]?[0-9]{1,9}\Z"), min_size=1, max_size=5, unique=True))
def test_a_form_gives_every_text_back(texts: list[str]) -> None:
    form = Form.of(texts[:1])
    if form:
        with Engine(tasks=1) as engine:
            sql = f"select t, {form.number('t')}, {form.text(form.number('t'))} from (select unnest($texts) as t)"
            found = engine.rows(sql, texts=texts)
            assert found[0][1] == int(texts[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"))
            assert all(back in (None, text) and (number is None) == (back is None) for text, number, back in found)


@given(text=st.from_regex(SHAPE, fullmatch=True))
def test_what_has_a_form_is_plain_to_the_gate(text: str) -> None:
    """The gate does not look at such cells one by one, so none of them may be anything else."""
    assert re.fullmatch(PLAIN, text)
