"""From the case export to the committee's report.

::

    export files ──readers──▶ raw tables ──schema, checks──▶ CaseTables + findings
    CaseTables ──INDICATORS──▶ Kennzahlen ──disclosure──▶ Release (publishable numbers only)
    Release ──charts, tables, passages──▶ blocks, one per notebook output
    notebook + parameters ──papermill──▶ executed notebook
    executed notebook ──outline──▶ HTML · Word · PDF · Excel · CSV

In a notebook::

    %load_ext imreport
    report = imreport.prepare(imreport.Parameters.of({"bis": "2020-12-31"}))
    imreport.chart(report, "themen")

Importing the package loads nothing heavy; names are fetched on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from imreport.disclosure import Release, prepare
    from imreport.errors import ImreportError
    from imreport.parameters import Parameters
    from imreport.presentation import chart, passage, table
    from imreport.presentation.blocks import cover
    from imreport.presentation.comparing import changes, comparison, comparison_chart
    from imreport.presentation.maps import map  # noqa: A004 - its public name
    from imreport.presentation.overview import overview
    from imreport.presentation.teams import team_table

__version__: Final = "0.1.0"

__all__ = [
    "ImreportError",
    "Parameters",
    "Release",
    "__version__",
    "changes",
    "chart",
    "comparison",
    "comparison_chart",
    "cover",
    "map",
    "overview",
    "passage",
    "prepare",
    "table",
    "team_table",
]

_HOMES: Final = {
    "ImreportError": "imreport.errors",
    "Parameters": "imreport.parameters",
    "Release": "imreport.disclosure",
    "changes": "imreport.presentation.comparing",
    "chart": "imreport.presentation",
    "comparison": "imreport.presentation.comparing",
    "comparison_chart": "imreport.presentation.comparing",
    "cover": "imreport.presentation.blocks",
    "map": "imreport.presentation.maps",
    "overview": "imreport.presentation.overview",
    "passage": "imreport.presentation",
    "prepare": "imreport.disclosure",
    "table": "imreport.presentation",
    "team_table": "imreport.presentation.teams",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'imreport' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def load_ipython_extension(shell: Any) -> None:
    """Register the ``%%passage`` magic; called by ``%load_ext imreport``."""
    from imreport.presentation.magics import register

    register(shell)
