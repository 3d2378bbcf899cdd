"""What is usual where the person lives."""

from __future__ import annotations

from PySide6.QtCore import QLocale

LETTER = {
    "BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE",
}  # fmt: skip
"""Where paper is Letter, not A4: from Unicode's CLDR, `paperSize`."""


def uses_inches(locale: QLocale | None = None) -> bool:
    """Return whether people measure in inches and feet there, by default where this computer is."""
    system = (locale or QLocale.system()).measurementSystem()
    return system != QLocale.MeasurementSystem.MetricSystem


def first_weekday(locale: QLocale | None = None) -> int:
    """Return with which day weeks begin there: 0 is Monday, as in `datetime`."""
    return (locale or QLocale.system()).firstDayOfWeek().value - 1


def uses_letter(locale: QLocale | None = None) -> bool:
    """Return whether people print on Letter there, and not on A4."""
    here = locale or QLocale.system()
    return QLocale.territoryToCode(here.territory()) in LETTER


def uses_decimal_comma(locale: QLocale | None = None) -> bool:
    """Return whether people there write 1,5 and not 1.5."""
    return (locale or QLocale.system()).decimalPoint() == ","
