# Generated from _async/__init__.py by `nox -s twins`: do not edit.
"""
What waits. The sync tree is generated from this one, the socket excepted.
"""
