"""Painting: functions of (painter, rect, values, theme)."""
