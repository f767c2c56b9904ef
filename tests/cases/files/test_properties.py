"""Whatever the bytes, a file is read exactly or refused with a sentence."""

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from imreport.cases.engine import Engine
from imreport.cases.files import FileFault, is_blank, open_file
from imreport.cases.files.delimited import Delimited, open_delimited
from imreport.cases.files.limits import DEFAULTS
from imreport.cases.files.scratch import write_copy
from imreport.cases.files.sheets import Layout
from tests.cases.files.reading import Record, compacted, records, temporary
from tests.cases.files.workbooks import ods_rows, write_ods, write_xlsx, write_zip

CHEAP = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
LONG = settings(CHEAP, max_examples=1_000, derandomize=True)
PROCESSES = settings(CHEAP, max_examples=20)
MANY_PROCESSES = settings(CHEAP, max_examples=150, derandomize=True)

CHARACTERS = st.sampled_from("ab1 ;,\t|\"'\n\r\xa0äß€\u2028\ufeff#\\")
CELLS = st.text(CHARACTERS, max_size=6)
TABLES = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=1, max_size=width + 1), max_size=8))
CHANCE = re.compile(b"\xe4[\x80\xa0]{2}")
"""What Windows-1252 writes as „ä€€“ and UTF-8 as another letter; in no German text."""
SNIPPETS = st.sampled_from(
    [b"A;B\n", b"1;2\n", b'"', b";", b"\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"PK\3\4", b"sep=;\n"]
)
ANYTHING = st.one_of(st.binary(max_size=200), st.lists(st.one_of(SNIPPETS, st.binary(max_size=4))).map(b"".join))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """One engine for all examples: a new one for each would take most of the time."""
    with Engine() as engine:
        yield engine


def without_tables(engine: Engine) -> Engine:
    engine.drop("t")
    engine.drop("careful")
    return engine


def emptied(engine: Engine) -> Engine:
    without_tables(engine)
    for path in engine.folder.glob("copy*"):
        path.unlink()
    return engine


def written(rows: list[list[str]], delimiter: str, end: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue()


def as_read(rows: list[list[str]], width: int) -> list[Record]:
    """What the relation should hold of the records below a header in row 1."""
    return [
        (line, not is_blank(row[width:]), len(row) < width, tuple(itertools.islice([*row, *[""] * width], width)))
        for line, row in enumerate(rows, start=2)
        if not is_blank(row)
    ]


def check_table(engine: Engine, rows: list[list[str]], *, compacts: bool, **dialect: str) -> None:
    delimiter, end, encoding = dialect["delimiter"], dialect["end"], dialect["encoding"]
    header = ["Nr", "Thema", "Datum"]
    text = written([header, *rows], delimiter, end)
    assume(encoding != "cp1252" or not CHANCE.search(text.encode("cp1252", errors="replace")))
    with temporary() as folder:
        emptied(engine)
        path = Path(folder) / "x.csv"
        path.write_bytes(text.encode(encoding, errors="replace"))
        try:
            [sheet] = open_file(path, folder=path.parent, scratch=engine.folder, expected=header)
            with compacted(compacts):
                sheet.load(engine, "t", header_row=1)
        except FileFault as found:
            fault = found
        else:
            fault = None
        exact = [[cell.encode(encoding, errors="replace").decode(encoding) for cell in row] for row in rows]
        if fault is None:
            assert records(engine, "t") == as_read(exact, 3)
        else:  # only a cell that looks like a swallowed line is refused
            assert fault.rule == "csv_anfuehrungszeichen"
            assert any(set(cell) & set("\r\n") for row in rows for cell in row)


DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(";,\t|"),
        "end": st.sampled_from(["\n", "\r\n", "\r"]),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    }
)


@CHEAP
@given(rows=TABLES, compacts=st.booleans(), dialect=DIALECTS)
def test_tables_come_back(engine: Engine, rows: list[list[str]], compacts: bool, dialect: dict[str, str]) -> None:
    check_table(engine, rows, compacts=compacts, **dialect)


@pytest.mark.slow
@LONG
@given(rows=TABLES, compacts=st.booleans(), dialect=DIALECTS)
def test_many_tables_come_back(engine: Engine, rows: list[list[str]], compacts: bool, dialect: dict[str, str]) -> None:
    check_table(engine, rows, compacts=compacts, **dialect)


def careful(file: Delimited, engine: Engine, layout: Layout) -> list[Record]:
    write_copy(file.records(), engine.folder, limits=DEFAULTS).fill(engine, "careful", layout=layout)
    return records(engine, "careful")


