"""The voice: what is said and when, and a worker process that says it."""
