"""Hiding: which numbers must be hidden so that the small ones stay uncertain, and the proof that it is enough.

``model`` says what a reader knows, ``attack`` what he can calculate. ``suppress`` chooses what to hide with the linear
programs of ``solver``, ``exact`` improves on it, ``withholding`` does the same for rounded numbers. Knows no tables.
"""
