"""The limits of the project's style, measured on the code itself."""

import ast
import doctest
import io
import json
import statistics
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

from .conftest import ROOT

PACKAGE = ROOT / "imreport"
HEAVY = ("pandas", "numpy", "matplotlib", "papermill", "duckdb", "pydantic", "click", "jinja2", "babel")
LAYOUT = (
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
)  # fmt: skip
CALLED_BY_FRAMEWORKS = {"_repr_mimebundle_", "_show", "_counted", "_form"}
"""Functions whose arguments Jupyter or a Jinja filter decides; click's and the context managers' are recognised."""

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Function:
    """A function or method of the package."""

    place: str
    node: FunctionNode
    lines: int

    @property
    def is_public(self) -> bool:
        return not self.node.name.startswith("_")

    @property
    def is_callback(self) -> bool:
        """Whether its arguments are decided by a framework: click, a protocol of Python, Jupyter."""
        decorators = [ast.unparse(decorator) for decorator in self.node.decorator_list]
        is_command = any(".command(" in decorator for decorator in decorators)
        return is_command or self.node.name in {"__exit__", *CALLED_BY_FRAMEWORKS}

    @property
    def positional(self) -> list[str]:
        arguments = self.node.args
        names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        return [name for name in names if name not in ("self", "cls")]

    @property
    def arguments(self) -> list[str]:
        return [*self.positional, *(argument.arg for argument in self.node.args.kwonlyargs)]


def modules(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def code_lines(path: Path) -> frozenset[int]:
    """The numbers of the lines that hold code: neither blank nor comment alone."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    spans = (range(token.start[0], token.end[0] + 1) for token in tokens if token.type not in LAYOUT)
    return frozenset(chain.from_iterable(spans))


@cache
def functions() -> tuple[Function, ...]:
    return tuple(
        Function(f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}", node, length(path, node))
        for path in modules() for node in ast.walk(tree(path)) if isinstance(node, FunctionNode)
    )  # fmt: skip


def length(path: Path, node: FunctionNode) -> int:
    """Lines of code of a function: signature and body, without docstring, comments and blank lines."""
    doc = node.body[0] if ast.get_docstring(node) is not None else None
    prose = range(doc.lineno, (doc.end_lineno or doc.lineno) + 1) if doc else ()
    return len(code_lines(path).intersection(range(node.lineno, (node.end_lineno or 0) + 1)).difference(prose))


def percentile(numbers: list[int], percent: int) -> float:
    return statistics.quantiles(numbers, n=100, method="inclusive")[percent - 1]


def test_functions_are_short() -> None:
    lengths = [function.lines for function in functions()]
    assert len(lengths) > 300
    assert statistics.median(lengths) <= 8
    assert percentile(lengths, 90) <= 20


def test_no_function_is_long() -> None:
    assert [f"{function.place}: {function.lines}" for function in functions() if function.lines > 40] == []


def test_modules_are_small() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert statistics.median(sizes.values()) <= 120
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_five_arguments_at_most() -> None:
    crowded = [function for function in functions() if len(function.arguments) > 5 and not function.is_callback]
    assert [function.place for function in crowded] == []


@pytest.mark.parametrize("public", [True, False], ids=["public", "private"])
def test_arguments_after_the_second_have_names(*, public: bool) -> None:
    found = [f for f in functions() if f.is_public is public and len(f.positional) > 2 and not f.is_callback]
    assert not found, "\n".join(f"{function.place}({', '.join(function.positional)})" for function in found)


def public_nodes(path: Path) -> Iterator[tuple[str, ast.Module | ast.ClassDef | FunctionNode]]:
    """A module, its public classes and functions, and the public methods of those classes."""
    name = path.relative_to(ROOT).as_posix()
    yield name, tree(path)
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | FunctionNode) and not node.name.startswith("_"):
            yield f"{name} {node.name}", node
            methods = node.body if isinstance(node, ast.ClassDef) else []
            yield from (
                (f"{name} {node.name}.{method.name}", method)
                for method in methods if isinstance(method, FunctionNode) and not method.name.startswith("_")
            )  # fmt: skip


def test_everything_public_has_a_docstring() -> None:
    found = [entry for path in modules() for entry in public_nodes(path)]
    assert len(found) > 400
    assert [name for name, node in found if not ast.get_docstring(node)] == []


def test_everything_has_types() -> None:
    bare = [f.place for f in functions() if f.node.returns is None and f.node.name != "__init__"]
    assert bare == []


def with_examples() -> list[str]:
    paths = [path for path in modules() if ">>>" in path.read_text(encoding="utf-8")]
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]


def test_there_are_examples() -> None:
    assert {"imreport.german", "imreport.errors", "imreport.parameters"} <= set(with_examples())


@pytest.mark.parametrize("name", with_examples())
def test_examples_are_true(name: str) -> None:
    result = doctest.testmod(import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


@cache
def import_graph() -> dict[str, frozenset[str]]:
    """Module to the modules of the package that it imports, anywhere in it but for type checking."""
    import grimp

    graph = grimp.build_graph("imreport", exclude_type_checking_imports=True, cache_dir=None)
    return {module: frozenset(graph.find_modules_directly_imported_by(module)) for module in graph.modules}


def test_no_module_imports_itself_in_a_circle() -> None:
    assert len(import_graph()) > 90
    TopologicalSorter(import_graph()).prepare()


def test_import_depth() -> None:
    """The longest chain of imports between the parts of the package; what a function imports when called counts not."""
    graph = parts_graph()
    depths: dict[str, int] = {}
    for part in TopologicalSorter(graph).static_order():
        depths[part] = max((depths[below] + 1 for below in graph.get(part, ())), default=0)
    assert depths["disclosure"] > depths["indicators"] > depths["cases"] > depths["errors"] == 0
    assert {part: depth for part, depth in depths.items() if depth > 6} == {}


def parts_graph() -> dict[str, set[str]]:
    """Part of the package (a stage or a module at the top) to the parts it imports when it is loaded."""
    graph: dict[str, set[str]] = {}
    for path in modules():
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        graph.setdefault(part, set()).update(imported_parts(path) - {part})
    return graph


def imported_parts(path: Path) -> set[str]:
    nodes = [node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    names = [f"{node.module}.{alias.name}".split(".") for node in froms for alias in node.names]
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    return {name[1] for name in names if name[0] == "imreport" and name[1] in parts}


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import json, sys, imreport; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "imreport" in loaded
    assert loaded.isdisjoint(HEAVY)


def all_tests() -> list[FunctionNode]:
    nodes = [node for path in modules(ROOT / "tests") for node in ast.walk(tree(path))]
    return [node for node in nodes if isinstance(node, FunctionNode) and node.name.startswith("test_")]


def test_tests_are_short() -> None:
    lengths = [(node.end_lineno or 0) - node.lineno + 1 for node in all_tests()]
    assert len(lengths) > 200
    assert statistics.median(lengths) <= 12


def test_few_fixtures_are_shared() -> None:
    nodes = [node for node in tree(ROOT / "tests" / "conftest.py").body if isinstance(node, FunctionNode)]
    fixtures = [node.name for node in nodes if any("fixture" in ast.unparse(d) for d in node.decorator_list)]
    assert 1 <= len(fixtures) <= 8


LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
COMMANDS = {
    "ruff check": [sys.executable, "-m", "ruff", "check", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "mypy": [sys.executable, "-m", "mypy"],
    "lint-imports": [sys.executable, "-c", LINT_IMPORTS],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_checker_is_content(name: str) -> None:
    done = subprocess.run(COMMANDS[name], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
