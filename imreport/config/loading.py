"""Finding and reading bericht.toml; a mistake in it is answered in German, with place and suggestion."""

import os
import tomllib
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from imreport.config.explaining import TOML_HINT, explain, place_in_toml
from imreport.config.sections import FILE_NAME, Config
from imreport.errors import ConfigError

ENVIRONMENT: Final = "IMREPORT_CONFIG"


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
        raise ConfigError(f"„{path.name}“ ist kein gültiges TOML: {place_in_toml(str(error))}.", TOML_HINT) from None
    except ValidationError as error:
        raise explain(path.name, error.errors(), raw=raw) from None
