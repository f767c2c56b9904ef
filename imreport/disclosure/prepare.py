"""Preparing: from parameters to a Release, all Kennzahlen computed and protected together before anything is drawn."""

import os
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from imreport.cases import CaseTables, load_code_lists
from imreport.cases.checks import OF_COMPARISON, OF_READERS, quality
from imreport.config import Config, load_config
from imreport.disclosure.advice import Plan, advise
from imreport.disclosure.cache import Cache, content_key
from imreport.disclosure.choosing import COMPARING, choose, require_known
from imreport.disclosure.comparing import Making, why_nothing
from imreport.disclosure.comparison import CHANGES
from imreport.disclosure.deriving import NO_BASE, Deriving
from imreport.disclosure.joining.source import CaseSource
from imreport.disclosure.ledger import digest, edition_of, read_ledger
from imreport.disclosure.naming import area_name, submission_of, title_of
from imreport.disclosure.outlines import outlines
from imreport.disclosure.previous import Previous, comparable, edition_of_previous, not_comparable, read_previous
from imreport.disclosure.protect import Protected
from imreport.disclosure.release import Release
from imreport.disclosure.rule import Rule
from imreport.disclosure.salt import read_salt
from imreport.errors import UsageError
from imreport.german import day, month
from imreport.indicators import INDICATORS
from imreport.parameters import Parameters
from imreport.sources import load_cases

HANDOVER: Final = "IMREPORT_RELEASE"
"""Environment variable by which the command line hands a prepared Release to its kernel: path of the file."""


def prepare(parameters: Parameters | None = None, *, config: Config | None = None) -> Release:
    """Compute and protect everything a report may contain.

    Args:
        parameters: What the report is about; empty fields are taken from bericht.toml.
        config: The configuration; by default the nearest bericht.toml.

    Returns:
        The Release that every number of the report is taken from.

    Raises:
        UsageError: Parameters or bericht.toml are not usable, or the export has nothing of the period.
        FindingsError: The export has findings of severity Fehler.
    """
    config = config or load_config()
    resolved = (parameters or Parameters()).resolve(config)
    shapes = outlines(config, load_code_lists(config.code_files()))
    if handed := _handed_over(resolved):
        return replace(handed, outlines=shapes)
    cases = load_cases(resolved, config)
    try:
        require_days(cases.require_valid(), resolved, config=config)
        return replace(release_cases(cases, resolved, config=config), outlines=shapes)
    finally:
        cases.close()


def _handed_over(parameters: Parameters) -> Release | None:
    """Return the Release that the command line prepared for exactly these parameters, if there is one."""
    path = os.environ.get(HANDOVER)
    if not path or not Path(path).is_file():
        return None
    release = Release.load(Path(path))
    return release if release.parameters == parameters else None


def require_days(cases: CaseTables, parameters: Parameters, *, config: Config) -> None:
    """Refuse a period that lies wholly outside the export: of such days nothing is known.

    Raises:
        UsageError: It lies before or after all consultations, and there are neither plans nor clients in it.
    """
    covered, (start, end) = cases.covered(until=config.report.dated), (parameters.scope.start, parameters.scope.end)
    if covered is None or (covered.first <= end and start <= covered.last):
        return
    if cases.is_empty_in((start, end), until=covered.last):
        period = f"am {day(start)}" if start == end else f"im Zeitraum vom {day(start)} bis zum {day(end)}"
        message = (
            f"Der Export umfasst Gespräche vom {covered}; {period} liegt kein Gespräch, kein Plan, keine Betreuung."
        )
        hint = "Wählen Sie einen Zeitraum in diesen Tagen, oder nehmen Sie die fehlenden Dateien in den Export auf."
        raise UsageError(message, hint)


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
    """Compute and protect the Kennzahlen of valid case tables; what was prepared from equal files is taken again."""
    rule = rule_of(config)
    if parameters.internal or not cases.are_files:
        return _prepare(cases, parameters, config=config, rule=rule)
    cache = Cache.of_user()
    key = content_key(
        inputs=cases.hashes(), codes={name: repr(known.codes) for name, known in cases.codes.items()},
        config=config.model_dump(mode="json"), parameters=parameters.values(), ledger=digest(config.ledger),
        salt=rule.salt.hex(), previous=digest(config.previous_report) if config.previous_report else "",
    )  # fmt: skip
    if entry := cache.get(key):
        return Prepared(Release.from_json(str(entry["release"])), tuple(str(entry["advice"]).splitlines()))
    done = _prepare(cases, parameters, config=config, rule=rule)
    cache.put(key, {"release": done.release.to_json(), "advice": "\n".join(done.advice)})
    return done


