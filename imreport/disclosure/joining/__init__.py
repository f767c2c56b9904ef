"""Joining: the tables of a report and of earlier editions become one problem over common base cells.

``source`` asks the case tables, ``base`` gives the base cells, ``sheets`` says what a table states about them,
``linking`` puts it all together with ``joint``, ``pieces``, ``editions`` and ``reconciling``.
"""
