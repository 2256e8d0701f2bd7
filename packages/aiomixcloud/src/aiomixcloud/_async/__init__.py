"""
What waits.
"""
