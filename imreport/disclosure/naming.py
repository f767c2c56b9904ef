"""Naming a run: its title, its area, and the form of the Beschlussvorlage."""

from collections.abc import Iterator, Mapping
from typing import Final

from imreport.cases import CodeList, CodeLists
from imreport.cases.places import KINDS, list_of
from imreport.config import Config
from imreport.parameters import Parameters
from imreport.periods import in_words

INTERNAL_TITLE: Final = " (intern, nur für den Dienstgebrauch)"


def areas(parameters: Parameters, codes: CodeLists) -> Iterator[tuple[str, str, CodeList]]:
    """Yield what limits the report in space: its kind, its key, its code list."""
    for name, (what, _) in KINDS.items():
        if key := getattr(parameters, name):
            yield what, key, list_of(name, codes)


def area_name(parameters: Parameters, codes: CodeLists) -> str:
    """Name the part of the county that the report is limited to; empty for the whole."""
    named = ((what, known.label(key)) for what, key, known in areas(parameters, codes))
    return ", ".join(label if label.startswith(what) else f"{what} {label}" for what, label in named)


def is_adopted_scope(parameters: Parameters, config: Config) -> bool:
    """Whether the run is about what bericht.toml describes: its own period and the whole county."""
    return (parameters.von, parameters.bis) == (config.report.start, config.report.end) and not parameters.has_area


def title_of(parameters: Parameters, config: Config, *, area: str) -> str:
    """Return the config's title for what it describes, else one made from the parameters; an internal one says so."""
    suffix = INTERNAL_TITLE if parameters.internal else ""
    if config.report.title and is_adopted_scope(parameters, config):
        return f"{config.report.title}{suffix}"
    where = f" ({area})" if area else ""
    when = in_words((parameters.scope.start, parameters.scope.end))
    return f"Integrationsmanagement im {config.report.county}{where} {when}{suffix}"


def submission_of(parameters: Parameters, config: Config) -> Mapping[str, object]:
    """Return the form; session date and subject belong to what bericht.toml describes, and to nothing else."""
    form = config.submission.model_dump(by_alias=True, mode="json")
    if is_adopted_scope(parameters, config):
        return form
    return {**form, "sitzung_am": None, "beratungsgegenstand": ""}
