"""bericht.toml: what a clerk sets for a report, read, checked and answered for in German.

German keys in the file, English names in the code; the aliases below are the dictionary. docs/bericht-toml.md explains
every key.
"""

import os
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from pydantic_core import ErrorDetails

from imreport.errors import ConfigError

FILE_NAME: Final = "bericht.toml"
ENVIRONMENT: Final = "IMREPORT_CONFIG"
MINIMUM_THRESHOLD: Final = 3


class Section(BaseModel):
    """Base of all sections: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class ReportSection(Section):
    """``[bericht]``: the report's period, dates and notebook."""

    title: str = Field("", alias="titel")
    start: date = Field(alias="von")
    end: date = Field(alias="bis")
    as_of: date | None = Field(None, alias="stichtag")
    dated: date = Field(alias="datum")
    cut: date = Field(date(2020, 3, 1), alias="zaesur")
    county: str = Field(alias="kreis")
    notebook: str = ""
    without: tuple[str, ...] = Field((), alias="ohne")


class SubmissionSection(Section):
    """``[vorlage]``: the form of the Beschlussvorlage."""

    department: str = Field("", alias="dezernat")
    office: str = Field("", alias="fachdienst")
    clerk: str = Field("N. N.", alias="sachbearbeitung")
    head: str = Field("N. N.", alias="fachdienstleitung")
    committee: str = Field("", alias="gremium")
    session: date | None = Field(None, alias="sitzung_am")
    public: bool = Field(True, alias="oeffentlich")
    subject: str = Field("", alias="beratungsgegenstand")
    motion: str = Field("", alias="beschlussantrag")
    signature: str = Field("N. N.", alias="unterschrift")
    signature_role: str = Field("", alias="unterschrift_funktion")
    extracts: str = Field("", alias="beschlussauszuege")
    deferrable: bool = Field(True, alias="vertagungsfaehig")
    place: str = Field("", alias="ort")
    annexes: tuple[str, ...] = Field((), alias="anlagen")


Files = str | tuple[str, ...]
"""A file, a folder or a pattern such as ``monate/*.xlsx``, or several of them; a later one corrects an earlier one."""


class DataSection(Section):
    """``[daten]``: the files of the export, relative to bericht.toml."""

    consultations: Files = Field("beratungsgespraeche.csv", alias="gespraeche")
    referrals: Files = Field("weiterleitungen.csv", alias="weiterleitungen")
    clients: Files = Field("klienten.csv", alias="klienten")
    plans: Files = Field("integrationsplaene.csv", alias="plaene")
    posts: Files = Field("stellen.csv", alias="stellen")
    notice: str = Field("", alias="kennzeichnung")
    secret: str = Field("", alias="geheimnis")


class SourceSection(Section):
    """``[quellen.NAME]``: the files of one platform or provider, and how they differ from the plain format.

    Sheets, headers and codes are named by table, by table and by code list; docs/bericht-toml.md has examples.
    """

    consultations: Files = Field((), alias="gespraeche")
    referrals: Files = Field((), alias="weiterleitungen")
    clients: Files = Field((), alias="klienten")
    plans: Files = Field((), alias="plaene")
    posts: Files = Field((), alias="stellen")
    sheets: Mapping[str, str] = Field({}, alias="blaetter")
    columns: Mapping[str, Mapping[str, str]] = Field({}, alias="spalten")
    values: Mapping[str, Mapping[str, str]] = Field({}, alias="werte")
    separator: str = Field("|", alias="mehrfach_trenner", min_length=1)
    valid_from: date | None = Field(None, alias="gueltig_von")
    valid_until: date | None = Field(None, alias="gueltig_bis")


class AcceptedSection(Section):
    """One entry of ``[[pruefung.hingenommen]]``: up to so many faulty rows of a rule are set aside."""

    rule: str = Field(alias="regel")
    count: int = Field(alias="anzahl", gt=0)
    reason: str = Field(alias="grund")


class CheckSection(Section):
    """``[pruefung]``: what the rules of docs/pruefregeln.md compare with, and how bad their findings are."""

    begun: date | None = Field(None, alias="programmbeginn")
    severities: Mapping[str, str] = Field({}, alias="schwere")
    limits: Mapping[str, float] = Field({}, alias="grenzwerte")
    accepted: tuple[AcceptedSection, ...] = Field((), alias="hingenommen")


class DisclosureSection(Section):
    """``[geheimhaltung]``: the threshold below which a count of persons is not published, and how; ledger and salt."""

    threshold: int = Field(5, alias="schwelle", ge=MINIMUM_THRESHOLD)
    method: Literal["sperren", "runden5"] = Field("sperren", alias="verfahren")
    standard: Literal["spanne", "genau"] = Field("spanne", alias="standard")
    genders: Literal["prozent", "zusammenfassen"] = Field("prozent", alias="geschlecht")
    corrected: tuple[str, ...] = Field((), alias="berichtigt")
    ledger: str = Field("veroeffentlicht.jsonl", alias="register", min_length=1)
    salt: str = Field("salz.txt", alias="salz", min_length=1)


