"""A whole example project: the sample export, a commented bericht.toml, its internal copy, and the notebooks."""

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Final

from imreport.demo import write_export
from imreport.errors import DocumentError

CONFIG: Final = "bericht.toml"
SALT: Final = "salz.txt"
INTERNAL_CONFIG: Final = "bericht_intern.toml"
INTERNAL_HEAD: Final = """# Für interne Fassungen mit ungeschützten Zahlen, nur für den Dienstgebrauch:
#     imreport report bericht_intern.toml --profile intern
# Gleich wie bericht.toml, aber nichtöffentlich und ohne Sitzung.
#
"""


def write_project(folder: Path) -> list[Path]:
    """Write the example into an empty or new folder.

    Returns:
        The files, in the order in which a newcomer reads them.

    Raises:
        DocumentError: The folder holds something already, or cannot be written.
    """
    from imreport.publication.run import notebooks_folder

    name = folder.resolve().name
    if folder.exists() and any(folder.iterdir()):
        raise DocumentError(f"„{name}“ ist nicht leer.", "Wählen Sie einen neuen Ordner.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (CONFIG, SALT):
            (folder / name).write_bytes(files(__package__).joinpath(name).read_bytes())
        (folder / INTERNAL_CONFIG).write_bytes(_internal((folder / CONFIG).read_text(encoding="utf-8")).encode())
        notebooks = [Path(shutil.copy(path, folder)) for path in sorted(notebooks_folder().glob("*.ipynb"))]
        return [folder / CONFIG, folder / INTERNAL_CONFIG, *notebooks, *write_export(folder), folder / SALT]
    except OSError as error:
        raise DocumentError(f"„{name}“ lässt sich nicht schreiben.", "Prüfen Sie die Schreibrechte.") from error


def _internal(config: str) -> str:
    """Return the configuration of an internal paper: not public, and not for a session."""
    return INTERNAL_HEAD + config.replace("\noeffentlich = true ", "\noeffentlich = false").replace(
        "\nsitzung_am = ", "\n# sitzung_am = "
    )