def check_paths_agree(engine: Engine, content: str, *, compacts: bool) -> None:
    """The fast path gives what the careful one gives, or nothing."""
    with temporary() as folder:
        emptied(engine)
        path = Path(folder) / "x.csv"
        path.write_bytes(content.encode())
        try:
            file = open_delimited(path, engine.folder, limits=DEFAULTS, expected=("Nr", "Thema"))
            layout = Layout(1, 2)
            expected = careful(file, engine, layout)
            _, origin = file.content()
            with compacted(compacts):
                origin.fill(engine, "t", layout=layout)
        except FileFault:
            return
        assert records(engine, "t") == expected


RAW = (
    st.lists(st.text(st.sampled_from('ab;; ""\n\n\r\t1\xa0#\\,'), max_size=12)).map("\n".join).map("Nr;Thema\n".__add__)
)


@CHEAP
@given(content=RAW, compacts=st.booleans())
def test_fast_and_careful_agree(engine: Engine, content: str, compacts: bool) -> None:
    check_paths_agree(engine, content, compacts=compacts)


@pytest.mark.slow
@LONG
@given(content=RAW, compacts=st.booleans())
def test_fast_and_careful_agree_often(engine: Engine, content: str, compacts: bool) -> None:
    check_paths_agree(engine, content, compacts=compacts)


def check_bytes(engine: Engine, content: bytes) -> None:
    emptied(engine)
    with temporary() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(content)
        with suppress(FileFault):
            for sheet in open_file(path, folder=path.parent, scratch=engine.folder):
                sheet.load(without_tables(engine), "t", header_row=sheet.head[0][0])


@CHEAP
@given(content=ANYTHING)
def test_any_bytes(engine: Engine, content: bytes) -> None:
    check_bytes(engine, content)


@pytest.mark.slow
@LONG
@given(content=ANYTHING)
def test_many_bytes(engine: Engine, content: bytes) -> None:
    check_bytes(engine, content)


def samples() -> list[bytes]:
    with temporary() as folder:
        path = Path(folder) / "x"
        rows = [["A", "B"], ["1", "x"], ["2", "#N/A"]]
        write_xlsx(path, S=rows)
        xlsx = path.read_bytes()
        write_ods(path, ods_rows(rows))
        ods = path.read_bytes()
        write_zip(path, {"a.csv": "A;B\n1;2\n"})
        return [xlsx, ods, path.read_bytes(), (Path(__file__).parent / "sample.xls").read_bytes()]


SAMPLES = samples()
DAMAGE = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6)


def check_damaged(engine: Engine, sample: bytes, damage: list[tuple[float, int]]) -> None:
    content = bytearray(sample)
    for place, byte in damage:
        content[int(place * len(content))] = byte
    check_bytes(engine, bytes(content))


@PROCESSES
@given(sample=st.sampled_from(SAMPLES), damage=DAMAGE)
def test_damaged_containers(engine: Engine, sample: bytes, damage: list[tuple[float, int]]) -> None:
    check_damaged(engine, sample, damage)


@pytest.mark.slow
@MANY_PROCESSES
@given(sample=st.sampled_from(SAMPLES), damage=DAMAGE)
def test_damaged_containers_often(engine: Engine, sample: bytes, damage: list[tuple[float, int]]) -> None:
    check_damaged(engine, sample, damage)


PIECES = [
    *('<c r="A1"', ' t="e"', ' t="s"', "><v>", "7", "</v></c>", '<row r="2">', "</row>", "<f>", "</f>", ' r="B3"'),
    *("<c ", ">", "&#x41;", "&x;", "]]>", "<![CDATA[", "\xff"),
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def check_markup(engine: Engine, markup: str) -> None:
    """Whatever stands inside a sheet's XML."""
    with zipfile.ZipFile(io.BytesIO(SAMPLES[0])) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", b"<sheetData>" + markup.encode("latin-1"))
    with temporary() as folder:
        path = write_zip(Path(folder) / "x.xlsx", {**members, "xl/worksheets/sheet1.xml": sheet})
        check_bytes(engine, path.read_bytes())


@PROCESSES
@given(markup=MARKUP)
def test_strange_markup(engine: Engine, markup: str) -> None:
    check_markup(engine, markup)


@pytest.mark.slow
@MANY_PROCESSES
@given(markup=MARKUP)
def test_much_strange_markup(engine: Engine, markup: str) -> None:
    check_markup(engine, markup)
