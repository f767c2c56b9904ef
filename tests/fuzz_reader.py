"""Fuzzing of the reader: damaged files of every format must end in case tables, findings or an error of ours.

    python -m tests.fuzz_reader [--minutes N] [--seed N] [--keep FOLDER]

Each case is made from its number alone, so that ``--seed N --cases 1`` runs case N again. Cases run in processes of
their own, a few hundred each: one that dies, hangs or takes too much memory is named like one that raises.
"""

# ruff: noqa: T201 - a program that prints

import argparse
import csv
import faulthandler
import io
import resource
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

from imreport.cases import CaseTables, SourceSpec
from imreport.errors import ImreportError
from tests.cases.files.reading import compacted
from tests.cases.files.workbooks import ods_rows, write_ods, write_xlsx, write_zip
from tests.exports import FILES, VALID, YEAR, codes, contents, export

SECONDS = 120
"""How long one case may take, on a busy machine too."""
MEGABYTES = 1_500
BATCH = 200
TOKENS = (
    *(b'"', b'""', b";", b",", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3"),
    *(b"\xa0", b"\x1a"),
    *(b"sep=;\n", b"'", b"\\", b"%", b"{text}", b"$start", b"=1+1", b"@", b"-1", b"1E+99", b"99999999999999999999"),
    *(b"31.12.9999", b"00.00.0000", b"0000-00-00", b"Summe", b"Gesamt", b"G1", b"K1", b"x" * 11_000, b";" * 600),
    *(b"<f>", b"</c>", b't="e"', b't="s"', b' r="XFD1048576"', b"&lol;", b"<!DOCTYPE x [", b"PK\3\4", b"PAR1"),
    *(b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x80\x00\x00\x00", b"\xe2\x80\xa8", b"\xed\xa0\x80"),
)  # fmt: skip

Mutation = Callable[[Random, bytearray], None]


def _flip(random: Random, data: bytearray) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _replace(random: Random, data: bytearray) -> None:
    data[random.randrange(len(data))] = random.randrange(256)


def _insert(random: Random, data: bytearray) -> None:
    place = random.randrange(len(data) + 1)
    data[place:place] = random.choice(TOKENS)


def _overwrite(random: Random, data: bytearray) -> None:
    token, place = random.choice(TOKENS), random.randrange(len(data))
    data[place : place + len(token)] = token


def _delete(random: Random, data: bytearray) -> None:
    place = random.randrange(len(data))
    del data[place : place + random.choice((1, 2, 5, 40))]


def _repeat(random: Random, data: bytearray) -> None:
    place, length = random.randrange(len(data)), random.choice((1, 10, 100))
    data[place:place] = data[place : place + length] * random.choice((1, 2, 50))


def _cut(random: Random, data: bytearray) -> None:
    del data[random.randrange(len(data)) :]


MUTATIONS: tuple[Mutation, ...] = (_flip, _replace, _insert, _overwrite, _delete, _repeat, _cut)
WEIGHTS = (4, 3, 6, 4, 3, 2, 1)


def mutated(random: Random, content: bytes) -> bytes:
    """Damage bytes in one to five places."""
    data = bytearray(content)
    for mutation in random.choices(MUTATIONS, WEIGHTS, k=random.choice((1, 1, 2, 3, 5))):
        if data:
            mutation(random, data)
    return bytes(data)


def _rows(table: str) -> list[list[str]]:
    with (VALID / FILES[table]).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=";"))


