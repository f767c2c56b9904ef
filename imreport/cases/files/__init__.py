"""Files: one file of any format becomes sheets of text; what cannot be trusted is refused with one sentence."""

from imreport.cases.files.expanding import expand
from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.opening import open_file
from imreport.cases.files.sheets import BLANKS, Sheet, is_blank

__all__ = ["BLANKS", "FileFault", "Limits", "Sheet", "expand", "is_blank", "open_file"]
