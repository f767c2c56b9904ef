"""The whole run: from a configuration to a folder with every document, step by step."""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from imreport.cases import CaseTables
from imreport.chapters import CHAPTERS
from imreport.config import ENVIRONMENT, Config
from imreport.disclosure import HANDOVER, Release, load_cases, prepare_cases, require_days
from imreport.disclosure.ledger import digest
from imreport.errors import ConfigError, DocumentError
from imreport.german import number
from imreport.parameters import INTERNAL, Parameters
from imreport.publication.audit import Knowledge, audit, audit_files
from imreport.publication.data import pictures, release_of
from imreport.publication.folder import OutputFolder, edited_name, free_name, refuse_open_documents
from imreport.publication.formats import FORMATS
from imreport.publication.kernel import StandbyKernel
from imreport.publication.manifest import FILE as MANIFEST
from imreport.publication.manifest import file_sha256, manifest
from imreport.publication.outline import Outline, outline, read_notebook
from imreport.publication.protocol import write_findings, write_hidden
from imreport.publication.readers import refuse_other_readers
from imreport.publication.remarks import counted, doubts, unfinished
from imreport.publication.run import REPORT, Notebook, execute, notebooks_folder

NOTEBOOK: Final = "bericht.ipynb"
PRIVATE: Final = "nicht_veroeffentlichen"
RELEASE: Final = f"{PRIVATE}/freigabe.json"
PROTOCOL: Final = f"{PRIVATE}/pruefprotokoll.xlsx"


class Step(Protocol):
    """What a step of the log offers."""

    note: str

    def advance(self, done: int, total: int) -> None:
        """Show how far the step has come."""


class Log(Protocol):
    """What a run reports to; ``imreport.runlog.RunLog`` is one."""

    def step(self, name: str) -> AbstractContextManager[Step]:
        """Run a step."""

    def add(self, line: str) -> None:
        """Note a line."""

    def save(self, path: Path) -> None:
        """Write what was noted so far."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a run made.

    Attributes:
        folder: The folder of results.
        files: Its documents, in the order of the formats.
        kept: Names under which documents were kept that somebody had edited.
        warnings: What the clerk should see to, German sentences.
    """

    folder: Path
    files: tuple[Path, ...]
    kept: tuple[str, ...]
    warnings: tuple[str, ...]


def output_folder(config: Config, parameters: Parameters) -> Path:
    """Return the usual folder of results: ``output/<von>_<bis>[_<team|verband|gemeinde>][_intern]`` beside the data."""
    base = config.folder.parent if config.folder.name == "data" else config.folder
    internal = INTERNAL if parameters.internal else ""
    areas = (parameters.team, parameters.verband, parameters.gemeinde)
    names = [parameters.scope.start, parameters.scope.end, *areas, internal]
    return base / "output" / "_".join(str(name) for name in names if name)


def make_report(config: Config, parameters: Parameters, *, formats: Sequence[str], folder: Path, log: Log) -> Product:
    """Make a report.

    Args:
        config: The configuration.
        parameters: Resolved parameters.
        formats: Keys of FORMATS.
        folder: Where the results go; replaced as a whole when all of them are there.
        log: Where the steps are reported.

    Raises:
        ImreportError: As documented in errors.py; the folder is then as it was.
    """
    notebook = _notebook(config)
    refuse_other_readers(folder.resolve(), parameters.profil)
    with OutputFolder(folder) as output:
        ledger = digest(config.ledger)  # before the protection reads it: what is entered afterwards will be noticed
        env = {HANDOVER: str(output.build / RELEASE), ENVIRONMENT: str(config.path)}
        with StandbyKernel(cwd=config.folder, env=env) as kernel, ThreadPoolExecutor(1) as beside:
            ready = _prepare(config, parameters, build=output.build, log=log)
            known = beside.submit(Knowledge(ready.release).worked_out)
            executed = _execute(notebook, parameters, kernel=kernel, log=log)
        parts = outline(executed)
        _write(output.build, executed, parts=parts, formats=formats, log=log)
        inputs = ready.inputs | {config.path.name: file_sha256(config.path), notebook.name: file_sha256(notebook)}
        text = manifest(output.build, parameters=parameters.values(), inputs=inputs, ledger=ledger)
        (output.build / MANIFEST).write_bytes(text.encode())
        with log.step("Zahlen in den Dokumenten prüfen"):
            audit(output.build, known.result())
        warnings = (*ready.doubts, *unfinished(parts))
        for warning in warnings:
            log.add(f"Warnung: {warning}")
        with log.step("Ergebnisse ablegen"):
            log.save(output.build / PRIVATE / "run.log")
            kept = output.commit()
    files = (NOTEBOOK, *(FORMATS[key].file for key in formats))
    return Product(output.target, tuple(output.target / file for file in files), tuple(kept), warnings)


