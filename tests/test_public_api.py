"""The public names of the package."""

import ast
from importlib import import_module
from inspect import getdoc

import pytest

import imreport

from .conftest import ROOT

WANTED = {"Parameters", "Release", "chart", "cover", "overview", "passage", "prepare", "table", "ImreportError"}


def imported_for_types() -> dict[str, str]:
    """Public name to its home, as type checkers see it."""
    text = (ROOT / "imreport" / "__init__.py").read_text(encoding="utf-8")
    blocks = [node for node in ast.parse(text).body if isinstance(node, ast.If)]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: node.module or "" for node in imports for alias in node.names}


def test_public_names_are_sorted() -> None:
    assert imreport.__all__ == sorted(imreport.__all__)


def test_public_names_are_complete() -> None:
    assert set(imreport.__all__) == {*imported_for_types(), "__version__"}
    assert set(imreport.__all__) >= WANTED


@pytest.mark.parametrize("name", imported_for_types())
def test_name_is_what_type_checkers_see(name: str) -> None:
    assert getattr(imreport, name) is getattr(import_module(imported_for_types()[name]), name)


@pytest.mark.parametrize("name", [name for name in imreport.__all__ if name != "__version__"])
def test_name_has_a_docstring(name: str) -> None:
    assert len(getdoc(getattr(imreport, name)) or "") > 20


def test_version_is_that_of_the_distribution() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    assert f'version = "{imreport.__version__}"' in lines


@pytest.mark.parametrize("name", ["charts", "Config", "__path", "release"])
def test_unknown_name_is_an_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'imreport' has no attribute '{name}'"):
        getattr(imreport, name)


def test_no_public_name_gives_case_rows() -> None:
    assert {"CaseTables", "load_cases", "release_cases", "INDICATORS"}.isdisjoint(imreport.__all__)
