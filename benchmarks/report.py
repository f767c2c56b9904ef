"""How long the whole report takes, beside two things people do today; prints ratios against both in the same run.

a   plain papermill and ``jupyter nbconvert --to html`` of a four-chart pandas notebook on the same export
b   an R Markdown document with the same four charts to HTML and Word (rmarkdown, ggplot2); skipped where R is missing

    python benchmarks/report.py [--runs N]

``imreport report`` writes all formats: notebook, HTML, Word, PDF, Excel, CSV, SVG and PNG. The commands take turns, so
that a machine that is busy for a while slows all of them; the first turn is not counted: it also compiles what an
installation has compiled.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
SCRIPTS = Path(sysconfig.get_path("scripts"))
CELLS = (
    """import matplotlib.pyplot as plt
import pandas as pd
read = lambda name: pd.read_csv(f"{folder}/{name}.csv", sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)
talks, referrals, clients = read("beratungsgespraeche"), read("weiterleitungen"), read("klienten")""",
    """topics = talks["Themen"].str.split("|").explode().value_counts()
fig, ax = plt.subplots(); topics[::-1].plot.barh(ax=ax); ax.bar_label(ax.containers[0]); plt.show()""",
    """targets = referrals["Weiterleitung an"].value_counts()
fig, ax = plt.subplots(); targets[::-1].plot.barh(ax=ax); ax.bar_label(ax.containers[0]); plt.show()""",
    """day = lambda column: pd.to_datetime(column, format="%d.%m.%Y")
until = day(clients["Betreuung bis"].replace("", None))
care = clients[(day(clients["Betreuung von"]) <= "2021-02-28") & (until.isna() | (until >= "2021-02-28"))]
nations = care["Staatsangehörigkeit"].value_counts()
fig, ax = plt.subplots(); nations[::-1].plot.barh(ax=ax); ax.bar_label(ax.containers[0]); plt.show()""",
    """months = day(talks["Gesprächsdatum"]).dt.to_period("M").value_counts().sort_index()
fig, ax = plt.subplots(); months.plot.bar(ax=ax); plt.show()""",
)
R_DOCUMENT = """---
title: Integrationsmanagement
output:
  html_document: default
  word_document: default
---
```{r, echo=FALSE, message=FALSE}
library(ggplot2)
lesen <- function(name) read.csv2(file.path("FOLDER", paste0(name, ".csv")), fileEncoding = "UTF-8-BOM",
                                  colClasses = "character", check.names = FALSE)
gespraeche <- lesen("beratungsgespraeche"); weiter <- lesen("weiterleitungen"); klienten <- lesen("klienten")
balken <- function(werte) {
  daten <- as.data.frame(sort(table(werte)))
  ggplot(daten, aes(werte, Freq)) + geom_col() + geom_text(aes(label = Freq)) + coord_flip()
}
balken(unlist(strsplit(gespraeche$Themen, "|", fixed = TRUE)))
balken(weiter[["Weiterleitung an"]])
tag <- function(x) as.Date(x, "%d.%m.%Y")
ende <- tag(klienten[["Betreuung bis"]]); stichtag <- as.Date("2021-02-28")
betreut <- tag(klienten[["Betreuung von"]]) <= stichtag & (is.na(ende) | ende >= stichtag)
balken(klienten[["Staatsangehörigkeit"]][betreut])
monate <- as.data.frame(table(format(tag(gespraeche[["Gesprächsdatum"]]), "%Y-%m")))
ggplot(monate, aes(Var1, Freq)) + geom_col()
```
"""
Job = Callable[[], None]


def notebook(folder: Path) -> Path:
    """Write the four-chart notebook."""
    import nbformat

    cells = [nbformat.v4.new_code_cell(f'folder = "{DATA.as_posix()}"', metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(source) for source in CELLS]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / "vier.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
    return path


def run(*command: str | Path, cwd: Path | None = None) -> None:
    """Run a command and stop with its words if it fails."""
    environment = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr.decode(errors='replace')}")


def jobs(folder: Path) -> dict[str, Job]:
    """Return what takes turns: our report, the notebook, and R where there is R."""
    plain, executed = notebook(folder), folder / "vier.aus.ipynb"

    def ours() -> None:
        run("imreport", "report", DATA / "bericht.toml", "--out", folder / "bericht")

    def papermill() -> None:
        run("papermill", plain, executed)
        run("jupyter", "nbconvert", "--to", "html", executed)

    chosen = {"imreport report, all formats": ours, "a  papermill + nbconvert --to html": papermill}
    if has_r():
        (folder / "vier.Rmd").write_text(R_DOCUMENT.replace("FOLDER", DATA.as_posix()), encoding="utf-8")

        def markdown() -> None:
            run("Rscript", "-e", 'rmarkdown::render("vier.Rmd", "all", quiet = TRUE)', cwd=folder)

        chosen["b  R Markdown to HTML and Word"] = markdown
    else:
        print("b  R Markdown: skipped, R with rmarkdown and ggplot2 is not installed")
    return chosen


def has_r() -> bool:
    """Say whether R, its packages and the pandoc they call are there."""
    needed = 'stopifnot(requireNamespace("rmarkdown"), requireNamespace("ggplot2"), rmarkdown::pandoc_available())'
    return (
        bool(shutil.which("Rscript"))
        and not subprocess.run(["Rscript", "-e", needed], capture_output=True, check=False).returncode
    )


def seconds(job: Job) -> float:
    """Time one run."""
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def main() -> None:
    """Time the jobs in turn and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        chosen = jobs(Path(name))
        turns = [{title: seconds(job) for title, job in chosen.items()} for _ in range(runs + 1)][1:]
    medians = {title: statistics.median(turn[title] for turn in turns) for title in chosen}
    ours, *others = medians
    for title, median in medians.items():
        print(f"{title:38} {median:6.2f} s   (min {min(turn[title] for turn in turns):.2f})")
    for title in others:
        ratio = statistics.median(turn[ours] / turn[title] for turn in turns)
        print(f"ratio imreport / {title[:1]}: {ratio:.2f}")


if __name__ == "__main__":
    main()