def _csv(random: Random, table: str) -> bytes:
    stream = io.StringIO(newline="")
    quoting: Literal[0, 1] = random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    end, delimiter = random.choice(("\n", "\r\n", "\r")), random.choice(";;,\t|")
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(_rows(table))
    return stream.getvalue().encode(random.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16")))


@cache
def _workbook(kind: str, table: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        if kind == "xlsx":
            write_xlsx(path, Info=[["Export", 1.5]], Daten=_rows(table))
        else:
            write_ods(path, ods_rows(_rows(table)))
        return path.read_bytes()


@cache
def _parquet(table: str) -> bytes:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.parquet"
        source = f"read_csv('{VALID / FILES[table]}', delim = ';', header = true, all_varchar = {table != 'posts'})"
        duckdb.connect().execute(f"copy (from {source}) to '{path}' (format parquet)")
        return path.read_bytes()


def _packed(random: Random, members: dict[str, bytes]) -> bytes:
    """Pack members, one of them damaged."""
    name = random.choice(sorted(members))
    with tempfile.TemporaryDirectory() as folder:
        damaged = {**members, name: mutated(random, members[name])}
        return write_zip(Path(folder) / "x.zip", damaged).read_bytes()


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damaged_file(random: Random, table: str) -> tuple[str, bytes]:
    """Return a suffix and the bytes of one table's file in some format, damaged."""
    kind = random.choice(("csv", "csv", "csv", "xlsx", "ods", "xls", "parquet", "zip"))
    match kind:
        case "csv":
            return kind, mutated(random, _csv(random, table))
        case "parquet":
            return kind, mutated(random, _parquet(table))
        case "xls":
            sample = Path(__file__).parent / "cases" / "files" / "sample.xls"
            return kind, mutated(random, sample.read_bytes())
        case "zip":
            members = {"a.csv": _csv(random, table), "b.parquet": _parquet(table), "c.xlsx": _workbook("xlsx", table)}
            chosen = {name: members[name] for name in random.sample(sorted(members), random.choice((1, 1, 2)))}
            return kind, random.choice((_packed(random, chosen), mutated(random, _packed(random, chosen))))
    book = _workbook(kind, table)
    return kind, random.choice((mutated(random, book), *[_packed(random, _members(book))] * 3))


def load(random: Random, folder: Path, table: str, *, name: str) -> CaseTables:
    """Read the damaged file alone, beside valid ones, or as one of two sources."""
    path, valid = folder / name, export("valid")
    match random.choice(("alone", "files", "sources")):
        case "alone":
            return CaseTables.from_sources([SourceSpec("", folder, {table: (name,)})], codes(), period=YEAR)
        case "files":
            return CaseTables.from_files({**valid, table: path}, codes(), period=YEAR)
    old = SourceSpec("alt", VALID, {other: (file,) for other, file in FILES.items()})
    new = SourceSpec("neu", folder, {table: ("*.*",)}, separator=",", values={"kanaele": {"per Tel.": "telefonisch"}})
    return CaseTables.from_sources([old, new], codes(), period=YEAR)


def run_case(number: int, folder: Path) -> tuple[str, str]:
    """Run one case; return its format and how it ended.

    Raises:
        BaseException: Whatever is no error of ours, with the case's number as a note.
    """
    random = Random(number)
    table = random.choice(("consultations", "clients", "clients", "posts", "referrals", "plans"))
    kind, content = damaged_file(random, table)
    path = folder / f"{number}.{kind}"
    path.write_bytes(content)
    try:
        with compacted(number % 2 == 1), closing(load(random, folder, table, name=path.name)) as tables:
            contents(tables)
            tables.hashes()
            tables.findings.summaries()
            tables.require_valid()
    except ImreportError as error:
        return kind, type(error).__name__ if error.message.strip() else "failed"
    finally:
        path.unlink(missing_ok=True)
    return kind, "tables"


def work(first: int, last: int, folder: Path) -> int:
    """Run cases in this process; print the number of each before it starts and its end after it."""
    for number in range(first, last):
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        print("case", number, flush=True)
        try:
            kind, end = run_case(number, folder)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            print("failed", number, "\n".join(traceback.format_exc().splitlines()), sep="\n", flush=True)
            kind, end = "", "failed"
        print("ended", kind, end, flush=True)
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        if used > MEGABYTES:
            print("failed", number, f"memory: {used} MB", sep="\n", flush=True)
            return 0  # a fresh process measures the next case
    faulthandler.cancel_dump_traceback_later()
    return 0


def _batches(arguments: argparse.Namespace) -> Iterator[tuple[int, int]]:
    end = time.monotonic() + 60 * arguments.minutes
    first = arguments.seed
    while time.monotonic() < end if not arguments.cases else first < arguments.seed + arguments.cases:
        last = first + (min(BATCH, arguments.seed + arguments.cases - first) if arguments.cases else BATCH)
        yield first, last
        first = last


def _run_batch(first: int, last: int, ends: Counter[str]) -> list[str]:
    """Run a batch in a process of its own, and again from the next case on if one kills it."""
    failures = []
    while first < last:
        command = [sys.executable, "-m", "tests.fuzz_reader", "--worker", str(first), str(last)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        lines = done.stdout.splitlines()
        ends.update(line.removeprefix("ended ") for line in lines if line.startswith("ended "))
        told = [line for line in lines if not line.startswith(("case ", "ended "))]
        failures += ["\n".join(told)] if told else []
        reached = max((int(line.split()[1]) for line in lines if line.startswith("case ")), default=first)
        if done.returncode:
            failures.append(f"case {reached}: process ended with {done.returncode}\n{done.stderr[-3000:]}")
        first = reached + 1
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(description="Damage files and read them.")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cases", type=int, default=0, help="so many cases instead of minutes")
    parser.add_argument("--worker", type=int, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        with tempfile.TemporaryDirectory(prefix="imreport-fuzz-") as folder:
            first, last = arguments.worker
            return work(first, last, Path(folder))
    ends: Counter[str] = Counter()
    failures: list[str] = []
    for first, last in _batches(arguments):
        failures += _run_batch(first, last, ends)
        print(f"{ends.total()} cases up to {last}, {len(failures)} failures", flush=True)
        print(*failures[-1:], flush=True)
    print(*sorted(ends.items()), *failures, sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
