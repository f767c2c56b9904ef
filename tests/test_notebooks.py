"""The notebooks: small cells that only call imreport, nothing stored in them, and they run by plain papermill."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import nbformat
import pytest

import imreport
from imreport.chapters import CHAPTERS
from imreport.parameters import Parameters
from imreport.presentation import MIME

from .conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MAX_LINES = 10
KEYS = re.compile(r"\b(?:[GW]\d{6}|[KH]\d{5}|P\d{4}|S\d{2,4})\b")
"""Keys of consultations, referrals, clients, households, plans and posts in the sample."""
ENCODED = re.compile(r"base64,[A-Za-z0-9+/=]+")
BLOCKS = {"table", "chart", "passage", "omitted", "cover"}
OWN_OUTPUTS = {"report": [], "explore": ["<Release „", "Kennzahl", "count"]}
"""How the outputs that are no blocks begin: the Release itself, the overview, a description of months."""

Notebook = Any
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Notebook:
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]


def code_cells(path: Path) -> list[str]:
    return [cell.source for cell in read(path).cells if cell.cell_type == "code"]


def trees(path: Path) -> Iterator[ast.Module]:
    """The Python of the code cells; passages are prose, lines of magic are left out."""
    for source in code_cells(path):
        if not source.startswith("%%passage"):
            yield ast.parse("\n".join(line for line in source.splitlines() if not line.startswith("%")))


def nodes(path: Path) -> list[ast.AST]:
    return [node for tree in trees(path) for node in ast.walk(tree)]


def parameters_cells(path: Path) -> list[str]:
    return [cell.source for cell in read(path).cells if "parameters" in cell.metadata.get("tags", [])]


def test_report_and_exploring_are_there() -> None:
    assert [path.name for path in NOTEBOOKS] == ["explore.ipynb", "report.ipynb"]


@each_notebook
def test_notebook_is_valid(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)


@each_notebook
def test_kernel_is_named_python3(path: Path) -> None:
    assert read(path).metadata.kernelspec.name == "python3"


@each_notebook
def test_nothing_is_stored(path: Path) -> None:
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


@each_notebook
def test_cells_have_ids_of_their_own(path: Path) -> None:
    ids = [cell.id for cell in read(path).cells]
    assert len(set(ids)) == len(ids)


@each_notebook
def test_parameters_are_those_of_the_class(path: Path) -> None:
    (source,) = parameters_cells(path)
    assigned = {node.targets[0].id: node.value for node in ast.parse(source).body}  # type: ignore[attr-defined]
    assert list(assigned) == [field.name for field in fields(Parameters)]
    assert Parameters.of({name: ast.literal_eval(value) for name, value in assigned.items()}) == Parameters()


@each_notebook
def test_cells_are_short(path: Path) -> None:
    lengths = [len(source.splitlines()) for source in code_cells(path)]
    assert max(lengths) <= MAX_LINES


@each_notebook
def test_nothing_is_defined_or_repeated(path: Path) -> None:
    unwanted = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.comprehension)
    assert not [node for node in nodes(path) if isinstance(node, unwanted)]


@each_notebook
def test_passages_have_no_loops(path: Path) -> None:
    passages = [source for source in code_cells(path) if source.startswith("%%passage")]
    assert passages
    assert not [source for source in passages if re.search(r"{%-?\s*for\b", source)]


@each_notebook
def test_only_imreport_is_imported(path: Path) -> None:
    imports = [node for node in nodes(path) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import imreport"]


@each_notebook
def test_only_public_names_are_used(path: Path) -> None:
    used = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute) and is_imreport(node.value)}
    assert used
    assert used <= set(imreport.__all__)


def is_imreport(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "imreport"


@each_notebook
def test_magic_is_ours(path: Path) -> None:
    lines = [line for source in code_cells(path) for line in source.splitlines() if line.startswith(("%", "!"))]
    chapters = {f"%%passage {chapter}" for chapter in CHAPTERS}
    assert {line.strip() for line in lines} <= {"%load_ext imreport", "%%passage", *chapters}


def chapters() -> list[tuple[str, Any]]:
    """The cells of the report, each with its chapter."""
    here, found = "", []
    for cell in read(ROOT / "notebooks" / "report.ipynb").cells:
        begun = [tag.removeprefix("kapitel-") for tag in cell.metadata.get("tags", []) if tag.startswith("kapitel-")]
        here = begun[0] if begun else here
        found.append((here, cell))
    return found


def test_report_has_every_chapter_once_in_its_order() -> None:
    begun = [tag for _, cell in chapters() for tag in cell.metadata.get("tags", []) if tag.startswith("kapitel-")]
    assert begun == [f"kapitel-{chapter}" for chapter in CHAPTERS]


def test_chapters_begin_with_a_heading() -> None:
    first = [cell for chapter, cell in chapters() if f"kapitel-{chapter}" in cell.metadata.get("tags", [])]
    assert all(cell.source.removeprefix("%%passage zaesur\n").startswith("## ") for cell in first)


def test_headings_are_the_titles_of_the_chapters() -> None:
    headings = {chapter: [] for chapter in CHAPTERS}
    for chapter, cell in chapters():
        headings.get(chapter, []).extend(re.findall(r"(?m)^## (.+)$", cell.source))
    assert all(title.removesuffix("…").strip() in headings[key][-1] for key, title in CHAPTERS.items())


def test_passages_fall_away_with_their_chapter() -> None:
    lines = {(chapter, cell.source.partition("\n")[0]) for chapter, cell in chapters()}
    passages = {(chapter, line) for chapter, line in lines if line.startswith("%%passage")}
    assert passages == {(chapter, f"%%passage {chapter}") for chapter, _ in passages}


def test_every_table_of_a_chart_is_in_the_report() -> None:
    text = "\n".join(code_cells(ROOT / "notebooks" / "report.ipynb"))
    shown = {kind: set(re.findall(rf'imreport\.{kind}\(report, "(\w+)"', text)) for kind in ("chart", "map", "table")}
    assert shown["chart"] | shown["map"] <= shown["table"] | {"klienten_team"}  # it is a column of team_table
    assert len(shown["chart"]) > 10


@pytest.fixture(scope="module")
def executed() -> dict[str, Notebook]:
    """Notebooks that papermill has executed, by name."""
    return {}


def run(path: Path, executed: dict[str, Notebook], **parameters: str) -> Notebook:
    """Execute a notebook as ``papermill notebooks/….ipynb out.ipynb`` would, once for its parameters."""
    import papermill

    name = f"{path.stem} {parameters}"
    if name not in executed:
        executed[name] = papermill.execute_notebook(
            str(path), None, parameters=parameters, cwd=str(path.parent), progress_bar=False
        )
    return executed[name]


def outputs(notebook: Notebook) -> list[Any]:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


@pytest.mark.slow
@each_notebook
def test_plain_papermill_runs_it(path: Path, executed: dict[str, Notebook]) -> None:
    shown = outputs(run(path, executed))
    blocks = [output.data[MIME]["kind"] for output in shown if MIME in output.get("data", {})]
    assert {"table", "chart", "passage"} <= set(blocks) <= BLOCKS


@pytest.mark.slow
@each_notebook
def test_every_output_is_one_of_ours(path: Path, executed: dict[str, Notebook]) -> None:
    others = [output for output in outputs(run(path, executed)) if MIME not in output.get("data", {})]
    texts = [output["data"]["text/plain"].lstrip() for output in others]
    assert len(texts) == len(OWN_OUTPUTS[path.stem])
    assert all(text.startswith(begin) for text, begin in zip(texts, OWN_OUTPUTS[path.stem], strict=True))


@pytest.mark.slow
@each_notebook
def test_no_key_of_a_case_is_in_it(path: Path, executed: dict[str, Notebook]) -> None:
    notebook = json.loads(json.dumps(run(path, executed)))
    for output in (output for cell in notebook["cells"] for output in cell.get("outputs", [])):
        output["data"].pop("image/png", None)
    text = ENCODED.sub("", json.dumps(notebook, ensure_ascii=False))
    assert len(text) > 20_000
    assert not KEYS.findall(text)


def test_keys_of_the_sample_have_these_forms() -> None:
    for file in ("beratungsgespraeche", "weiterleitungen", "klienten", "integrationsplaene", "stellen"):
        first = (ROOT / "data" / f"{file}.csv").read_text(encoding="utf-8-sig").splitlines()[1]
        assert KEYS.match(first)


@pytest.mark.slow
def test_papermill_passes_parameters_on(executed: dict[str, Notebook]) -> None:
    notebook = run(ROOT / "notebooks" / "report.ipynb", executed, von="01.01.2019", bis="31.12.2019")
    kinds = [output.data[MIME]["kind"] for output in outputs(notebook)]
    assert "omitted" in kinds
    assert outputs(notebook)[0].data[MIME]["release"]["title"].endswith("im Jahr 2019")


def test_papermill_with_a_misspelt_parameter_fails(executed: dict[str, Notebook]) -> None:
    from papermill.exceptions import PapermillExecutionError

    with pytest.raises(PapermillExecutionError, match="Parameter „bsi“"):
        run(ROOT / "notebooks" / "explore.ipynb", executed, bsi="31.12.2019")
