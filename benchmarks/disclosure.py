"""How well and how fast small counts are protected, beside the rule that scripts use, and R's packages where they are.

    python benchmarks/disclosure.py [--seeds N] [--no-cube]

40 random tables: 10 seeds, nationalities by gender (20 × 3) and by team (20 × 12), thresholds 3 and 5, shaped like
about 1,640 persons in care; and once all three together (20 × 3 × 12) with all margins. Each pattern is looked at
twice: by the project's own proof (tables that add up), and by a linear program for every small cell, written here and
sharing nothing with the protection. A reader is taken to know that hidden cells are at least 1, because zeros are
printed.

Line rule: in each line with exactly one hidden cell the smallest other one is hidden too, until there is no such line.
GaussSuppression and sdcTable (SIMPLEHEURISTIC) get the same tables through R.
"""

import argparse
import itertools
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from imreport.disclosure.hiding.attack import unproved
from imreport.disclosure.hiding.model import Fate, Problem, Statement, Target, exactly
from imreport.disclosure.hiding.suppress import suppress
from imreport.disclosure.joining.joint import secret_factor
from imreport.disclosure.rule import Rule

DATA = Path(__file__).resolve().parent.parent / "data"
TOTALS = (734, 236, 191, 130, 95, 70, 55, 40, 20, 22, 12, 10, 6, 5, 4, 4, 1, 1, 1, 0)
GENDERS = (0.62, 0.377, 0.003)
TEAMS = 12
SALT = b"benchmark"
SHAPES = {"20x3": (0, 1), "20x12": (0, 2), "20x3x12": (0, 1, 2)}
Key = tuple[int | None, ...]
Table = np.ndarray
R_METHODS = {
    "GaussSuppression": """
data <- read.csv("tabelle.csv", colClasses = c(n = "integer")); keys <- setdiff(names(data), "n")
for (key in keys) data[[key]] <- as.character(data[[key]])
done <- GaussSuppression::SuppressSmallCounts(data, maxN = THRESHOLD - 1, freqVar = "n", dimVar = keys,
                                              protectZeros = FALSE, printInc = FALSE)
write.csv(done[done$suppressed, keys, drop = FALSE], "verborgen.csv", row.names = FALSE)
""",
    "sdcTable": """
library(sdcTable)
data <- read.csv("tabelle.csv", colClasses = c(n = "integer")); keys <- setdiff(names(data), "n")
for (key in keys) data[[key]] <- as.character(data[[key]])
dims <- lapply(keys, function(key) sdcHierarchies::hier_create(root = "Total", nodes = unique(data[[key]])))
names(dims) <- keys
problem <- primarySuppression(makeProblem(data, dimList = dims, freqVarInd = which(names(data) == "n")), type = "freq",
                              maxN = THRESHOLD - 1, allowZeros = FALSE)
done <- sdcProb2df(protectTable(problem, method = "SIMPLEHEURISTIC"), addDups = FALSE, dimCodes = "original")
write.csv(as.data.frame(done)[done$sdcStatus %in% c("u", "x"), keys, drop = FALSE], "verborgen.csv", row.names = FALSE)
""",
}
"""What R does with tabelle.csv; it writes the keys of hidden cells, a total as "Total"."""


@dataclass(frozen=True)
class Cells:
    """All cells of a table with its margins: keys (None is the total), base cells, values."""

    keys: list[Key]
    terms: list[list[int]]
    values: list[int]

    @property
    def whole(self) -> int:
        """The place of the grand total."""
        return next(n for n, key in enumerate(self.keys) if set(key) == {None})

    def lines(self) -> Iterator[list[int]]:
        """Yield every line: its total first, then its parts."""
        place = {key: n for n, key in enumerate(self.keys)}
        for key in self.keys:
            for axis, size in enumerate(self.sizes):
                if key[axis] is None:
                    yield [place[key], *(place[(*key[:axis], part, *key[axis + 1 :])] for part in range(size))]

    @property
    def sizes(self) -> list[int]:
        """The number of categories of each dimension."""
        return [1 + max(key[axis] for key in self.keys if key[axis] is not None) for axis in range(len(self.keys[0]))]


@dataclass
class Score:
    """What a pattern costs and what it gives away."""

    small: int = 0
    exact: int = 0
    below: int = 0
    more: int = 0
    value: int = 0
    wall: float = 0.0
    processor: float = 0.0

    def add(self, other: "Score") -> None:
        """Add the score of another table."""
        self.small, self.exact, self.below = (
            self.small + other.small,
            self.exact + other.exact,
            self.below + other.below,
        )
        self.more, self.value = self.more + other.more, self.value + other.value
        self.wall, self.processor = max(self.wall, other.wall), max(self.processor, other.processor)


def refugees(seed: int) -> Table:
    """Return persons by nationality, gender and team."""
    random = np.random.default_rng(seed)
    genders, teams = np.array(GENDERS), random.dirichlet(np.full(TEAMS, 2.0))
    rows = []
    for total in TOTALS:
        chances = np.outer(genders, random.dirichlet(teams * TEAMS * 3 + 0.1)).ravel()
        rows.append(random.multinomial(random.poisson(total), chances / chances.sum()).reshape(len(GENDERS), TEAMS))
    return np.array(rows)


