"""Stage 5: the executed notebook becomes documents: HTML, Word, PDF, Excel, CSV and pictures.

``run`` executes the notebook with papermill, ``outline`` reads the blocks back out of it, one module per format
writes it, ``manifest`` says what it was made from, ``audit`` reads all of it back, ``folder`` swaps it in.
"""
