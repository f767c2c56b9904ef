"""Stage 5: the executed notebook becomes documents: HTML, Word, PDF, Excel, CSV and pictures.

``run`` executes the notebook with papermill, ``outline`` reads the blocks back out of it, one module per format
writes it, ``folder`` swaps the finished results in, ``manifest`` says what they were made from.
"""
