"""How long reading and checking a large export takes, and how much memory, beside three plain readers of its files.

a   DuckDB: ``select count(*) from read_csv(file)``, which looks at every row and keeps none
b   pandas: ``read_csv(file, sep=";")``, which checks nothing
c   DuckDB: ``create table … as select * from read_csv(file, all_varchar = true)``, which keeps every cell as text and
    checks nothing; no reader that keeps all cells is much faster

    python benchmarks/read.py [--rows N]... [--runs N] [--keep FOLDER]

Ours is ``python -m imreport check``. Every reading is a process of its own, from its start to its end, so starting
Python and importing count too; its memory is the largest resident set the kernel saw. The readers take turns, so that a
machine that is busy for a while slows all of them. The export is the sample of data/, copied under new keys until it
has N consultations (and as many referrals, clients, plans and posts as belong to them). Runs on Linux and macOS.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
CONFIG = ("bericht.toml", "teams.csv", "gemeinden.csv", "verbaende.csv")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Installed programs have their modules compiled; ours may run from its folder."""
MEBIBYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10  # of what the kernel counts in: bytes there, KiB here
SETUP = """
create macro key(letter, number) as letter || lpad(cast(number as varchar), 9, '0');
create macro copied(old, copy) as left(old, 1) || lpad(cast(copy as varchar), 4, '0') || lpad(substr(old, 2), 6, '0');
create table copies as select unnest(range($copies)) as copy;
create table spread as
  select row_number() over (order by strptime("Gesprächsdatum", '%d.%m.%Y'), copy, old) as number, copy, old
  from (select "Gesprächsdatum", copy, "Gespräch-Nr." as old from beratungsgespraeche, copies
        order by copy, old limit $rows);
"""
"""Copies of a consultation share its day; new keys are in the order of days, as in an export."""
TABLES = {
    "beratungsgespraeche": """
        select talk.* replace (key('G', number) as "Gespräch-Nr.", copied("Klient-Nr.", copy) as "Klient-Nr.",
                               copied("Haushalt-Nr.", copy) as "Haushalt-Nr.")
        from spread join beratungsgespraeche as talk on "Gespräch-Nr." = old order by number""",
    "weiterleitungen": """
        select referral.* replace (copied("Weiterleitung-Nr.", copy) as "Weiterleitung-Nr.",
                                   key('G', number) as "Gespräch-Nr.")
        from spread join weiterleitungen as referral on "Gespräch-Nr." = old order by number, "Weiterleitung-Nr." """,
    "klienten": """
        select client.* replace (copied("Klient-Nr.", copy) as "Klient-Nr.",
                                 copied("Haushalt-Nr.", copy) as "Haushalt-Nr.")
        from klienten as client, copies order by copy, client."Klient-Nr." """,
    "integrationsplaene": """
        select plan.* replace (copied("Plan-Nr.", copy) as "Plan-Nr.", copied("Klient-Nr.", copy) as "Klient-Nr.")
        from integrationsplaene as plan, copies order by copy, plan."Plan-Nr." """,
    "stellen": """
        select post.* replace (copied("Stelle-Nr.", copy) as "Stelle-Nr.")
        from stellen as post, copies order by copy, post."Stelle-Nr." """,
}
FILES = [f"{name}.csv" for name in TABLES]
OURS, COUNT, PANDAS = "imreport check", "a  DuckDB count(*)", "b  pandas read_csv"
TEXTS = "c  DuckDB all cells"
COUNTING = """import duckdb
for name in {files}:
    duckdb.sql(f"select count(*) from read_csv('{{name}}')").fetchall()"""
READING = """import pandas
frames = [pandas.read_csv(name, sep=";") for name in {files}]"""
KEEPING = """import duckdb
for name in {files}:
    duckdb.sql(f"create table \\"{{name}}\\" as from read_csv('{{name}}', all_varchar = true)")"""
