"""A changed setting is told to those who use it, and to nobody else."""

from __future__ import annotations

from supine.settings.declaration import Settings
from supine.settings.store import SettingsStore
from tests.helpers import Heard


def test_a_listener_is_told_what_holds_now() -> None:
    store, heard = SettingsStore(Settings(theme="night")), Heard()
    store.listen(heard, "theme")
    assert heard.said == [Settings(theme="night")]


def test_a_change_is_told_to_its_own_listeners_alone() -> None:
    store, theme, sound = SettingsStore(Settings()), Heard(), Heard()
    store.listen(theme, "theme", "skin")
    store.listen(sound, "muted")
    store.change(muted=True)
    assert (len(theme.said), len(sound.said)) == (1, 2)
    store.change(skin="dark")
    assert theme.said[-1] == Settings(muted=True, skin="dark")
    assert len(sound.said) == 2


def test_who_names_nothing_hears_of_every_change_and_of_nothing_else() -> None:
    store, heard = SettingsStore(Settings()), Heard()
    store.listen(heard)
    store.set(Settings())
    assert heard.said == []
    store.change(keep_screen_on=False)
    store.change(theme="contrast")
    assert heard.said == [
        Settings(keep_screen_on=False),
        Settings(keep_screen_on=False, theme="contrast"),
    ]


def test_a_change_made_by_a_listener_reaches_everybody_once() -> None:
    store, late = SettingsStore(Settings()), Heard()

    def mute_at_night(settings: Settings) -> None:
        if settings.theme == "night":
            store.change(muted=True)

    store.listen(mute_at_night, "theme")
    store.listen(late, "theme", "muted")
    late.said.clear()
    store.change(theme="night")
    assert late.said == [Settings(theme="night", muted=True)]
