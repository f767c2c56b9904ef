"""The salt: random bytes that decide what chance decides in the protection; whoever knows them can undo it."""

import secrets
from pathlib import Path
from typing import Final

from imreport.cases.secretfile import keep_secret
from imreport.errors import ConfigError

SALT_BYTES: Final = 32
PUBLIC_SALT: Final = b"oeffentlich, nur fuers Beispiel!"
"""The salt of the sample, known to everybody."""

HEADER: Final = (
    "# Salz der Geheimhaltung: geheim. Nicht weitergeben, nicht veröffentlichen, nicht ändern, nicht löschen.\n"
    "# Gehört zum Veröffentlichungsregister; wer eines sichert, sichert beide.\n"
)


def read_salt(path: Path, *, real: bool = False) -> bytes:
    """Read the salt; if the file is missing, make it, readable for its owner alone.

    Args:
        path: The file: 64 hexadecimal digits; lines that begin with ``#`` explain.
        real: Whether the data are about real people. Then the public salt of the sample is refused.

    Returns:
        32 bytes. They belong into no output and no message.

    Raises:
        ConfigError: The file cannot be made or read, holds no salt, or holds the public one for real data.
    """
    fresh = f"{HEADER}{secrets.token_hex(SALT_BYTES)}\n".encode()
    try:
        salt = _parse(keep_secret(path, fresh))
    except OSError:
        hint = "Prüfen Sie die Schreibrechte und [geheimhaltung] salz in bericht.toml."
        raise ConfigError(f"Das Salz „{path.name}“ lässt sich nicht lesen oder anlegen.", hint) from None
    except ValueError:
        hint = "Spielen Sie die letzte Sicherung der Datei ein: Der Schutz muss zu früheren Berichten passen."
        raise ConfigError(f"Das Salz „{path.name}“ ist beschädigt.", hint) from None
    if real and salt == PUBLIC_SALT:
        hint = "Löschen Sie diese Datei; der nächste Lauf legt ein eigenes, geheimes Salz an."
        raise ConfigError(f"„{path.name}“ ist das öffentliche Salz des Beispiels, die Daten sind echt.", hint)
    return salt


def _parse(content: bytes) -> bytes:
    """Return the bytes that the file's digits stand for.

    Raises:
        ValueError: They are not 64 hexadecimal digits.
    """
    lines = (line.strip() for line in content.decode("utf-8-sig").splitlines())
    salt = bytes.fromhex("".join(line for line in lines if not line.startswith("#")))
    if len(salt) != SALT_BYTES:
        raise ValueError(len(salt))
    return salt
