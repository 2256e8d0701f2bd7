"""
What can happen: each action changes the world, and tells the channels.

Who may do what is asked before, by the endpoints; a test's own people may
do everything.
"""