def table(seed: int, shape: str) -> Table:
    """Return one of the tables."""
    gone = tuple(axis for axis in range(3) if axis not in SHAPES[shape])
    return refugees(seed).sum(axis=gone)


def cells_of(counts: Table) -> Cells:
    """Return a table's cells with all margins."""
    numbers = np.arange(counts.size).reshape(counts.shape)
    keys = list(itertools.product(*[[*range(size), None] for size in counts.shape]))
    terms = [numbers[tuple(slice(None) if part is None else part for part in key)].ravel().tolist() for key in keys]
    return Cells(keys, terms, [int(counts.ravel()[cells].sum()) for cells in terms])


def problem_of(counts: Table, cells: Cells, *, threshold: int) -> tuple[Problem, list[Target], list[int]]:
    """Return what the protection is asked."""
    rule, statements, targets = Rule(threshold), [], []
    for number, (key, terms, value) in enumerate(zip(cells.keys, cells.terms, cells.values, strict=True)):
        small = 0 < value < threshold
        fate = Fate.HIDDEN if small else Fate.SHOWN if number == cells.whole else Fate.OPEN
        cost = (1 + value) * (3 if None in key else 1) * secret_factor(SALT, str(key))
        statements.append(Statement(str(key), dict.fromkeys(terms, 1), value, fate, exactly(value), cost=cost))
        if small:
            targets.append(Target(number, *rule.range_of(value, persons=True)))
    alone = [target.statement for target in targets if cells.values[target.statement] == 1]
    return Problem(tuple(counts.ravel().tolist()), tuple(statements)), targets, alone


@dataclass(frozen=True)
class Ours:
    """Our pattern, what its own proof says, and how long it took."""

    hidden: frozenset[int]
    exposed: int
    unproved: int
    wall: float
    processor: float


def ours(counts: Table, cells: Cells, *, threshold: int) -> Ours:
    """Protect a table and let the pattern be proved."""
    problem, targets, alone = problem_of(counts, cells, threshold=threshold)
    wall, processor = time.perf_counter(), time.process_time()
    pattern = suppress(problem, targets, alone=alone)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    left = unproved(problem, pattern.hidden, targets=pattern.targets, witnesses=pattern.witnesses)
    exact = len({target.statement for target in pattern.exposed if target.insider is None})
    return Ours(pattern.hidden, exact, len(left), wall=wall, processor=processor)


def by_line(cells: Cells, *, threshold: int) -> frozenset[int]:
    """Return the pattern of the line rule."""
    hidden = {n for n, value in enumerate(cells.values) if 0 < value < threshold}
    lines = list(cells.lines())
    changed = True
    while changed:
        changed = False
        for line in lines:
            others = sorted((n for n in line if n not in hidden and cells.values[n]), key=lambda n: cells.values[n])
            if sum(n in hidden for n in line) == 1 and others:
                hidden.add(others[0])
                changed = True
    return frozenset(hidden)


class Audit:
    """What a reader can calculate, by one linear program for each end."""

    def __init__(self, cells: Cells, hidden: frozenset[int], *, size: int) -> None:
        self.size = size
        shown = [n for n in range(len(cells.keys)) if n not in hidden]
        self.program = {
            "A_eq": _matrix([cells.terms[n] for n in shown], size),
            "b_eq": [cells.values[n] for n in shown],
            "A_ub": -_matrix([cells.terms[n] for n in sorted(hidden)], size) if hidden else None,
            "b_ub": -np.ones(len(hidden)) if hidden else None,
        }

    def end(self, terms: Sequence[int], *, sign: int) -> float:
        """Return the lowest (1) or highest (−1) value of a sum."""
        costs = np.zeros(self.size)
        costs[terms] = sign
        done = linprog(costs, **self.program, method="highs")
        return sign * done.fun if done.status == 0 else -sign * np.inf


def _matrix(rows: Sequence[Sequence[int]], size: int) -> csr_array:
    places = [(row, cell) for row, terms in enumerate(rows) for cell in terms]
    return csr_array((np.ones(len(places)), tuple(zip(*places, strict=True))), shape=(len(rows), size))


def score(cells: Cells, hidden: frozenset[int], *, threshold: int, most: Audit) -> Score:
    """Audit a pattern; what everything hidden would give away as well does not count."""
    size = max(max(terms) for terms in cells.terms) + 1
    small, audit = [n for n, value in enumerate(cells.values) if 0 < value < threshold], Audit(cells, hidden, size=size)
    found = Score(len(small), more=len(hidden) - len(small), value=sum(cells.values[n] for n in hidden - set(small)))
    for cell in small:
        low, high = (audit.end(cells.terms[cell], sign=sign) for sign in (1, -1))
        found.exact += high - low < 1e-6
        found.below += high < min(threshold, most.end(cells.terms[cell], sign=-1)) - 1e-6
    return found


def everything(cells: Cells) -> frozenset[int]:
    """Return the pattern that shows nothing but zeros and the grand total."""
    return frozenset(n for n, value in enumerate(cells.values) if value and n != cells.whole)


