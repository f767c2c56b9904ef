"""The text that a page or graphic of a PDF draws, by the marks of its structure; fonts say which letters glyphs are."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

CODE: Final = re.compile(rb"<([0-9A-Fa-f\s]+)>")
SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
VISIBLE: Final = re.compile(r"\w")
"""What is drawn under another text counts, too, unless it is a mere hyphen."""
UNMARKED: Final = -1
SHOWING: Final = frozenset(("Tj", "TJ", "'", '"'))
MOVING: Final = frozenset(("BT", "Td", "TD", "T*", "'", '"'))
READ: Final = " ".join(sorted(SHOWING | MOVING | {"BDC", "BMC", "EMC", "Tf"}))
"""What is read of a page; nearly all else are the lines of its charts."""


def drawn(page: Any) -> dict[int, str]:
    """Return mark to text; what has no mark, such as header and footer, stands under numbers below zero.

    Args:
        page: A page, or a graphic embedded in one.
    """
    import pikepdf

    texts: dict[int, list[str]] = defaultdict(list)
    fonts = {name: _Font(font) for name, font in dict(page.get("/Resources", {}).get("/Font", {})).items()}
    font, marks, spoken, below = _Font({}), [UNMARKED], [False], UNMARKED
    instructions: Any = pikepdf.parse_content_stream(page, READ)
    for operands, operator in instructions:
        name = str(operator)
        if name in ("BDC", "BMC"):
            below -= 1
            instead = _actual_text(operands)
            own = marks[-1] if marks[-1] >= 0 or instead else below
            marks.append(_mark(operands, page, otherwise=own))
            spoken.append(spoken[-1] or bool(instead))
            texts[marks[-1]] += instead
        elif name == "EMC" and len(marks) > 1:
            marks.pop()
            spoken.pop()
        elif name == "Tf":
            font = fonts.get(str(operands[0]), font)
        if name in MOVING and not spoken[-1]:
            texts[marks[-1]].append(" ")
        if name in SHOWING:
            pieces = list(map(font.decode, _shown(operands[-1])))
            texts[below if spoken[-1] else marks[-1]] += pieces if not spoken[-1] else filter(VISIBLE.search, pieces)
    return {mark: text for mark, pieces in texts.items() if (text := "".join(pieces)).strip()}


def _properties(operands: Any, page: Any) -> Any:
    """Return the properties of a mark, which may stand among the resources."""
    import pikepdf

    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = page.get("/Resources", {}).get("/Properties", {}).get(str(properties))
    return properties if isinstance(properties, pikepdf.Dictionary) else {}


def _mark(operands: Any, page: Any, *, otherwise: int) -> int:
    return int(_properties(operands, page).get("/MCID", otherwise))


def _actual_text(operands: Any) -> list[str]:
    """Return the text in place of what follows."""
    import pikepdf

    properties: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
    return [str(properties["/ActualText"])] if "/ActualText" in properties else []


def _shown(operand: Any) -> Iterator[bytes]:
    import pikepdf

    many = operand if isinstance(operand, pikepdf.Array) else [operand]
    return (bytes(piece) for piece in many if isinstance(piece, pikepdf.String))


class _Font:
    """Turns the codes of a font into letters."""

    def __init__(self, font: Any) -> None:
        self._wide = font.get("/Subtype") == "/Type0"
        self._letters = dict(_letters(font["/ToUnicode"].read_bytes())) if "/ToUnicode" in font else {}

    def decode(self, codes: bytes) -> str:
        """Return the text of a string of codes."""
        if not self._letters:
            return codes.decode("utf-16-be" if self._wide else "cp1252", "replace")
        step = 2 if self._wide else 1
        numbers = (int.from_bytes(codes[place : place + step]) for place in range(0, len(codes), step))
        return "".join(self._letters.get(number, "\ufffd") for number in numbers)


def _letters(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Yield code and letters of a font's table."""
    number = partial(int, base=16)
    for kind, body in SECTION.findall(cmap):
        if kind == b"bfchar":
            codes = CODE.findall(body)
            yield from ((number(code), _text(letters)) for code, letters in zip(codes[::2], codes[1::2], strict=False))
            continue
        for first, last, target in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(<[^>]*>|\[[^\]]*\])", body):
            targets = CODE.findall(target)
            for step, code in enumerate(range(number(first), number(last) + 1)):
                letters = _text(targets[min(step, len(targets) - 1)])
                yield code, letters if len(targets) > 1 else letters[:-1] + chr(ord(letters[-1]) + step)


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace") or "\ufffd"
