"""The voice: what is said and when, and a process of its own that says it."""
