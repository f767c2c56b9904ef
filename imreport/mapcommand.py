"""What ``imreport map`` does: propose a mapping for files, or test the mapping of a bericht.toml."""

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import click

from imreport import mapview
from imreport.cases import load_code_lists, proposing
from imreport.cases.engine import Engine
from imreport.config import Config, find_config, load_config
from imreport.errors import ConfigError, DocumentError, UsageError
from imreport.sources import source_specs

REFUSED: Final = 3


def propose(files: Sequence[str], name: str, *, out: Path | None, as_json: bool) -> int:
    """Propose a mapping for files, folders or patterns; the nearest bericht.toml gives the code lists.

    Args:
        files: What the clerk named, as seen from the current folder.
        name: Name of the new source, empty to derive it from the first file.
        out: A new file for the TOML; by default it goes to stdout.
        as_json: Whether programs read the result.

    Returns:
        The exit code: 3 if the anonymity gate refuses a file or no table is recognised.

    Raises:
        UsageError: A file cannot be used, or the name or the new file exists.
    """
    if not files:
        raise UsageError("Es ist keine Datei genannt.", "Zum Beispiel: imreport map export.xlsx")
    config = _nearest_config()
    name = _free_name(name, files, config=config)
    codes = load_code_lists(config.code_files() if config else {})
    folder, patterns = _patterns(files, config)
    with closing(Engine()) as engine:
        proposed = proposing.propose(engine, patterns, folder=folder, codes=codes)
    if proposed.proposal is None:
        mapview.show_refusal(proposed.findings, as_json=as_json)
        return REFUSED
    toml = proposing.write_toml(proposed.proposal, name, codes=codes)
    mapview.show_proposal(proposed.proposal, toml, as_json=as_json, quiet=out is not None)
    if out and proposed.proposal.tables:
        _write_new(out, toml)
        click.echo(out, err=as_json)
    return 0 if proposed.proposal.tables else REFUSED


def list_open(files: Sequence[str], *, as_json: bool) -> int:
    """Say what the mapping of a bericht.toml leaves open.

    Args:
        files: The bericht.toml; empty for the nearest one.
        as_json: Whether programs read the result.

    Returns:
        The exit code: 3 if anything is open that stops the report.

    Raises:
        UsageError: More than one file is named, or bericht.toml is not valid.
    """
    if len(files) > 1:
        raise UsageError("Mit --test wird höchstens eine Datei genannt: die bericht.toml.")
    config = load_config(Path(files[0]) if files else None)
    with closing(Engine()) as engine:
        result = proposing.unmapped(engine, source_specs(config), codes=load_code_lists(config.code_files()))
    mapview.show_open(result, as_json=as_json)
    return REFUSED if result.is_open else 0


def _nearest_config() -> Config | None:
    try:
        path = find_config()
    except ConfigError:
        return None
    return load_config(path)


def _free_name(wanted: str, files: Sequence[str], *, config: Config | None) -> str:
    """Return the wanted name, else one like the first file's that no source has."""
    taken = config.sources if config else {}
    if wanted in taken:
        hint = "Wählen Sie mit --name einen anderen Namen."
        raise UsageError(f"[quellen.{wanted}] gibt es in der bericht.toml schon.", hint)
    base = proposing.fold(Path(files[0]).stem).replace(" ", "_") or "quelle"
    free = (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
    return wanted or next(name for name in free if name not in taken)


def _patterns(files: Sequence[str], config: Config | None) -> tuple[Path, list[str]]:
    """Return the folder of bericht.toml, or the files' common one, and the files as seen from it."""
    paths = [_absolute(file) for file in files]
    if config and all(path.is_relative_to(config.folder) for path in paths):
        folder = config.folder
    else:
        folder = Path(os.path.commonpath([path.parent for path in paths]))
    return folder, [path.relative_to(folder).as_posix() for path in paths]


def _absolute(file: str) -> Path:
    """Return the whole path; only the links of its folder are followed, the last part may be a pattern."""
    path = Path(os.path.abspath(file))
    return path.parent.resolve() / path.name


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        hint = "Wählen Sie einen anderen Namen."
        raise UsageError(f"„{path}“ gibt es schon und wird nicht überschrieben.", hint) from None
    except OSError:
        hint = "Prüfen Sie Ordner und Zugriffsrechte."
        raise DocumentError(f"„{path}“ lässt sich nicht schreiben.", hint) from None
