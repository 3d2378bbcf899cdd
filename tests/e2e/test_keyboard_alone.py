"""From the library to the end page and back without a mouse."""

from __future__ import annotations

import pytest

from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import amount
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e


def wait_for_page(program: Supine, *, sequences: bool) -> None:
    """Wait for a page with one large button, and a chosen sequence or none."""

    def shown() -> bool:
        picture = program.picture()
        chosen = amount(picture, "circle") > 1000
        return amount(picture, "accent") > 3000 and chosen == sequences

    until(shown, f"a page with {'a' if sequences else 'no'} chosen sequence")


@pytest.fixture
def library(supine: Starter) -> Supine:
    program = supine.library()
    wait_for_page(program, sequences=True)
    return program


def test_space_leads_into_a_practice(library: Supine) -> None:
    library.key("space")
    wait_for_page(library, sequences=False)
    library.press("space", "start")
    library.press("space", "ready")


def test_escape_leads_back_to_the_library(library: Supine) -> None:
    library.key("space")
    wait_for_page(library, sequences=False)
    library.key("Escape")
    wait_for_page(library, sequences=True)


def test_space_leads_from_the_end_page_back_to_the_library(supine: Starter) -> None:
    program = supine.practise()
    program.press("Escape", "pause")
    program.key("Tab", "space")
    wait_for_page(program, sequences=False)
    program.key("space")
    wait_for_page(program, sequences=True)