class Fact(Section):
    """One entry of ``[fakten]``: a number or a text that the prose may use, and where it comes from."""

    value: int | float | date | str = Field(alias="wert", union_mode="left_to_right")
    source: str = Field(alias="quelle")


class Config(Section):
    """The whole of bericht.toml.

    Attributes:
        report: ``[bericht]``.
        submission: ``[vorlage]``.
        data: ``[daten]``.
        sources: ``[quellen.NAME]``; where there is one, ``[daten]`` names no files.
        codes: ``[schluessel]``, name of a code list to the county's own file.
        checks: ``[pruefung]``.
        disclosure: ``[geheimhaltung]``.
        facts: ``[fakten]``.
    """

    report: ReportSection = Field(alias="bericht")
    submission: SubmissionSection = Field(SubmissionSection(), alias="vorlage")
    data: DataSection = Field(DataSection(), alias="daten")
    sources: Mapping[str, SourceSection] = Field({}, alias="quellen")
    codes: Mapping[str, str] = Field({}, alias="schluessel")
    checks: CheckSection = Field(CheckSection(), alias="pruefung")
    disclosure: DisclosureSection = Field(DisclosureSection(), alias="geheimhaltung")
    facts: Mapping[str, Fact] = Field({}, alias="fakten")
    _path: Path = PrivateAttr(Path(FILE_NAME))

    @property
    def path(self) -> Path:
        """Where the file lies; relative paths in it start in its folder."""
        return self._path

    @property
    def folder(self) -> Path:
        """The folder that relative paths start from."""
        return self.path.parent

    def files(self) -> dict[str, Path]:
        """Return table name to the path of its file."""
        tables = ("consultations", "referrals", "clients", "plans", "posts")
        return {table: self.folder / getattr(self.data, table) for table in tables}

    def code_files(self) -> dict[str, Path]:
        """Return name of a code list to the path of the county's own file."""
        return {name: self.folder / file for name, file in self.codes.items()}

    @property
    def ledger(self) -> Path:
        """The ledger of published numbers (Veröffentlichungsregister); it exists from the first publication on."""
        return self.folder / self.disclosure.ledger

    @property
    def salt(self) -> Path:
        """The file of the salt; it is made when it is first needed."""
        return self.folder / self.disclosure.salt


def find_config(start: Path | None = None) -> Path:
    """Find the nearest bericht.toml: named by the environment, upwards from a folder, or data/bericht.toml beside it.

    Raises:
        ConfigError: There is none.
    """
    if named := os.environ.get(ENVIRONMENT):
        return Path(named)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        for candidate in (folder / FILE_NAME, folder / "data" / FILE_NAME):
            if candidate.is_file():
                return candidate
    raise ConfigError(
        f"Hier und in den Ordnern darüber liegt keine {FILE_NAME}.",
        "„imreport demo ORDNER“ legt ein Beispiel zum Anpassen an.",
    )


def load_config(path: Path | None = None) -> Config:
    """Read and check a bericht.toml; without a path, the nearest one.

    Raises:
        ConfigError: It is missing, is no TOML, or a key or value in it is wrong.
    """
    path = path or find_config()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        config = Config.model_validate(raw)
        config._path = path.resolve()
        return config
    except OSError:
        raise ConfigError(f"„{path.name}“ fehlt oder ist nicht lesbar.", "Prüfen Sie den Pfad.") from None
    except UnicodeDecodeError:
        raise ConfigError(
            f"„{path.name}“ ist nicht in UTF-8 gespeichert.", "Speichern Sie die Datei als UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"„{path.name}“ ist kein gültiges TOML: {_place(str(error))}.", _TOML_HINT) from None
    except ValidationError as error:
        raise _explain(path.name, error.errors(), raw=raw) from None


_TOML_HINT: Final = "Texte stehen in geraden Anführungszeichen, Daten als 2021-02-28 ohne Anführungszeichen."


def _place(message: str) -> str:
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
    "greater_than_equal": f"muss mindestens {MINIMUM_THRESHOLD} sein",
    "greater_than": "muss größer als 0 sein",
}


_VARIANTS: Final = ("int", "float", "date", "str")
"""What pydantic appends to the place of a value that may have several types."""


def _explain(file: str, errors: list[ErrorDetails], *, raw: Mapping[str, Any]) -> ConfigError:
    """Say the first error in German; an unknown key comes with the nearest known one."""
    error = min(errors, key=lambda found: found["type"] != "extra_forbidden")
    place = [str(part) for part in error["loc"]]
    if error["type"] == "extra_forbidden":
        *section, name = place
        prefix = "".join(f"{part}." for part in section)
        return ConfigError.unknown(f"Schlüssel in {file}", name, known=_known(section), prefix=prefix)
    where = ".".join(place[:-1] if len(place) > 2 and place[-1] in _VARIANTS else place)
    kind = next((words for start, words in _REASONS.items() if error["type"].startswith(start)), "ist ungültig")
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
