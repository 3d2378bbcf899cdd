"""What is usual where the person lives."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def uses_inches(locale: QLocale | None = None) -> bool:
    """Return whether people measure in inches and feet there, by default where this computer is."""
    system = (locale or QLocale.system()).measurementSystem()
    return system != QLocale.MeasurementSystem.MetricSystem
