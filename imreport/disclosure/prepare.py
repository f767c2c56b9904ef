"""Preparing: from parameters to a Release, all Kennzahlen computed and protected together before anything is drawn."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from imreport.cases import CaseTables, CodeList, CodeLists, load_code_lists
from imreport.cases.checks import quality
from imreport.config import Config, load_config
from imreport.disclosure.advice import Plan, advise
from imreport.disclosure.cache import Cache, content_key
from imreport.disclosure.joining.source import CaseSource
from imreport.disclosure.ledger import digest, read_ledger
from imreport.disclosure.outlines import outlines
from imreport.disclosure.release import Release
from imreport.disclosure.rule import Rule
from imreport.disclosure.salt import read_salt
from imreport.disclosure.sources import check_settings, source_specs
from imreport.disclosure.tables import released_tables
from imreport.disclosure.unprotected import unprotected
from imreport.errors import ConfigError, UsageError
from imreport.german import day, long_day
from imreport.indicators import INDICATORS
from imreport.parameters import Parameters

HANDOVER: Final = "IMREPORT_RELEASE"
"""Environment variable by which the command line hands a prepared Release to its kernel: path of the file."""

INTERNAL_TITLE: Final = " (intern, nur für den Dienstgebrauch)"


def prepare(parameters: Parameters | None = None, *, config: Config | None = None) -> Release:
    """Compute and protect everything a report may contain.

    Args:
        parameters: What the report is about; empty fields are taken from bericht.toml.
        config: The configuration; by default the nearest bericht.toml.

    Returns:
        The Release that every number of the report is taken from.

    Raises:
        UsageError: Parameters or bericht.toml are not usable.
        FindingsError: The export has findings of severity Fehler.
    """
    config = config or load_config()
    resolved = (parameters or Parameters()).resolve(config)
    shapes = outlines(config, load_code_lists(config.code_files()))
    if handed := _handed_over(resolved):
        return replace(handed, outlines=shapes)
    cases = load_cases(resolved, config)
    try:
        return replace(release_cases(cases.require_valid(), resolved, config=config), outlines=shapes)
    finally:
        cases.close()


def _handed_over(parameters: Parameters) -> Release | None:
    """Return the Release that the command line prepared for exactly these parameters, if there is one."""
    path = os.environ.get(HANDOVER)
    if not path or not Path(path).is_file():
        return None
    release = Release.load(Path(path))
    return release if release.parameters == parameters else None


def load_cases(parameters: Parameters, config: Config) -> CaseTables:
    """Read and check the export that bericht.toml names.

    Raises:
        UsageError: The parameters name a team or commune that the code lists do not know.
    """
    codes = load_code_lists(config.code_files())
    for what, name, known in _areas(parameters, codes):
        if name not in known:
            raise UsageError.unknown(what, name, known=[code.key for code in known])
    period = (parameters.scope.start, parameters.scope.end)
    secret = config.folder / config.data.secret if config.data.secret else None
    settings = check_settings(config)
    return CaseTables.from_sources(source_specs(config), codes, period=period, settings=settings, secret=secret)


def _areas(parameters: Parameters, codes: CodeLists) -> Iterator[tuple[str, str, CodeList]]:
    """Yield what limits the report in space: its kind, its key, its code list."""
    for what, name, key in (("Team", "teams", parameters.team), ("Gemeinde", "gemeinden", parameters.gemeinde)):
        if key:
            yield what, key, codes.get(name, CodeList(name, ()))


@dataclass(frozen=True)
class Prepared:
    """What preparing gives.

    Attributes:
        release: What may be published.
        advice: What the editor should know of the protection; not published.
    """

    release: Release
    advice: tuple[str, ...]


def release_cases(cases: CaseTables, parameters: Parameters, *, config: Config) -> Release:
    """Compute and protect the Kennzahlen of valid case tables."""
    return prepare_cases(cases, parameters, config=config).release


def prepare_cases(cases: CaseTables, parameters: Parameters, *, config: Config) -> Prepared:
    """Compute and protect the Kennzahlen of valid case tables; what was prepared from equal content is taken again."""
    rule = rule_of(config)
    if parameters.internal:
        return _prepare(cases, parameters, config=config, rule=rule)
    cache = Cache.of_user()
    key = content_key(
        inputs=cases.hashes(), codes={name: repr(known.codes) for name, known in cases.codes.items()},
        config=config.model_dump(mode="json"), parameters=parameters.values(), ledger=digest(config.ledger),
        salt=rule.salt.hex(),
    )  # fmt: skip
    if entry := cache.get(key):
        return Prepared(Release.from_json(str(entry["release"])), tuple(str(entry["advice"]).splitlines()))
    done = _prepare(cases, parameters, config=config, rule=rule)
    cache.put(key, {"release": done.release.to_json(), "advice": "\n".join(done.advice)})
    return done


def _prepare(cases: CaseTables, parameters: Parameters, *, config: Config, rule: Rule) -> Prepared:
    omitted = _omitted(parameters, config)
    area = ", ".join(f"{what} {known.label(key)}" for what, key, known in _areas(parameters, cases.codes))
    chosen = {key: indicator for key, indicator in INDICATORS.items() if key not in omitted}
    plan = Plan(CaseSource(cases), chosen, parameters.scope, rule, cases.codes, read_ledger(config.ledger))
    protected = unprotected(plan.source, chosen, scope=plan.scope) if parameters.internal else plan.protect()
    release = Release(
        parameters=parameters,
        title=_title(parameters, config, area=area),
        area=area,
        county=config.report.county,
        notice=config.data.notice,
        dated=config.report.dated.isoformat(),
        threshold=config.disclosure.threshold,
        submission=_submission(parameters, config),
        facts={name: fact.model_dump(by_alias=True, mode="json") for name, fact in config.facts.items()},
        quality=quality(cases.findings, cases.accounts),
        breaks=_breaks(cases, parameters),
        tables=released_tables(protected, codes=cases.codes, parameters=parameters),
        frozen={key: table.dated for key, table in protected.frozen.items()},
        method=rule.method,
        map_source=config.chart_map.source,
        omitted=omitted,
        left_out=_left_out(omitted),
    )
    return Prepared(release, () if parameters.internal else tuple(advise(plan, protected)))


def rule_of(config: Config) -> Rule:
    """Return how small counts are protected, as bericht.toml says.

    Raises:
        ConfigError: The salt is not usable, or a Kennzahl unknown.
    """
    own = config.disclosure
    _require_known(own.corrected, "[geheimhaltung] berichtigt")
    salt = read_salt(config.salt, real=not config.data.notice)
    return Rule(own.threshold, own.method, own.standard, own.genders, own.corrected, salt)


def _omitted(parameters: Parameters, config: Config) -> dict[str, str]:
    """Return the Kennzahlen that this run leaves out.

    A comparison needs days on both sides of the cut; posts belong to teams and not to communes; bericht.toml may leave
    out others.

    Raises:
        ConfigError: bericht.toml leaves out a Kennzahl that there is not.
    """
    _require_known(config.report.without, "[bericht] ohne")
    reasons = {}
    if not parameters.cut_inside:
        reasons["zaesur"] = f"der {day(parameters.scope.cut)} liegt nicht im Berichtszeitraum"
    if parameters.gemeinde:
        reasons["organisation"] = "Stellen gehören zu Teams, nicht zu Gemeinden"
    left_out = dict.fromkeys(config.report.without, "bericht.toml lässt sie weg")
    return left_out | {key: reasons[i.chapter] for key, i in INDICATORS.items() if i.chapter in reasons}


def _left_out(omitted: Mapping[str, str]) -> dict[str, str]:
    """Return the chapters all of whose Kennzahlen are left out, with the reason."""
    members: dict[str, list[str]] = {}
    for key, indicator in INDICATORS.items():
        members.setdefault(indicator.chapter, []).append(key)
    return {chapter: omitted[keys[0]] for chapter, keys in members.items() if omitted.keys() >= set(keys)}


def _require_known(keys: Iterable[str], where: str) -> None:
    for key in keys:
        if key not in INDICATORS:
            raise ConfigError.unknown(f"Kennzahl in {where}", key, known=INDICATORS)


def _is_adopted_scope(parameters: Parameters, config: Config) -> bool:
    """Whether the run is about what bericht.toml describes: its own period and the whole county."""
    own = (config.report.start, config.report.end)
    return (parameters.von, parameters.bis) == own and not (parameters.team or parameters.gemeinde)


def _title(parameters: Parameters, config: Config, *, area: str) -> str:
    """Return the config's title for what it describes, else one made from the parameters; an internal one says so."""
    suffix = INTERNAL_TITLE if parameters.internal else ""
    if config.report.title and _is_adopted_scope(parameters, config):
        return f"{config.report.title}{suffix}"
    start, end = parameters.scope.start, parameters.scope.end
    whole_year = (start.month, start.day, end.month, end.day, start.year) == (1, 1, 12, 31, end.year)
    when = f"im Jahr {start.year}" if whole_year else f"vom {long_day(start)} bis {long_day(end)}"
    where = f" ({area})" if area else ""
    return f"Integrationsmanagement im {config.report.county}{where} {when}{suffix}"


def _submission(parameters: Parameters, config: Config) -> Mapping[str, object]:
    """Return the form; session date and subject belong to what bericht.toml describes, and to nothing else."""
    form = config.submission.model_dump(by_alias=True, mode="json")
    if _is_adopted_scope(parameters, config):
        return form
    return {**form, "sitzung_am": None, "beratungsgegenstand": ""}


def _breaks(cases: CaseTables, parameters: Parameters) -> dict[str, str]:
    """Return the days on which another source begins inside the period; the first source of all breaks nothing."""
    specs = (part.spec for part in cases.parts if part.table.name == "consultations")
    starts = sorted({(spec.valid_from, spec.name) for spec in specs if spec.valid_from})
    scope = parameters.scope
    return {first.isoformat(): name for first, name in starts if scope.start < first <= scope.end}
