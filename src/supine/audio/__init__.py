"""Bells, tones, the breath wave and recordings, as they are heard."""
