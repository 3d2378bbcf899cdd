"""Supine, a desktop practice companion."""

__version__ = "0.1.0"

APPLICATION_ID = "app.supine.Supine"
"""How desktops know the program: the name of its desktop entry, its icon and its metainfo."""
