"""
The models with methods that wait.
"""
