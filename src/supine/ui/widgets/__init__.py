"""Widgets that more than one page uses, or that depend on no page."""
