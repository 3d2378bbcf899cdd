"""A window is of one language: Qt's own words, dates and direction follow the program's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import make_translations
import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, QTime
from PySide6.QtWidgets import QApplication

from supine import language
from supine.app.qt_setup import RIGHT_TO_LEFT, speak
from tests.qt import own_language

TRANSLATION = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{name}" sourcelanguage="en">
<context><name>Words</name>
    <message><source>Begin</source><translation>{begin}</translation></message>
</context>
</TS>
"""


@pytest.fixture
def window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[QApplication]:
    """The application in a program with two translations: Arabic and German."""
    for name, begin in (("ar", "ابدأ"), ("de", "Anfangen")):
        source = tmp_path / f"supine_{name}.ts"
        source.write_text(TRANSLATION.format(name=name, begin=begin), "utf-8")
        make_translations.release(source)
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    with own_language(qapp):
        yield qapp
    language.use([])


def cancel() -> str:
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


@pytest.mark.parametrize("system", ["he_IL", "fr_FR", "en_US", "C"])
def test_where_there_is_no_translation_all_is_english(window: QApplication, system: str) -> None:
    QLocale.setDefault(QLocale(system))
    speak(window, QLocale(system))
    assert cancel() == "Cancel"
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert QLocale().standaloneMonthName(3) == "March"
    assert QLocale().toString(1204.5) == "1,204.5"


def test_english_words_keep_the_clock_of_where_one_lives(window: QApplication) -> None:
    evening, short = QTime(18, 30), QLocale.FormatType.ShortFormat
    speak(window, QLocale("fr_FR"))
    assert QLocale().toString(evening, short) == "18:30"
    assert QLocale().toString(QDate(2026, 3, 3), short) == "03/03/2026"
    speak(window, QLocale("ko_KR"))
    assert QLocale().toString(evening, short) == "6:30\u202fpm"


def test_with_a_translation_qt_speaks_it_too(window: QApplication) -> None:
    speak(window, QLocale("de_AT"))
    assert QCoreApplication.translate("Words", "Begin") == "Anfangen"
    assert language.translate("Words", "Begin") == "Anfangen"
    assert cancel() == "Abbrechen"
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_language_from_right_to_left_mirrors_the_window(window: QApplication) -> None:
    speak(window, QLocale("ar_EG"))
    assert language.translate("Words", "Begin") == "ابدأ"
    assert cancel() == "ألغِ"
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_languages_from_right_to_left_are_so_for_qt_too() -> None:
    turned = {QLocale(name).textDirection() for name in RIGHT_TO_LEFT}
    assert turned == {Qt.LayoutDirection.RightToLeft}
