"""Bells and breath tones, each at its own instant."""
