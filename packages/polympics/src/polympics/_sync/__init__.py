# Generated from _async/__init__.py by `nox -s twins`: do not edit.
"""
The async tree. The sync tree is generated from it.
"""
