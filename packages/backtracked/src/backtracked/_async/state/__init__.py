# No twin: only what listens to events has a state that follows them.
"""
What the events of a channel change, by noun.

Each function reads one kind of event: it brings rooms, members and users up to
date first, and has the handlers called then.
"""