def _prepare(cases: CaseTables, parameters: Parameters, *, config: Config, rule: Rule) -> Prepared:
    choice = choose(parameters, config, codes=cases.codes, rows=cases.counts())
    previous, ledger = _previous(cases, parameters, config=config), read_ledger(config.ledger)
    known = edition_of_previous(previous.comparison, ledger, threshold=rule.threshold) if previous else ()
    plan = Plan(CaseSource(cases), choice.counted, parameters.scope, rule, cases.codes, (*ledger, *known))
    making = Making(plan, choice, Deriving(cases.codes, parameters, config.costs))
    protected = making.protected()
    release = _release(making, protected, cases=cases, config=config)
    hints = _hints(cases, OF_COMPARISON, config=config)
    release = _with_comparison(release, making, previous=previous, hints=hints)
    advice = () if parameters.internal else tuple(advise(plan, protected))
    return Prepared(release, (*advice, *(previous.advice if previous else ())))


def _previous(cases: CaseTables, parameters: Parameters, *, config: Config) -> Previous | None:
    """Read the report before this one, if bericht.toml names one."""
    path = config.previous_report
    return read_previous(path, codes=cases.codes, cut=parameters.scope.cut) if path else None


def _release(making: Making, protected: Protected, *, cases: CaseTables, config: Config) -> Release:
    parameters, choice, tables = making.parameters, making.choice, making.tables(protected)
    area = area_name(parameters, cases.codes)
    return Release(
        parameters=parameters,
        title=title_of(parameters, config, area=area),
        area=area,
        county=config.report.county,
        notice=config.data.notice,
        dated=config.report.dated.isoformat(),
        threshold=config.disclosure.threshold,
        submission=submission_of(parameters, config),
        facts={name: fact.model_dump(by_alias=True, mode="json") for name, fact in config.facts.items()},
        quality=quality(cases.findings, cases.accounts),
        breaks=_breaks(cases, parameters),
        hints=_hints(cases, OF_READERS.keys() - OF_COMPARISON, config=config),
        tables={key: tables[key] for key in INDICATORS if key in tables},
        frozen={key: table.dated for key, table in protected.frozen.items()},
        method=config.disclosure.method,
        omitted={**choice.omitted, **{key: NO_BASE for key in choice.derived if key not in tables}},
        map_source=config.chart_map.source,
        chapters=choice.chapters,
        left_out=choice.left_out,
    )


def _with_comparison(release: Release, making: Making, *, previous: Previous | None, hints: tuple[str, ...]) -> Release:
    """Add the period to compare with and the report before; without both, the chapter falls away."""
    if COMPARING not in release.chapters:
        return release
    reason = not_comparable(previous.comparison, release.parameters) if previous else ""
    before = comparable(previous.comparison, release.parameters) if previous and not reason else None
    omitted = {**release.omitted, **({CHANGES: reason} if reason else {})}
    comparison = making.compared(edition_of(release))
    if comparison:
        comparison = replace(comparison, hints=hints)
    if comparison or before:
        return replace(release, comparison=comparison, previous=before, omitted=omitted)
    chapters = tuple(key for key in release.chapters if key != COMPARING)
    left_out = {**release.left_out, COMPARING: reason or why_nothing(release.parameters)}
    return replace(release, chapters=chapters, left_out=left_out, omitted=omitted)


def _hints(cases: CaseTables, rules: Container[str], *, config: Config) -> tuple[str, ...]:
    """Return what readers must know of the days that the report is about, by what the checks found."""
    covered = cases.covered(until=config.report.dated)
    found = {finding.rule for finding in cases.findings if finding.rule in rules}
    if covered is None:
        return ()
    days = {"first": month(covered.first), "last": month(covered.last)}
    return tuple(text.format(**days) for rule, text in OF_READERS.items() if rule in found)


def rule_of(config: Config) -> Rule:
    """Return how small counts are protected, as bericht.toml says.

    Raises:
        ConfigError: The salt is not usable, or a Kennzahl unknown.
    """
    own = config.disclosure
    require_known(own.corrected, "[geheimhaltung] berichtigt")
    salt = read_salt(config.salt, real=not config.data.notice)
    return Rule(own.threshold, own.method, own.standard, own.genders, own.corrected, salt)


def _breaks(cases: CaseTables, parameters: Parameters) -> dict[str, str]:
    """Return the days on which another source begins inside the period; the first source of all breaks nothing."""
    specs = (part.spec for part in cases.parts if part.table.name == "consultations")
    starts = sorted({(spec.valid_from, spec.name) for spec in specs if spec.valid_from})
    scope = parameters.scope
    return {first.isoformat(): name for first, name in starts if scope.start < first <= scope.end}
