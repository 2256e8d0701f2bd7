"""
The models without methods that wait.
"""
