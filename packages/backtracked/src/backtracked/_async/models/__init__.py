"""
The models. Those with methods that wait have a twin in the sync tree.
"""
