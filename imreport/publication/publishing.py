"""Publishing: a finished report is looked over once more and entered in the ledger of published numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from imreport.config import Config
from imreport.disclosure import Release
from imreport.disclosure.ledger import AGAIN, append, digest, read_ledger
from imreport.errors import DisclosureError, LedgerError
from imreport.parameters import PUBLIC
from imreport.publication.audit import audit
from imreport.publication.folder import refuse_open_documents
from imreport.publication.manifest import file_sha256, read_manifest
from imreport.publication.report import NOTEBOOK, RELEASE

UNTOUCHED: Final = (RELEASE, NOTEBOOK, "kennzahlen.csv")
"""What nobody may have edited since the report was made; the last one is there only if that format was asked for."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of a report.

    Attributes:
        ledger: The ledger.
        number: The number of its edition there.
        is_new: Whether it was entered now; otherwise the same numbers were in the ledger already.
    """

    ledger: Path
    number: int
    is_new: bool


def publish(folder: Path, config: Config) -> Publication:
    """Enter a report in the ledger.

    Args:
        folder: The folder of results that ``imreport report`` wrote.
        config: The bericht.toml that the report was made from; it may have been changed since.

    Raises:
        DisclosureError: The folder is no report of ours, was changed where it must not be, is not for the public, or
            does not belong to this bericht.toml; or a number in its documents is not released.
        LedgerError: The ledger is missing or damaged, has changed since the report was made, or cannot be written.
        DocumentError: A document of the folder is open.
    """
    manifest = _manifest(folder)
    refuse_open_documents(folder)
    _require_untouched(folder, manifest)
    release = Release.load(folder / RELEASE)
    _require_public(release)
    _require_config(config, release, manifest=manifest)
    _require_ledger(config.ledger, manifest)
    audit(folder, release)
    before = len(read_ledger(config.ledger))
    edition = append(config.ledger, release, expected=manifest["register"])
    return Publication(config.ledger, edition.number, is_new=len(read_ledger(config.ledger)) > before)


def _manifest(folder: Path) -> Mapping[str, Any]:
    name, manifest = folder.resolve().name, read_manifest(folder)
    if not manifest:
        hint = (
            "Nennen Sie den Ordner, den „imreport report“ geschrieben hat, zum Beispiel output/2018-02-01_2021-02-28."
        )
        raise DisclosureError(f"„{name}“ enthält keinen Bericht von imreport.", hint)
    if RELEASE not in manifest["ausgaben"] or "register" not in manifest:
        raise DisclosureError(f"Der Bericht in „{name}“ stammt aus einer älteren Version von imreport.", AGAIN)
    return manifest


def _require_untouched(folder: Path, manifest: Mapping[str, Any]) -> None:
    recorded = manifest["ausgaben"]
    for name in UNTOUCHED:
        path = folder / name
        if not path.is_file() and name in recorded:
            raise DisclosureError(f"In „{folder.resolve().name}“ fehlt „{name}“.", AGAIN)
        if path.is_file() and file_sha256(path) != recorded.get(name):
            message = (
                f"„{name}“ in „{folder.resolve().name}“ ist nicht mehr so, wie „imreport report“ es geschrieben hat."
            )
            raise DisclosureError(message, AGAIN)


def _require_public(release: Release) -> None:
    if release.profile != PUBLIC:
        hint = f"Veröffentlicht wird nur das Profil „{PUBLIC}“: „imreport report --profile {PUBLIC}“."
        message = f"Der Bericht hat das Profil „{release.profile}“ und darf nicht veröffentlicht werden."
        raise DisclosureError(message, hint)


def _require_config(config: Config, release: Release, *, manifest: Mapping[str, Any]) -> None:
    """Compare name and county: dates, form and facts may have been changed since."""
    if config.path.name not in manifest["eingaben"] or config.report.county != release.county:
        hint = "Nennen Sie die richtige mit --config BERICHT.TOML oder wechseln Sie in ihren Ordner."
        raise DisclosureError(f"Der Bericht wurde nicht mit dieser Datei „{config.path.name}“ erstellt.", hint)


def _require_ledger(ledger: Path, manifest: Mapping[str, Any]) -> None:
    if manifest["register"] and not digest(ledger):
        hint = "Spielen Sie die letzte Sicherung ein, oder berichtigen Sie [geheimhaltung] register in bericht.toml."
        message = f"Das Veröffentlichungsregister „{ledger.name}“, das es beim Erstellen des Berichts gab, fehlt."
        raise LedgerError(message, hint)
