"""
The async tree. The sync tree is generated from it.
"""
