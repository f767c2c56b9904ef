"""bericht.toml: what a clerk sets for a report, read, checked and answered for in German.

``sections`` and ``optional`` say what may stand in it, ``loading`` finds and reads it, ``explaining`` says what is
wrong. docs/bericht-toml.md explains every key.
"""

from imreport.config.loading import ENVIRONMENT, find_config, load_config
from imreport.config.optional import CostSection, FundingSection
from imreport.config.section import Section
from imreport.config.sections import Config, DataSection, Files, SourceSection

__all__ = [
    "ENVIRONMENT",
    "Config",
    "CostSection",
    "DataSection",
    "Files",
    "FundingSection",
    "Section",
    "SourceSection",
    "find_config",
    "load_config",
]
