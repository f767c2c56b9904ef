"""The sections of bericht.toml: German keys in the file, English names in the code; the aliases are the dictionary."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, PrivateAttr, model_validator

from imreport.chapters import CHAPTERS
from imreport.config.optional import ComparisonSection, CostSection, FundingSection, MapSection
from imreport.config.section import Section
from imreport.errors import ConfigError

FILE_NAME: Final = "bericht.toml"
MINIMUM_THRESHOLD: Final = 3


def _chapters(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the chosen chapters; an unknown one, none at all or one twice is an error."""
    for place, key in enumerate(keys):
        if key not in CHAPTERS:
            raise ConfigError.unknown("Kapitel in [bericht] kapitel", key, known=CHAPTERS)
        if key in keys[:place]:
            raise ConfigError(f"Das Kapitel „{key}“ steht in [bericht] kapitel zweimal.", "Streichen Sie eines davon.")
    if not keys:
        hint = "Streichen Sie den Schlüssel: Dann hat der Bericht alle Kapitel."
        raise ConfigError("[bericht] kapitel nennt kein Kapitel.", hint)
    return keys


class ReportSection(Section):
    """``[bericht]``: the report's period, dates, chapters and notebook."""

    title: str = Field("", alias="titel")
    start: date = Field(alias="von")
    end: date = Field(alias="bis")
    as_of: date | None = Field(None, alias="stichtag")
    dated: date = Field(alias="datum")
    cut: date = Field(date(2020, 3, 1), alias="zaesur")
    county: str = Field(alias="kreis")
    notebook: str = ""
    chapters: Annotated[tuple[str, ...], AfterValidator(_chapters)] = Field(tuple(CHAPTERS), alias="kapitel")
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
    """One entry of ``[fakten]``: a number or a text that the prose may use, and where it comes from.

    A day from which on the recording was another one says so (``bruch``) and is marked in the months.
    """

    value: int | float | date | str = Field(alias="wert", union_mode="left_to_right")
    source: str = Field(alias="quelle")
    breaks: str = Field("", alias="bruch")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.breaks and not isinstance(self.value, date):
            message = f'In [fakten] steht „bruch = "{self.breaks}"“ bei einem Wert, der kein Datum ist.'
            raise ConfigError(message, "Schreiben Sie „wert“ als Datum ohne Anführungszeichen: 2018-10-01.")
        return self


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
        comparison: ``[vergleich]``.
        funding: ``[foerderung]``.
        costs: ``[kosten]``; None if there is no such section.
        chart_map: ``[karte]``.
        facts: ``[fakten]``.
    """

    report: ReportSection = Field(alias="bericht")
    submission: SubmissionSection = Field(SubmissionSection(), alias="vorlage")
    data: DataSection = Field(DataSection(), alias="daten")
    sources: Mapping[str, SourceSection] = Field({}, alias="quellen")
    codes: Mapping[str, str] = Field({}, alias="schluessel")
    checks: CheckSection = Field(CheckSection(), alias="pruefung")
    disclosure: DisclosureSection = Field(DisclosureSection(), alias="geheimhaltung")
    comparison: ComparisonSection = Field(ComparisonSection(), alias="vergleich")
    funding: FundingSection = Field(FundingSection(), alias="foerderung")
    costs: CostSection | None = Field(None, alias="kosten")
    chart_map: MapSection = Field(MapSection(), alias="karte")
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

    @property
    def previous_report(self) -> Path | None:
        """The kennzahlen.csv of the report before this one; None if bericht.toml names none."""
        return self.folder / self.comparison.report if self.comparison.report else None

    @property
    def commune_shapes(self) -> Path | None:
        """The GeoJSON of the communes; None if bericht.toml names none."""
        return self.folder / self.chart_map.communes if self.chart_map.communes else None
