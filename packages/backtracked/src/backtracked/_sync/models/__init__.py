# Generated from _async/models/__init__.py by `nox -s twins`: do not edit.
"""
The models. Those with methods that wait have a twin in the sync tree.
"""
