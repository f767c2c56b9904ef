"""What is wrong with a bericht.toml, in German."""

from collections.abc import Mapping
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from imreport.config.sections import Config
from imreport.errors import ConfigError

TOML_HINT: Final = "Texte stehen in geraden Anführungszeichen, Daten als 2021-02-28 ohne Anführungszeichen."


def place_in_toml(message: str) -> str:
    """Turn tomllib's English place into German; its reason is left out, the place is what helps."""
    place = message.rpartition("(at ")[2].removesuffix(")")
    return place.replace("line", "Zeile").replace("column", "Spalte").replace("end of document", "am Ende der Datei")


_REASONS: Final = {
    "missing": "fehlt",
    "int": "muss eine ganze Zahl sein",
    "bool": "muss true oder false sein",
    "date": "muss ein Datum wie 2021-02-28 sein",
    "string_too_short": "darf nicht leer sein",
    "string": "muss ein Text in Anführungszeichen sein",
    "tuple": "muss eine Liste in eckigen Klammern sein",
    "model": "muss ein Abschnitt sein",
    "mapping": "muss ein Abschnitt sein",
    "dict": "muss ein Abschnitt sein",
    "float": "muss eine Zahl sein",
    "literal": "hat einen Wert, den es nicht gibt",
    "greater_than_equal": "muss mindestens {ge:g} sein",
    "greater_than": "muss größer als {gt:g} sein",
    "less_than_equal": "darf höchstens {le:g} sein",
}


_VARIANTS: Final = ("int", "float", "date", "str")
"""What pydantic appends to the place of a value that may have several types."""


def explain(file: str, errors: list[ErrorDetails], *, raw: Mapping[str, Any]) -> ConfigError:
    """Say the first error in German; an unknown key comes with the nearest known one."""
    error = min(errors, key=lambda found: found["type"] != "extra_forbidden")
    place = [str(part) for part in error["loc"]]
    if error["type"] == "extra_forbidden":
        *section, name = place
        prefix = "".join(f"{part}." for part in section)
        return ConfigError.unknown(f"Schlüssel in {file}", name, known=_known(section), prefix=prefix)
    where = ".".join(place[:-1] if len(place) > 2 and place[-1] in _VARIANTS else place)
    kind = next((words for start, words in _REASONS.items() if error["type"].startswith(start)), "ist ungültig")
    kind = kind.format(**error.get("ctx", {}))
    return ConfigError(f"{file}: „{where}“ {kind}.", "Siehe docs/bericht-toml.md." if raw else "Die Datei ist leer.")


def _known(section: list[str]) -> list[str]:
    """Return the keys that a section may have."""
    model: type[BaseModel] = Config
    for part in section:
        field = next((f for f in model.model_fields.values() if f.alias == part), None)
        model = _section(field.annotation, model) if field else model  # else a name or place inside a section
    return [field.alias or name for name, field in model.model_fields.items()]


def _section(annotation: object, otherwise: type[BaseModel]) -> type[BaseModel]:
    """Return the section that a field holds, alone or many of it."""
    kinds = (annotation, *get_args(annotation))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), otherwise)
