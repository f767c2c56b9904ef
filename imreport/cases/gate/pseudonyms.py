"""Re-hash keys with a secret that never leaves the county: keys of an export cannot be looked up in the platform."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from imreport.cases.engine import Engine
from imreport.cases.gate.scan import quoted
from imreport.cases.secretfile import keep_secret

SECRET_BYTES = 32
BLOCK_BYTES = 64
DIGITS = 16
HMAC_SQL = f"left(sha256($outer::blob || unhex(sha256($inner::blob || encode(trim({{key}}))))), {DIGITS})"
"""HMAC by its definition (RFC 2104), as DuckDB has SHA-256 but no HMAC: H(K ⊕ opad, H(K ⊕ ipad, key))."""


@dataclass(frozen=True)
class Pseudonymiser:
    """Replaces keys by a keyed hash (HMAC-SHA256): the same secret gives the same keys.

    16 hexadecimal digits are 64 bits: that two of ten million keys share one has a probability of 3 in a million.

    Attributes:
        secret: 32 random bytes; never shown.

    Examples:
        >>> Pseudonymiser(bytes(32))
        Pseudonymiser()
        >>> Pseudonymiser(bytes(32)).key("K00017")
        'cf44c3679c4c49ae'
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_BYTES:
            raise ValueError(f"Das Geheimnis muss {SECRET_BYTES} Bytes lang sein, hat aber {len(self.secret)}.")

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read the secret; if the file is missing, make it, readable for its owner alone.

        Raises:
            ValueError: The file does not hold 32 bytes.
            OSError: The file cannot be made or read.
        """
        return cls(keep_secret(path, secrets.token_bytes(SECRET_BYTES)))

    def key(self, text: str) -> str:
        """Return the pseudonym of one key; blanks around it do not count."""
        return hmac.new(self.secret, text.strip(" ").encode(), hashlib.sha256).hexdigest()[:DIGITS]

    def replace(self, engine: Engine, table: str, *, columns: Sequence[str]) -> None:
        """Replace the keys in text columns of a table (not a view) in place; empty cells stay as they are."""
        block = self.secret.ljust(BLOCK_BYTES, b"\0")
        pads = {"inner": bytes(byte ^ 0x36 for byte in block), "outer": bytes(byte ^ 0x5C for byte in block)}
        for column in map(quoted, columns):
            hashed = HMAC_SQL.format(key=column)
            engine.rows(f"update {table} set {column} = {hashed} where trim({column}) <> ''", **pads)
