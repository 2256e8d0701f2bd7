"""
The shell: sends, waits, locks and iterates.

The tree ``_sync`` is generated from this one, save for ``runtime.py``.
"""
