"""
What waits. The sync tree is generated from this one, the socket excepted.
"""
