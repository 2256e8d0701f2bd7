"""
The JSON of the service's answers and events.
"""