JOBS = {
    OURS: ("-m", "imreport", "check", "bericht.toml"),
    COUNT: ("-c", COUNTING.format(files=FILES)),
    PANDAS: ("-c", READING.format(files=FILES)),
    TEXTS: ("-c", KEEPING.format(files=FILES)),
}


@dataclass(frozen=True)
class Cost:
    """What one reading took."""

    seconds: float
    processor: float
    mebibytes: float


def generate(rows: int, folder: Path) -> None:
    """Write an export of so many consultations, as a German office would: semicolons, UTF-8 with BOM, 31.12.2020."""
    import duckdb

    with duckdb.connect() as connection:
        for name in TABLES:
            scan = f"read_csv('{(DATA / name).as_posix()}.csv', delim = ';', header = true, all_varchar = true)"
            connection.execute(f"create table {name} as from {scan}")
        [(sample,)] = connection.execute("select count(*) from beratungsgespraeche").fetchall()
        connection.execute(SETUP.replace("$copies", str(-(-rows // sample))).replace("$rows", str(rows)))
        for name, query in TABLES.items():
            key = connection.execute(f"describe {name}").fetchall()[0][0]
            marked = f'select * rename ("{key}" as "\ufeff{key}") from ({query})'
            connection.execute(f"copy ({marked}) to '{(folder / name).as_posix()}.csv' (delimiter ';')")
    for name in CONFIG:
        shutil.copy(DATA / name, folder)


def export(rows: int, parent: Path) -> Path:
    """Return the folder of an export of so many consultations; a process of its own makes it where it is missing."""
    folder = parent / f"gespraeche-{rows}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfertig")
        unfinished.mkdir(parents=True)
        subprocess.run([sys.executable, __file__, "--generate", unfinished, "--rows", str(rows)], check=True)
        unfinished.rename(folder)
    return folder


def cost(arguments: tuple[str, ...], folder: Path) -> Cost:
    """Run Python in a folder and measure it; stop with its words if it fails."""
    with tempfile.TemporaryFile() as words:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, env=ENVIRONMENT, stdout=words, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            sys.exit(f"{' '.join(arguments)}\n{words.read().decode(errors='replace')}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEBIBYTE)


def measure(rows: int, runs: int, *, parent: Path) -> None:
    """Let the readers take turns over one export; print medians, and ratios as medians of the turns."""
    folder = export(rows, parent)
    size = sum((folder / name).stat().st_size for name in FILES) / 1e6
    print(f"\n{rows:,} consultations, {size:,.0f} MB; median of {runs} runs")
    print(f"{'':20}{'s':>8}{'ratio':>8}{'CPU s':>8}{'ratio':>8}{'MiB':>8}{'ratio':>8}")
    for arguments in JOBS.values():  # so that the first turn, too, finds files in memory and modules compiled
        cost(arguments, folder)
    turns = [{title: cost(arguments, folder) for title, arguments in JOBS.items()} for _ in range(runs)]
    for title in JOBS:
        columns = ""
        for field, digits in (("seconds", 2), ("processor", 2), ("mebibytes", 0)):
            pairs = [(getattr(turn[title], field), getattr(turn[OURS], field)) for turn in turns]
            theirs, ratio = statistics.median(own for own, _ in pairs), statistics.median(us / own for own, us in pairs)
            columns += f"{theirs:8.{digits}f}{ratio:8.2f}"
        print(f"{title:20}{columns}")


def main() -> None:
    """Make the exports and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000], metavar="N")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the generated files here and use them again")
    parser.add_argument("--generate", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.generate:
        generate(options.rows[0], options.generate)
        return
    with tempfile.TemporaryDirectory() as name:
        for rows in options.rows:
            measure(rows, options.runs, parent=options.keep or Path(name))
    print("\nratio: imreport check to the line's reader, aim at most 3 times (a), less than (b), in time;")
    print("s: from start to end of each process, imports included; CPU s: of all processors together, which a busy")
    print("machine changes less; MiB: largest resident set")


if __name__ == "__main__":
    main()
