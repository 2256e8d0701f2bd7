# Generated from _async/__init__.py by `nox -s twins`: do not edit.
"""
The shell: sends, waits, locks and iterates.

The tree ``_sync`` is generated from this one, save for ``runtime.py``.
"""
