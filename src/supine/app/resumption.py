"""Offers to go on where a practice was interrupted; the journal gets what is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from supine.app.journal_writer import JournalWriter
from supine.app.notices import Notices
from supine.app.place_keeper import Found, PlaceKeeper
from supine.core.pace import Pace
from supine.language import translate
from supine.library.reader import Book
from supine.practice.offer import Offer, offer_of
from supine.practice.place import Interrupted
from supine.practice.record import is_kept
from supine.ui import words
from supine.ui.pages.library import LibraryPage
from supine.ui.pages.offer_card import OfferWords

MINUTE = 60.0
"""Seconds practised from which on they are told in minutes."""


class Resumption(QObject):
    """Knows what is offered. A practice that is declined goes to the journal as a part of one."""

    offered = Signal(object)
    """An `Offer` is shown: what it needs can be prepared."""

    def __init__(
        self, library: LibraryPage, places: PlaceKeeper, journal: JournalWriter, notices: Notices,
        pace: Callable[[], Pace],
    ) -> None:  # fmt: skip
        """Offer nothing yet; `pace` is that of the person now."""
        super().__init__(library)
        self._library, self._places, self._pace = library, places, pace
        self._journal, self._notices = journal, notices
        self.offer: Offer | None = None
        """What is offered now."""

    def take(self, found: Found) -> None:
        """Offer what was found, and keep the rest in the journal."""
        for one in found.left:
            self._leave(one)
        if found.newer:
            self._notices.say(
                self.tr(
                    "A newer version of Supine was closed in the middle of a practice. Only that "
                    "version can go on with it."
                )
            )
        if found.offer is not None:
            self._show(found.offer)

    def on_added(self, book: Book) -> None:
        """Offer what `book` says if its file was edited while it is offered."""
        offer, now = self.offer, book.sequence
        if offer is None or now is None or book.name != offer.course.name:
            return
        if now.steps != offer.course.sequence.steps:
            self._show(offer_of(offer.interrupted, self._pace(), now, offer.folder) or offer)

    def current(self) -> Offer | None:
        """Return what is offered, at the pace of the person now."""
        return self.offer and self.offer.at_pace(self._pace())

    def decline(self) -> None:
        """Offer nothing any more: the journal gets what was practised."""
        if self.offer is not None:
            self._leave(self.offer.interrupted)
            self.forget()

    def forget(self) -> None:
        """Offer nothing any more: the practice goes on."""
        self.offer = None
        self._library.hide_offer()

    def _show(self, offer: Offer) -> None:
        self.offer = offer
        self._library.show_offer(offer_words(offer))
        self.offered.emit(offer)

    def _leave(self, practice: Interrupted) -> None:
        """Let the journal have what was practised, if that was long enough."""
        entry = practice.place.entry
        if is_kept(entry):
            # the file is removed as soon as the journal has it
            self._journal.add(entry, practice.id)
        else:
            self._places.remove(practice.id)


def offer_words(offer: Offer) -> OfferWords:
    """Return what the library says of `offer`."""
    place, title = offer.place, offer.course.sequence.title
    seconds = place.tally.seconds
    done = words.minutes(seconds) if seconds >= MINUTE else words.length(seconds)
    if offer.step is None:
        return OfferWords(
            translate("Resumption", "Begin {title} from the start?").format(title=title),
            translate(
                "Resumption",
                "It was interrupted after {done} in {place}, and changed since: this pose is not "
                "in it any more.",
            ).format(done=done, place=place.stopped_at),
            translate("Resumption", "Yes, begin"),
        )
    explanation = (
        translate(
            "Resumption",
            "{title} was interrupted after {done}, and changed since: the pose begins anew.",
        )
        if offer.edited
        else translate(
            "Resumption",
            "{title} was interrupted after {done}. You are led into the pose once more.",
        )
    )
    return OfferWords(
        translate("Resumption", "Go on from {place}?").format(
            place=words.place_words(offer.step, offer.done)
        ),
        explanation.format(title=title, done=done),
        translate("Resumption", "Yes, go on"),
    )
