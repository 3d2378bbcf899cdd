"""What a key asks for: granted by the session, and answered in a sentence where it needs one."""

from __future__ import annotations

from supine.session import Session
from supine.ui import words
from supine.ui.words import tr


def play(session: Session) -> None:
    """Go on; on the way into a pose a headset's button means what any key means: I am ready."""
    practice = session.practice
    if practice.state == "paused":
        session.resume()
    elif practice.moment.step.kind == "settle":
        session.press()


def stay(session: Session) -> str:
    """Stay longer, and say by how much."""
    before = session.practice.moment.step.count
    if not session.stay():
        return tr("There is no hold just now that could be longer.")
    step = session.practice.moment.step
    more = words.counted(step.count - before, step.unit or "breaths")
    return _both(session, tr("{counted} more").format(counted=more))


def easier(session: Session) -> str:
    """Take the easier variant."""
    if not session.easier():
        return tr("Make it as easy as you like. Press again in the hold.")
    return _both(session, tr("Easier, and not so long"))


def deeper(session: Session) -> str:
    """Take the next deeper variant; its lines are the answer, so the sentence may be empty."""
    return "" if session.deeper() else tr("There is no deeper way just now.")


def pace(session: Session, steps: int) -> str:
    """Breathe faster or slower."""
    session.change_pace(steps)
    return tr("{n:g} breaths a minute").format(n=session.pace.breaths_per_minute)


def _both(session: Session, text: str) -> str:
    """Say that the other side gets the same, where it is still to come."""
    step = session.practice.moment.step
    if step.twin is not None and step.twin > step.index:
        return tr("{what}, and the same on the other side.").format(what=text)
    return f"{text}."
