"""
The JSON of the service's responses and events.
"""
