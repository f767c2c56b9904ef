"""The README's two commands are what CI runs, one line each."""

import re

from .conftest import ROOT


def fences() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block.strip() for block in re.findall(r"^```[a-z]*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)]


def test_one_line_makes_the_report() -> None:
    assert "pip install -c constraints.txt . && imreport report" in fences()


def test_one_line_passes_the_tests() -> None:
    assert 'pip install -c constraints.txt -e ".[test]" && python -m pytest -n logical' in fences()


def test_every_dependency_of_the_outputs_is_pinned() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    for name in ("matplotlib", "pandas", "typst", "pypandoc_binary", "XlsxWriter", "python-docx", "pikepdf", "duckdb"):
        assert re.search(rf"^{name}==\d", pins, flags=re.MULTILINE | re.IGNORECASE), name


def test_constraints_name_no_address() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")
