"""The settings of the journal: its folder, what is in it, several computers, delete all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from supine.journal.journal import Held
from supine.language import translate, with_commas
from supine.settings.declaration import Settings
from supine.ui import words
from supine.ui.pages.setting_card import SettingCard
from supine.ui.widgets.file_choice import folder_to_use
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.labels import plain_label, push_button

MOST_NAMED = 6
"""The most files of computers that are named."""


class JournalCard(SettingCard):
    """Where the journal is and what is in it."""

    looked = Signal()
    """The card is shown: it wants to know what the journal holds."""
    folder_chosen = Signal(object)
    """The journal is to be in this folder, a path, or with None in the usual one."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._folder = Path()
        self.state = plain_label("", "", wraps=True)
        self.warnings = plain_label("", "warning", wraps=True)
        for label in (self.state, self.warnings):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(label)
            label.hide()
        self.choose = push_button(self.tr("Choose another folder …"), self._ask)
        self.usual = push_button(self.tr("Back to the usual folder"), self._ask_usual)
        self.usual.hide()
        self.column.addLayout(Flow(self.choose, self.usual))
        note = self.tr(
            "For more than one computer, choose a folder that Syncthing, Nextcloud or such a "
            "program keeps the same on all of them, or one on a stick, and choose it on each "
            "computer. Each writes only its own file there, and all show the whole journal. A "
            "journal that is there already is joined: nothing is overwritten. Supine itself sends "
            "nothing anywhere."
        )
        self.column.addWidget(plain_label(note, "soft", wraps=True))
        self.add_check("share_sequences", self.tr("Keep my own sequences there, too"))
        self.add_note(self._sequences_words)
        self.add_check("count_days", self.tr("Say on how many days in a row I practised"))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what the journal holds."""
        super().showEvent(event)
        self.looked.emit()

    def show_held(self, held: Held) -> None:
        """Show what the journal holds."""
        self._folder = held.folder
        where = (
            self.tr("It is in the usual folder of this computer: {folder}")
            if held.is_usual
            else self.tr("It is in {folder}")
        ).format(folder=held.folder)
        lines = [where, _contents(held), *self._files(held)]
        self.state.setText(words.in_order("\n".join(lines)))
        self.state.show()
        warnings = self._warnings(held)
        self.warnings.setText(words.in_order("\n".join(warnings)))
        self.warnings.setVisible(bool(warnings))
        self.usual.setVisible(not held.is_usual)

    def _ask(self) -> None:
        title = self.tr("Where shall the journal be?")
        start = self._folder if self._folder.is_dir() else Path.home()
        if (chosen := folder_to_use(self, title, start)) is not None:
            self.folder_chosen.emit(chosen)

    def _ask_usual(self) -> None:
        # the button goes, and the focus must not go with it
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.folder_chosen.emit(None)

    def _files(self, held: Held) -> list[str]:
        """Return a line for each file that another computer has written, or that is a copy."""
        others = {name: n for name, n in held.computers.items() if name != held.computer}
        if not others:
            return []
        named = {held.computer: held.computers.get(held.computer, 0), **others}
        lines = [
            (
                translate(
                    "JournalCard",
                    "{name}, the file of this computer: %n entry|"
                    "{name}, the file of this computer: %n entries",
                    n=count,
                )
                if name == held.computer
                else translate(
                    "JournalCard",
                    "{name}: %n entry|{name}: %n entries",
                    "the file of another computer",
                    n=count,
                )
            ).format(name=name)
            for name, count in list(named.items())[:MOST_NAMED]
            if name
        ]
        if len(named) > MOST_NAMED:
            more = len(named) - MOST_NAMED
            lines.append(translate("JournalCard", "and %n more file|and %n more files", n=more))
        return lines

    def _warnings(self, held: Held) -> list[str]:
        lines = []
        if not held.is_there:
            lines.append(
                self.tr(
                    "That folder is not there now. If it is on a stick or another drive, connect "
                    "that. What you save meanwhile waits on this computer."
                )
            )
        if held.unread:
            text = self.tr("Not readable now: {names}.")
            lines.append(text.format(names=with_commas(held.unread[:MOST_NAMED])))
        if held.skipped:
            lines.append(words.skipped_lines(held.skipped))
        if held.newer:
            lines.append(words.newer_entries(held.newer))
        if held.future:
            lines.append(self._future_words(held.future))
        return lines

    def _future_words(self, days: tuple[date, ...]) -> str:
        if days[0] == days[-1]:
            text = translate(
                "JournalCard",
                "Dated in the future: %n entry, on {first}. A computer's clock is or was wrong.|"
                "Dated in the future: %n entries, on {first}. A computer's clock is or was wrong.",
                "on one day",
                n=len(days),
            )
        else:
            text = translate(
                "JournalCard",
                "Dated in the future: %n entry, from {first} to {last}. "
                "A computer's clock is or was wrong.|"
                "Dated in the future: %n entries, from {first} to {last}. "
                "A computer's clock is or was wrong.",
                "from a day to another",
                n=len(days),
            )
        return text.format(first=words.day(days[0]), last=words.day(days[-1]))

    def _sequences_words(self, settings: Settings) -> str:
        if settings.chosen_folder is None:
            return self.tr("This has no effect while the journal is in the usual folder.")
        if settings.shared_sequences is None:
            return ""
        text = self.tr("Your own sequences are in {folder}.")
        return text.format(folder=settings.shared_sequences)


class DeleteCard(SettingCard):
    """Deletes the journal, after a question that says what goes."""

    asked = Signal()
    """The question is shown, and the card has grown."""
    agreed = Signal()
    """The person wants to delete all, and knows what that means."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._held: Held | None = None
        self.text = plain_label("", "", wraps=True)
        self.column.addWidget(self.text)
        self.ask = push_button(self.tr("Delete all …"), self._ask)
        self.keep = push_button(self.tr("Keep my journal"), self._on_kept)
        self.delete = push_button(self.tr("Delete all of it"), self._on_agreed)
        self.column.addLayout(Flow(self.ask, self.keep, self.delete))
        self._show(asks=False)

    def show_held(self, held: Held) -> None:
        """Know what the journal holds."""
        self._held = held
        self._show(asks=not self.keep.isHidden())

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the question back: whoever leaves has not agreed."""
        super().hideEvent(event)
        self._show(asks=False)

    def _show(self, *, asks: bool) -> None:
        held = self._held
        self.ask.setEnabled(held is not None and held.is_there)
        if asks and held is not None:
            self.text.setText("\n".join(self._question(held)))
        else:
            note = self.tr("Removes every entry, for every computer that shares the folder.")
            self.text.setText(note)
        self.ask.setVisible(not asks)
        self.keep.setVisible(asks)
        self.delete.setVisible(asks)

    def _question(self, held: Held) -> list[str]:
        """Return what goes, and what stays in the files of others."""
        if held.days is None:
            text = self.tr(
                "There is no entry now. What was removed before leaves the file as well."
            )
        else:
            text = translate(
                "DeleteCard",
                "Delete the one entry, of {first}? It cannot be brought back.|"
                "Delete all %n entries, from {first} to {last}? They cannot be brought back.",
                n=held.entries,
            )
        first, last = map(words.day, held.days) if held.days else ("", "")
        lines = [text.format(first=first, last=last)]
        lines.append(
            self.tr(
                "This computer's file is emptied, and every computer that shares the folder shows "
                "an empty journal. Copies in a backup, or that a syncing program keeps of old "
                "files, stay."
            )
        )
        own = held.computer or "/"
        lines += [
            translate(
                "DeleteCard",
                "Another computer writes the file of “{name}” (%n entry), so Supine does not "
                "change it here. Delete all on that computer, too, or delete that file yourself.|"
                "Another computer writes the file of “{name}” (%n entries), so Supine does not "
                "change it here. Delete all on that computer, too, or delete that file yourself.",
                n=count,
            ).format(name=name)
            for name, count in held.computers.items()
            if count and not name.startswith(own)
        ]
        return lines

    def _ask(self) -> None:
        self._show(asks=True)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.emit()

    def _on_kept(self) -> None:
        self._show(asks=False)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_agreed(self) -> None:
        self._on_kept()
        self.agreed.emit()


def _contents(held: Held) -> str:
    """Return what is in a journal, such as "214 entries, from 3 March 2019 to 1 May 2026."."""
    if held.days is None and any(held.computers.values()) and not held.newer:
        return translate(
            "JournalCard", "No entry is shown any more. The files still hold what was removed."
        )
    if held.days is None:
        return translate("JournalCard", "There is no entry in it yet.")
    first, last = map(words.day, held.days)
    if first == last:
        text = translate(
            "JournalCard", "%n entry, of {day}.|%n entries, of {day}.", "of one day", n=held.entries
        )
        return text.format(day=first)
    text = translate(
        "JournalCard",
        "%n entry, from {first} to {last}.|%n entries, from {first} to {last}.",
        "from a day to another",
        n=held.entries,
    )
    return text.format(first=first, last=last)
