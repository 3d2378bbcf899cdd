"""Painting functions, which take a painter, a rectangle, values and a theme."""