def by_r(method: str, counts: Table, cells: Cells, *, threshold: int) -> frozenset[int]:
    """Return the pattern of an R package."""
    names = [f"d{axis}" for axis in range(counts.ndim)]
    with tempfile.TemporaryDirectory() as folder:
        rows = [",".join([*names, "n"])]
        rows += [",".join(map(str, [*(f"c{part}" for part in place), n])) for place, n in np.ndenumerate(counts)]
        Path(folder, "tabelle.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        code = R_METHODS[method].replace("THRESHOLD", str(threshold))
        subprocess.run(["Rscript", "-e", code], cwd=folder, check=True, capture_output=True)
        found = Path(folder, "verborgen.csv").read_text(encoding="utf-8").replace('"', "").splitlines()[1:]
    keys = [tuple(None if part == "Total" else int(part[1:]) for part in row.split(",")) for row in found]
    return frozenset(cells.keys.index(key) for key in keys)


def r_packages() -> list[str]:
    """Return which of R's packages are there; say why the others are skipped."""
    if not shutil.which("Rscript"):
        print("GaussSuppression, sdcTable: skipped, R is not installed")
        return []
    return [package for package in R_METHODS if _has(package)]


def _has(package: str) -> bool:
    code = f'quit(status = !requireNamespace("{package}", quietly = TRUE))'
    there = subprocess.run(["Rscript", "-e", code], capture_output=True, check=False).returncode == 0
    if not there:
        print(f"{package}: skipped, this package of R is not installed")
    return there


def run(shape: str, threshold: int, *, seeds: Sequence[int], packages: Sequence[str] = ()) -> dict[str, Score]:
    """Protect tables by every method and add up the scores."""
    sums: dict[str, Score] = {}
    for seed in seeds:
        counts = table(seed, shape)
        cells = cells_of(counts)
        most = Audit(cells, everything(cells), size=counts.size)
        own = ours(counts, cells, threshold=threshold)
        patterns = {"imreport": own.hidden, "line rule": by_line(cells, threshold=threshold)}
        patterns |= {name: by_r(name, counts, cells, threshold=threshold) for name in packages}
        for method, pattern in patterns.items():
            sums.setdefault(method, Score()).add(score(cells, pattern, threshold=threshold, most=most))
        sums["imreport"].add(Score(wall=own.wall, processor=own.processor))
        if own.exposed or own.unproved:
            print(f"{shape}, threshold {threshold}, seed {seed}: {own.exposed} exposed, {own.unproved} without proof")
    return sums


def show(title: str, sums: dict[str, Score]) -> None:
    """Print the scores of some tables."""
    line = sums["line rule"]
    for method, own in sums.items():
        ratios = f"{own.more / max(line.more, 1):7.2f} {own.value / max(line.value, 1):7.2f}"
        times = f"{own.wall:8.2f} {own.processor:8.2f}" if own.wall else ""
        counts = f"{own.small:6} {own.exact:6} {own.below:6} {own.more:6} {own.value:7}"
        print(f"{title:14} {method:17} {counts} {ratios} {times}")


def sample_seconds(runs: int = 3) -> float:
    """Return how long it takes to count and protect everything in the report on the sample, at best of some runs."""
    from imreport.config import load_config
    from imreport.disclosure.joining.source import CaseSource
    from imreport.disclosure.prepare import load_cases, rule_of
    from imreport.disclosure.protect import protect
    from imreport.indicators import INDICATORS
    from imreport.parameters import Parameters

    config = load_config(DATA / "bericht.toml")
    parameters = Parameters().resolve(config)
    cases = load_cases(parameters, config).require_valid()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        counted = {key: one for key, one in INDICATORS.items() if not one.derive}
        protect(CaseSource(cases), counted, scope=parameters.scope, rule=rule_of(config))
        taken.append(time.perf_counter() - started)
    cases.close()
    return min(taken)


def main() -> None:
    """Protect the tables, audit them and print sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--no-cube", action="store_true")
    options = parser.parse_args()
    packages, total = r_packages(), dict[str, Score]()
    print("small: cells to protect · exact: can be calculated · below: certain to be small where that is avoidable")
    print("more, value: further hidden cells, persons in them; their ratios to the line rule · seconds: slowest table")
    head = f"{'small':>6} {'exact':>6} {'below':>6} {'more':>6} {'value':>7} {'ratio':>7} {'ratio':>7}"
    print(f"{'table':14} {'method':17} {head} {'seconds':>8} {'of CPU':>8}")
    for shape, threshold in itertools.product(("20x3", "20x12"), (3, 5)):
        sums = run(shape, threshold, seeds=range(options.seeds), packages=packages)
        show(f"{shape} t={threshold}", sums)
        for method, found in sums.items():
            total.setdefault(method, Score()).add(found)
    show("all", total)
    if not options.no_cube:
        for threshold in (3, 5):
            show(f"20x3x12 t={threshold}", run("20x3x12", threshold, seeds=[0], packages=packages))
    print(f"everything in the report on the sample, counted and protected: {sample_seconds():.2f} s")


if __name__ == "__main__":
    main()
