"""Faults of files: why a file cannot be used, in one German sentence, and what to do about it."""

from typing import Final

SAVE_AS: Final = "Öffnen Sie sie und speichern Sie die Daten als CSV oder XLSX."
EXPORT_AGAIN: Final = "Exportieren Sie die Datei neu aus der Plattform."

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "blatt_fehlt": ("Das Blatt {what} fehlt.", "Prüfen Sie „blaetter“ in der bericht.toml."),
    "datei_fehlt": ("Die Datei fehlt.", "Prüfen Sie Namen und Ordner in der bericht.toml."),
    "ordner_leer": (
        "In diesem Ordner liegt keine Datei, die gelesen werden kann.",
        "Legen Sie CSV-, XLSX-, XLS-, ODS-, Parquet- oder ZIP-Dateien hinein.",
    ),
    "datei_nicht_lesbar": (
        "Die Datei lässt sich nicht öffnen.",
        "Schließen Sie sie in anderen Programmen und prüfen Sie, ob Sie Zugriff haben.",
    ),
    "datei_ausserhalb": (
        "Die Datei liegt nicht im Ordner der bericht.toml.",
        "Kopieren Sie die Datei dorthin; Verknüpfungen und „..“ sind nicht erlaubt.",
    ),
    "datei_leer": ("Die Datei enthält keine Daten.", EXPORT_AGAIN),
    "datei_zu_gross": (
        "Die Datei ist größer als {limit}.",
        "Teilen Sie sie, etwa nach Monaten, und legen Sie die Teile in einen Ordner.",
    ),
    "datei_unbekanntes_format": ("Die Datei ist {what} und wird nicht gelesen.", SAVE_AS),
    "datei_verschluesselt": (
        "Die Datei ist mit einem Kennwort geschützt.",
        "Speichern Sie sie ohne Kennwort im geschützten Ordner.",
    ),
    "datei_beschaedigt": ("Die Datei ist beschädigt oder unvollständig.", EXPORT_AGAIN),
    "datei_kodierung_gemischt": (
        "In der Datei sind zwei Zeichensätze gemischt (UTF-8 und Windows-1252); Umlaute wären nicht sicher zu lesen.",
        "Exportieren Sie die Datei neu oder speichern Sie sie in einem Editor ganz als UTF-8.",
    ),
    "datei_nullzeichen": ("In der Datei steht ein NUL-Zeichen; sie ist kein reiner Text.", EXPORT_AGAIN),
    "csv_anfuehrungszeichen": (
        "Hier öffnet ein Anführungszeichen, das nicht oder an falscher Stelle schließt.",
        "Berichtigen Sie die Zeile; ein Anführungszeichen im Text wird doppelt geschrieben.",
    ),
    "csv_trennzeichen_unklar": (
        "Das Trennzeichen ist nicht zu erkennen: {what} passen gleich gut.",
        "Speichern Sie die Datei mit Semikolon als Trennzeichen.",
    ),
    "zelle_zu_lang": (
        "Eine Zelle hat mehr als {limit} Zeichen; vielleicht fehlt ein schließendes Anführungszeichen.",
        "Berichtigen oder kürzen Sie die Zelle.",
    ),
    "datei_zu_breit": (
        "Die Tabelle hat mehr als {limit} Spalten.",
        "Löschen Sie die überzähligen Spalten, auch leer scheinende weit rechts.",
    ),
    "datei_zu_viele_zellen": (
        "Die Tabelle reicht über mehr als {limit} Zellen.",
        "Löschen Sie verirrte Einträge weit rechts oder unten, oder speichern Sie die Tabelle als CSV.",
    ),
    "mappe_zu_viele_blaetter": (
        "Die Arbeitsmappe hat mehr als {limit} Blätter.",
        "Löschen Sie die Blätter, die nicht zum Export gehören.",
    ),
    "mappe_ungewoehnlich": (
        "Die Arbeitsmappe ist ungewöhnlich aufgebaut ({what}) und wird nicht gelesen.",
        "Öffnen Sie sie in Excel oder LibreOffice und speichern Sie sie neu als XLSX.",
    ),
    "archiv_bombe": (
        "Die gepackte Datei entpackt sich auf mehr als {limit}.",
        "Sie stammt so nicht aus einer Beratungsplattform; prüfen Sie, woher sie kommt.",
    ),
    "archiv_zu_viele_dateien": ("Die gepackte Datei hat mehr als {limit} Einträge.", "Packen Sie nur den Export."),
    "archiv_unsicher": (
        "In der gepackten Datei steht ein unerlaubter Eintrag ({what}).",
        "Entpacken Sie sie, prüfen Sie den Inhalt und geben Sie die Dateien einzeln an.",
    ),
}


class FileFault(Exception):  # noqa: N818 - a fault of the file, as findings call it; not an error of the program
    """A file that cannot be used.

    Attributes:
        rule: Key of the rule that it breaks.
        message: One German sentence.
        hint: What to do about it.
        file: Name of the file for findings; filled in by ``open_file``.
        sheet: Name of the worksheet, empty if there is none; filled in likewise.
        row: Row as a spreadsheet shows it, where the fault has one.
    """

    def __init__(self, rule: str, *, row: int | None = None, limit: object = "", what: str = "") -> None:
        message, hint = SENTENCES[rule]
        self.rule, self.row, self.file, self.sheet = rule, row, "", ""
        self._details: dict[str, object] = {"limit": limit, "what": what}
        self.message, self.hint = message.format(limit=limit, what=what), hint
        super().__init__(rule)

    def __str__(self) -> str:
        row = f"Zeile {self.row}" if self.row else ""
        place = ", ".join(part for part in (self.file, self.sheet, row) if part)
        return f"{place}: {self.message}" if place else self.message

    def fields(self) -> dict[str, object]:
        """Return what it takes to raise the same fault in another process: the arguments, and the worksheet."""
        return {"rule": self.rule, "row": self.row, "sheet": self.sheet, **self._details}

    def within(self, file: str, sheet: str = "") -> "FileFault":
        """Name the file and the worksheet, unless they have been named further down."""
        self.file, self.sheet = self.file or file, self.sheet or sheet
        return self
