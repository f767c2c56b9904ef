"""Comparing: the numbers of the report beside those of a second period or of the report before."""

from imreport.presentation.comparing.charts import comparison_chart, planned_comparison
from imreport.presentation.comparing.tables import changes, comparison
from imreport.presentation.comparing.telling import sentences

__all__ = ["changes", "comparison", "comparison_chart", "planned_comparison", "sentences"]
