# Generated from _async/rest/__init__.py by `nox -s twins`: do not edit.
"""
The service's endpoints, by noun.
"""
