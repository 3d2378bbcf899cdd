"""When a reminder is due. Pure: the time and the time zone are arguments.

The clock on the wall counts, wherever the person is: one that was set back, summer time or another
time zone bring no second reminder on a day. One that is over for more than an hour never comes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

LATEST = timedelta(hours=1)
"""How late a reminder may come, as after sleep or behind a locked screen."""

AGAIN = timedelta(hours=1)
"""After which a reminder comes again if the person wants so."""

WEEK = 7


class Plan(NamedTuple):
    """When the person wants to be reminded."""

    days: frozenset[int]
    """Days of the week: 0 is Monday."""
    minute: int
    """Of the day, on the clock of the place."""
    since: datetime | None = None
    """When this was decided: what was due before it never comes. None is long ago."""


class Told(NamedTuple):
    """What was told, and what the person has answered."""

    day: date | None = None
    """The last day that needs no reminder any more."""
    again: datetime | None = None
    """When the person wants that day's reminder once more."""


def is_due(now: datetime, plan: Plan, told: Told, zone: tzinfo | None = None) -> bool:
    """Return whether a reminder is due at `now`.

    Every `datetime` here has an offset from UTC. `zone` is where the person is; None is the zone
    that this computer is set to.
    """
    if told.again is not None and is_open(now, told):
        return now >= told.again
    wall = _wall(now, zone)
    due = _due_on(wall.date(), plan)
    return (
        wall.weekday() in plan.days
        and timedelta(0) <= wall - due <= LATEST
        and not _is_told(wall.date(), told)
        and (plan.since is None or _wall(plan.since, zone) < due)
    )


def wait(now: datetime, plan: Plan, told: Told, zone: tzinfo | None = None) -> timedelta | None:
    """Return how long nothing will be due after `now`; None if nothing ever will."""
    if told.again is not None and now < told.again and is_open(now, told):
        return told.again - now
    wall = _wall(now, zone)
    for days in range(WEEK + 2):
        day = wall.date() + timedelta(days)
        due = _due_on(day, plan)
        if day.weekday() in plan.days and due > wall and not _is_told(day, told):
            # at the end of summer time a clock shows the same time twice
            instants = (due.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
            return min((one - now for one in instants if one > now), default=timedelta(0))
    return None


def is_open(now: datetime, told: Told) -> bool:
    """Return whether a reminder will still come once more, as the person wants."""
    return told.again is not None and -LATEST <= now - told.again <= LATEST


def given(now: datetime, told: Told, zone: tzinfo | None = None) -> Told:
    """Return what is told once the reminder that is due at `now` was given, or is not needed."""
    if is_open(now, told):
        return Told(told.day)
    return Told(_wall(now, zone).date())


def asked_again(now: datetime, told: Told) -> Told:
    """Return what is told once the person wants the last reminder again, in an hour."""
    return Told(told.day, now + AGAIN)


def _due_on(day: date, plan: Plan) -> datetime:
    """Return when a reminder is due on `day`, on the clock on the wall."""
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=plan.minute)


def _is_told(day: date, told: Told) -> bool:
    # a day further ahead comes from a clock that was wrong; one day is the date line
    return told.day is not None and day <= told.day <= day + timedelta(days=1)


def _wall(now: datetime, zone: tzinfo | None) -> datetime:
    """Return what a clock on the wall shows at `now`."""
    return now.astimezone(zone).replace(tzinfo=None)
