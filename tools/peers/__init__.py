"""
Other clients of Spotify, run against the sandbox: what they expect, it does.

``nox -s peers`` serves the sandbox on loopback, and runs a module of this package for
each client in an environment of its own. The modules import nothing of this
repository.
"""
