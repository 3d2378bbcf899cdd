"""Supine, a desktop practice companion."""

__version__ = "0.1.0"
