"""From the library to the end page and back without a mouse."""

from __future__ import annotations

import pytest

from tests.e2e.driver import Starter, Supine
from tests.e2e.pages import wait_for_page

pytestmark = pytest.mark.e2e


@pytest.fixture
def library(supine: Starter) -> Supine:
    program = supine.library()
    wait_for_page(program, sequences=True)
    return program


def test_space_leads_into_a_practice(library: Supine) -> None:
    library.key("space")
    wait_for_page(library, sequences=False)
    # it waits for somebody to lie down
    library.key("space")
    library.press("space", "start")
    library.press("space", "ready")


def test_the_first_visit_begins_with_how_to_set_up_once(supine: Starter) -> None:
    supine.settings("").write_text("version: 1\nvoice: false\n")
    program = supine.library()
    wait_for_page(program, sequences=False)
    program.key("Escape")
    wait_for_page(program, sequences=True)
    program.close()
    wait_for_page(supine.library(), sequences=True)


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
