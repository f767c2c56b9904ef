"""A whole example project: the sample export, a commented bericht.toml and the notebooks, ready to adapt."""

import shutil
from importlib.resources import files
from pathlib import Path

from imreport.demo import write_export
from imreport.errors import DocumentError

CONFIG = "bericht.toml"
SALT = "salz.txt"


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
        notebooks = [Path(shutil.copy(path, folder)) for path in sorted(notebooks_folder().glob("*.ipynb"))]
        return [folder / CONFIG, *notebooks, *write_export(folder), folder / SALT]
    except OSError as error:
        raise DocumentError(f"„{name}“ lässt sich nicht schreiben.", "Prüfen Sie die Schreibrechte.") from error
