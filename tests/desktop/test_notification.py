"""What a notification service may answer: none of it breaks anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from supine.desktop import notification as module
from supine.desktop.message_bus import Message
from supine.desktop.notification import NAME, Answer, BusNotifier, Words
from tests.helpers import Heard

WORDS = Words("Time for your back", "Click here", {Answer.OPEN: "Open", Answer.LATER: "In an hour"})


def said(member: str, *body: Any) -> Message:
    """Return a signal of the service."""
    return Message(4, {2: NAME, 3: member}, [*body])


class Service:
    """Stands for a message bus with a notification service."""

    def __init__(self) -> None:
        self.abilities: list[Any] = [["actions", "body"]]
        self.number: list[Any] = [7]
        self.says: list[Message] = []
        self.shown: list[tuple[Any, ...]] = []
        self.closed = Heard()

    def listen(self, rule: str) -> None:
        assert NAME in rule

    def call(self, _to: str, _path: str, name: str, _signature: str = "", *values: Any) -> Any:
        if name.endswith(".Notify"):
            self.shown.append(values)
            return self.number
        return self.abilities

    def wait(self, _until: float) -> Message:
        if not self.says:
            raise TimeoutError
        return self.says.pop(0)

    def send(self, _to: str, _path: str, name: str, _signature: str, number: int) -> None:
        assert name.endswith(".CloseNotification")
        self.closed(number)

    def interrupt(self) -> None:
        """End waiting."""

    def close(self) -> None:
        """End."""


class Scene:
    """A notifier on such a service."""

    def __init__(self, service: Service) -> None:
        self.service, self.owner = service, QObject()
        self.notifier = BusNotifier(self.owner)
        self.answered = Heard(self.notifier.answered)
        self.works = Heard(self.notifier.works)

    def show(self, bot: QtBot) -> None:
        """Show a notification, and wait until all that the service says was heard."""
        told = len(self.works.said)
        self.notifier.show(WORDS)
        self.notifier._shown.join()  # type: ignore[union-attr]
        bot.waitUntil(lambda: len(self.works.said) > told)


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    assert qtbot is not None
    made = Scene(Service())
    monkeypatch.setattr(module, "_connected", lambda _path: made.service)
    yield made
    made.notifier.close()


def test_it_stays_until_it_is_answered_or_an_hour_has_passed(scene: Scene, qtbot: QtBot) -> None:
    scene.show(qtbot)
    (shown,) = scene.service.shown
    assert shown[3:6] == (
        "Time for your back", "Click here", ["default", "Open", "in-an-hour", "In an hour"],
    )  # fmt: skip
    assert shown[-1] == 0
    assert (scene.works.said, scene.answered.said) == ([True], [])
    assert scene.service.closed.said == [7]


def test_an_answer_to_another_notification_is_none_of_ours(scene: Scene, qtbot: QtBot) -> None:
    scene.service.says = [
        said("ActionInvoked", 6, "default"), said("NotificationClosed", 6, 2),
        said("ActionInvoked", 7, "in-an-hour"), said("ActionInvoked", 7, "default"),
    ]  # fmt: skip
    scene.show(qtbot)
    assert scene.answered.said == [Answer.LATER]


def test_one_that_was_closed_is_not_answered(scene: Scene, qtbot: QtBot) -> None:
    scene.service.says = [said("NotificationClosed", 7, 2), said("ActionInvoked", 7, "default")]
    scene.show(qtbot)
    assert scene.answered.said == []


def test_a_click_may_bring_the_window_forward_on_wayland(
    scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    scene.service.says = [said("ActivationToken", 7, "token"), said("ActionInvoked", 7, "default")]
    scene.show(qtbot)
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "token"  # noqa: S105 - no password
    assert scene.answered.said == [Answer.OPEN]


def test_where_there_are_no_buttons_none_are_offered(scene: Scene, qtbot: QtBot) -> None:
    scene.service.abilities = [["body"]]
    scene.show(qtbot)
    assert scene.service.shown[0][4:6] == ("", [])


@pytest.mark.parametrize("number", [[], ["seven"], [None], [1, 2]])
def test_a_service_that_answers_nonsense_counts_as_none(
    scene: Scene, qtbot: QtBot, number: list[Any]
) -> None:
    scene.service.number = number
    scene.show(qtbot)
    assert scene.works.said == [False]


@pytest.mark.parametrize("abilities", [[], [7], [None]])
def test_nor_one_whose_abilities_are_nonsense(
    scene: Scene, qtbot: QtBot, abilities: list[Any]
) -> None:
    scene.service.abilities = abilities
    scene.show(qtbot)
    assert scene.works.said == [False]


@pytest.mark.parametrize("body", [[], [7], [7, 3], [7, ["x"]], ["x", "y"]])
def test_a_signal_of_nonsense_is_passed_over(scene: Scene, qtbot: QtBot, body: list[Any]) -> None:
    scene.service.says = [said("ActionInvoked", *body)]
    scene.show(qtbot)
    assert scene.answered.said == []
    assert scene.works.said == [True]
