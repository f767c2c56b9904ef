"""Exporters for nbconvert and for JupyterLab's "Save and Export As": the same documents from the same notebook."""

from typing import Any, ClassVar

from nbconvert.exporters import Exporter

from imreport.errors import ImreportError
from imreport.publication.audit import audit_files
from imreport.publication.data import release_of
from imreport.publication.formats import FORMATS
from imreport.publication.outline import outline


class _DocumentExporter(Exporter):
    """Writes one of our formats from an executed notebook."""

    format: ClassVar[str]

    def from_notebook_node(self, nb: Any, resources: Any = None, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
        """Return the document and nbconvert's resources.

        Raises:
            ImreportError: The notebook was not executed or the document cannot be written.
        """
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        try:
            content = self._audited(nb)
        except ImreportError as error:
            raise SystemExit(f"Fehler: {error.message}\nHinweis: {error.hint}") from error
        return (content.decode() if self.format == "html" else content), resources

    def _audited(self, nb: Any) -> bytes:
        """Make the document and make sure that it says nothing but what was released."""
        parts = outline(nb)
        content = FORMATS[self.format].write(parts)
        audit_files({FORMATS[self.format].file: content}, release_of(parts), notebook=nb)
        return content


class HtmlExporter(_DocumentExporter):
    """``--to imreport-html``."""

    format = "html"
    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Bericht (HTML)"


class WordExporter(_DocumentExporter):
    """``--to imreport-docx``."""

    format = "docx"
    file_extension = ".docx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    export_from_notebook = "Bericht (Word)"


class PdfExporter(_DocumentExporter):
    """``--to imreport-pdf``."""

    format = "pdf"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "Bericht (PDF)"


class ExcelExporter(_DocumentExporter):
    """``--to imreport-xlsx``."""

    format = "xlsx"
    file_extension = ".xlsx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    export_from_notebook = "Bericht (Excel)"
