"""
The service's endpoints, by noun.
"""
