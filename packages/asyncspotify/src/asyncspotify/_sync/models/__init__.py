# Generated from _async/models/__init__.py by `nox -s twins`: do not edit.
"""
The models with methods that wait.
"""
