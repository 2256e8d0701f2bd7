"""
Actions on the sandbox: each changes the world, and publishes events.

The endpoints check rights before they call an action; scripted users have every right.
"""
