"""Keeps the place in a practice as it goes on, in a thread: the disk may be slow, full or away."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from supine.app.journal_writer import now_here
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.practice import Clock
from supine.journal.entry import Entry
from supine.library.reader import open_book, path_of
from supine.log import log_failure
from supine.practice.controller import PracticeController
from supine.practice.offer import LONGEST, Offer, is_offered, offer_of
from supine.practice.place import Course, Interrupted, Place, PlaceFile, clear, load, remove
from supine.region import uses_inches
from supine.ui import words

EVERY = 0.7
"""Seconds after which the next look at the clock writes the place: there may be 0.2 s between two
looks, and nobody may lose more than a second. Unseen there is a second between them."""

logger = logging.getLogger(__name__)


class Found(NamedTuple):
    """What the last time the program ran has left."""

    offer: Offer | None
    """What the person may want to go on with."""
    left: tuple[Interrupted, ...]
    """What the journal gets without asking."""
    newer: bool
    """Whether a newer version of the program was interrupted in the last day."""


class _Written(NamedTuple):
    """What the thread writes next."""

    file: PlaceFile
    plan: Plan
    place: Place


class PlaceKeeper(QObject):
    """Follows one practice after another. Nothing is written on the window's thread."""

    failed = Signal(str)
    """The place could not be kept: a sentence for the person, once for each practice."""
    found = Signal(Found)
    """What `look` was asked for."""

    def __init__(self, folder: Path, clock: Clock, parent: QObject) -> None:
        """Keep the files in `folder`."""
        super().__init__(parent)
        self._folder, self._clock = folder, clock
        self._controller: PracticeController | None = None
        self._file: PlaceFile | None = None
        self._last: _Written | None = None
        """Of the practice under way."""
        self._ended: _Written | None = None
        """Of the practice before, which the journal does not have yet."""
        self._kept_at = 0.0
        self._has_failed = self._is_closed = False
        self._waiting: deque[_Written] = deque(maxlen=1)
        """What is not written yet. Where the disk hangs, only the last of it is of use."""
        self._thread = ThreadPoolExecutor(1, "place")

    def look(self, pace: Pace) -> None:
        """Find out what was left, and emit `found`; it goes on at `pace`."""
        self._submit(self._look, pace)

    def follow(self, controller: PracticeController, course: Course) -> None:
        """Keep the place in the practice of `course` that `controller` has begun."""
        session, record = controller.session, controller.record
        if session is None or record is None:
            # it was so short that it has ended
            return
        self._controller, self._ended, self._has_failed = controller, None, False
        self._file = PlaceFile(self._folder, record.id, course)
        session.ticked.connect(lambda _moment: self._keep_in_time())
        session.paused.connect(lambda _reason: self.keep())
        for changed in (session.moved, session.replanned, session.led_in):
            changed.connect(self.keep)
        self.keep()

    def keep(self) -> None:
        """Keep the place as it is now, if a practice is under way."""
        controller, file = self._controller, self._file
        if controller is None or file is None:
            return
        session, record = controller.session, controller.record
        if session is None or record is None:
            return
        self._kept_at = self._clock()
        practice = session.practice
        segment = practice.moment.segment
        place = Place(
            now_here().astimezone(UTC), practice.elapsed, practice.tally, record,
            words.name_of(segment),
        )  # fmt: skip
        self._write(_Written(file, practice.plan, place))

    def end(self, entry: Entry) -> None:
        """Keep `entry` of the practice that has ended, until the journal has it: see `remove`.

        It may be changed for as long.
        """
        last = self._last or self._ended
        if last is not None:
            self._write(last._replace(place=replace(last.place, over=entry)))
            self._submit(last.file.close)
        self._controller, self._last, self._ended = None, None, last

    def remove(self, practice_id: str) -> None:
        """Remove the file of a practice that is over, if there is one."""
        last = self._last or self._ended
        if last is not None and last.place.record.id == practice_id:
            self._submit(last.file.close)
            self._controller = self._last = self._ended = None
        self._submit(self._remove, practice_id)

    def clear(self) -> None:
        """Remove the files of all practices: the person has deleted everything."""
        self._ended = None
        self._submit(self._clear)

    def close(self) -> None:
        """Keep the place once more, and wait until it is on the disk."""
        self.keep()
        self._is_closed = True
        self._thread.shutdown()

    def _keep_in_time(self) -> None:
        if self._clock() - self._kept_at >= EVERY:
            self.keep()

    def _write(self, written: _Written) -> None:
        self._last = written
        self._waiting.append(written)
        self._submit(self._write_last)

    def _submit(self, do: Callable[..., None], *what: object) -> None:
        if not self._is_closed:
            self._thread.submit(do, *what).add_done_callback(log_failure)

    def _write_last(self) -> None:
        """Write what waits, in the thread."""
        with suppress(IndexError):
            file, plan, place = self._waiting.pop()
            try:
                file.write(plan, place)
            except OSError as error:
                self._tell_failure(error)

    def _tell_failure(self, error: OSError) -> None:
        if not self._has_failed:
            self._has_failed = True
            logger.warning("the place could not be kept: %s", error.strerror)
            text = self.tr("Your place cannot be kept: {why}. The practice goes on.")
            self.failed.emit(text.format(why=error.strerror or self.tr("unknown reason")))

    def _remove(self, practice_id: str) -> None:
        # what cannot be removed is found at the next start: the journal knows it by its id
        with suppress(OSError):
            remove(self._folder, practice_id)

    def _clear(self) -> None:
        try:
            clear(self._folder)
        except OSError as error:
            logger.warning("places in practices could not be removed: %s", error.strerror)

    def _look(self, pace: Pace) -> None:
        now = now_here()
        practices, newer = load(self._folder, now - LONGEST)
        offer = None
        if practices and is_offered(practices[-1], now):
            offer = _offer(practices[-1], pace)
        left = practices[:-1] if offer is not None else practices
        if practices or newer:
            self.found.emit(Found(offer, tuple(left), newer))


def _offer(interrupted: Interrupted, pace: Pace) -> Offer | None:
    """Return how `interrupted` goes on, with its sequence as it is on the disk."""
    path = path_of(interrupted.name)
    sequence = open_book(path, own=True, inches=uses_inches()).sequence
    try:
        return offer_of(interrupted, pace, sequence, path.parent)
    except Exception:
        # whatever is wrong with what was kept, the journal gets it
        logger.exception("a practice cannot go on")
        return None