def _notebook(config: Config) -> Path:
    """Return the notebook to run: the clerk's own, or the one of the package."""
    own = config.folder / config.report.notebook
    if config.report.notebook and not own.is_file():
        raise ConfigError(f"Das Notizbuch „{own.name}“ fehlt.", "Prüfen Sie [bericht] notebook in bericht.toml.")
    return own if config.report.notebook else notebooks_folder() / REPORT


@dataclass(frozen=True, slots=True)
class _Ready:
    """What is known before the notebook runs: the Release, the hashes of what was read, what may be wrong."""

    release: Release
    inputs: dict[str, str]
    doubts: tuple[str, ...]


def _prepare(config: Config, parameters: Parameters, *, build: Path, log: Log) -> _Ready:
    """Read, check, compute and protect; leave the Release for the kernel, the findings for the office."""
    with log.step("Export lesen und prüfen") as step:
        cases = load_cases(parameters, config)
        step.note = _counted(cases)
    with closing(cases), log.step("Kennzahlen berechnen und schützen") as step:
        require_days(cases.require_valid(), parameters, config=config)
        prepared = prepare_cases(cases, parameters, config=config)
        release = prepared.release
        step.note = "; ".join([release.summary, *_left_out(release)])
        (build / PRIVATE).mkdir()
        (build / RELEASE).write_bytes(release.to_json().encode())
        (build / PROTOCOL).write_bytes(write_findings(cases.findings))
        (build / PRIVATE / "geheimhaltung.txt").write_bytes(write_hidden(release, prepared.advice))
        inputs = cases.hashes() | {path.name: file_sha256(path) for path in config.code_files().values()}
        return _Ready(release, inputs, tuple(doubts(cases.findings)))


def _left_out(release: Release) -> Iterator[str]:
    """Yield what the run's summary says of the chapters that fall away."""
    for key, reason in release.left_out.items():
        yield f"ohne Kapitel „{CHAPTERS[key]}“: {reason}"


def _counted(cases: CaseTables) -> str:
    talks = number(cases.counts().get("consultations", 0))
    return f"{talks} Gespräche, {counted(cases.findings, protocol=PROTOCOL)}"


def _execute(notebook: Path, parameters: Parameters, *, kernel: StandbyKernel, log: Log) -> Notebook:
    with log.step("Notizbuch ausführen") as step:
        return execute(notebook, parameters.values(), kernel=kernel, on_cell=step.advance)


def _write(build: Path, executed: Notebook, *, parts: Outline, formats: Sequence[str], log: Log) -> None:
    """Write the notebook, the pictures and every document; documents are made side by side."""
    (build / NOTEBOOK).write_bytes((json.dumps(executed, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    with log.step("Dokumente schreiben") as step, ThreadPoolExecutor() as pool:
        step.note = ", ".join(FORMATS[key].title for key in formats)
        jobs = {key: pool.submit(FORMATS[key].write, parts) for key in formats}
        for path, content in pictures(parts):
            (build / path).parent.mkdir(exist_ok=True)
            (build / path).write_bytes(content)
        for key, job in jobs.items():
            (build / FORMATS[key].file).write_bytes(job.result())


def render(notebook: Path, formats: Sequence[str], *, folder: Path) -> Product:
    """Make documents from a notebook that has been executed.

    Args:
        notebook: The executed notebook.
        formats: Keys of FORMATS.
        folder: Where the documents go; a different document of the same name is kept as "… (bearbeitet)".
    """
    executed = read_notebook(notebook)
    parts = outline(executed)
    refuse_other_readers(folder.resolve(), parts.release["parameters"]["profil"])
    refuse_open_documents(folder)
    contents = {FORMATS[key].file: FORMATS[key].write(parts) for key in formats}
    audit_files(contents, release_of(parts), notebook=executed)
    written, kept = [], []
    for file, content in contents.items():
        kept += _replace(folder / file, content)
        written.append(folder / file)
    return Product(folder, tuple(written), tuple(kept), tuple(unfinished(parts)))


def _replace(path: Path, content: bytes) -> list[str]:
    """Write a document beside its place and move it there; what differs there before is kept."""
    kept: list[str] = []
    fresh = path.with_name(f".{path.name}.neu")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        if path.exists() and path.read_bytes() != content:
            kept = [free_name(path.parent, edited_name(path.name))]
            path.replace(path.with_name(kept[0]))
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        hint = "Ist es noch in Word geöffnet? Sonst prüfen Sie die Schreibrechte."
        raise DocumentError(f"„{path.name}“ lässt sich nicht schreiben.", hint) from error
    return kept


def described(product: Product) -> Mapping[str, Any]:
    """Return what a run made in a form for machines."""
    return {
        "ordner": str(product.folder),
        "dateien": [str(path) for path in product.files],
        "bearbeitet_behalten": list(product.kept),
        "warnungen": list(product.warnings),
    }
