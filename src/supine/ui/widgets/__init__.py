"""Widgets that more than one page uses, or that know nothing of any page."""
