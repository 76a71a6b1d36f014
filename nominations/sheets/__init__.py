"""A unit's list of nominees in a file, read: plain bytes in, plain rows out.

Knows no model and opens no document by itself: what Excel, LibreOffice or Word wrote is read by `child.py` in a process
of its own with little memory and little time. `gate.py` says what may come in, `tables.py` finds the lists in it.
"""
