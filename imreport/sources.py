"""From bericht.toml to the case tables: the sources of case data, the settings of the checks, the funding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from imreport.cases import CaseTables, Funding, Interruption, SourceSpec, load_code_lists
from imreport.cases.checks import Accepted, CheckSettings
from imreport.cases.schema import tables
from imreport.config import Config, DataSection, Files, SourceSection
from imreport.errors import ConfigError

if TYPE_CHECKING:
    from imreport.parameters import Parameters

Entry = TypeVar("Entry")

FILES: Final = {table.config: name for name, table in tables().items()}
"""The German key of a table in bericht.toml to its name."""


def load_cases(parameters: "Parameters", config: Config) -> CaseTables:
    """Read and check the export that bericht.toml names, for resolved parameters."""
    codes = load_code_lists(config.code_files())
    period = (parameters.scope.start, parameters.scope.end)
    secret = config.folder / config.data.secret if config.data.secret else None
    other = parameters.compared
    days = (other.scope.start, other.scope.end) if other else None
    settings = replace(check_settings(config), as_of=parameters.scope.as_of, compared=days)
    cases = CaseTables.from_sources(source_specs(config), codes, period=period, settings=settings, secret=secret)
    return cases.with_funding(_funding(config), secret=secret)


def _funding(config: Config) -> Funding:
    """Return what ``[foerderung]`` grants the posts."""
    breaks = (Interruption(one.post, one.start, one.end) for one in config.funding.interruptions)
    return Funding(config.funding.months, tuple(breaks))


def source_specs(config: Config) -> tuple[SourceSpec, ...]:
    """Return the sources in the order of bericht.toml; later ones correct earlier ones.

    Raises:
        ConfigError: ``[daten]`` and ``[quellen]`` both name files, or a mapping is for a table that does not exist.
    """
    if not config.sources:
        return (SourceSpec("", config.folder, _files(config.data)),)
    if config.data.model_fields_set - {"notice", "secret"}:
        hint = "Nennen Sie die Dateien nur unter [quellen.…]; in [daten] bleibt dann höchstens die „kennzeichnung“."
        raise ConfigError("Sowohl [daten] als auch [quellen] nennen Dateien.", hint)
    return tuple(_spec(name, section, config=config) for name, section in config.sources.items())


def check_settings(config: Config) -> CheckSettings:
    """Return the settings of ``[pruefung]``; the report's date is the only day that counts as today.

    Raises:
        ConfigError: A rule or limit is unknown, a severity is none or lower than allowed.
    """
    section = config.checks
    accepted = [Accepted(entry.rule, entry.count, entry.reason) for entry in section.accepted]
    settings = CheckSettings.of(section.severities, section.limits, accepted=accepted, today=config.report.dated)
    return replace(settings, begun=section.begun)


def _spec(name: str, section: SourceSection, *, config: Config) -> SourceSpec:
    return SourceSpec(
        name,
        config.folder,
        files=_files(section),
        sheets=dict(_by_table(name, section.sheets)),
        columns=dict(_by_table(name, section.columns)),
        values=section.values,
        separator=section.separator,
        valid_from=section.valid_from,
        valid_until=section.valid_until,
    )


def _files(section: DataSection | SourceSection) -> dict[str, Sequence[str]]:
    named: dict[str, Files] = {table: getattr(section, table) for table in tables()}
    return {table: (files,) if isinstance(files, str) else files for table, files in named.items() if files}


def _by_table(name: str, entries: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    for key, entry in entries.items():
        if key not in FILES:
            raise ConfigError.unknown(f"Tabelle in [quellen.{name}]", key, known=FILES)
        yield FILES[key], entry
