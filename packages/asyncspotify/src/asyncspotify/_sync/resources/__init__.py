# Generated from _async/resources/__init__.py by `nox -s twins`: do not edit.
"""
The operations, by what they are about.
"""
