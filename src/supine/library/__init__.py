"""Sequences on disk: the ones that are included and the person's own."""
