"""Which page the program shows, as it is seen."""

from __future__ import annotations

from tests.e2e.driver import Supine
from tests.e2e.pictures import amount
from tests.e2e.waiting import until


def wait_for_page(program: Supine, *, sequences: bool) -> None:
    """Wait for a page with one large button, and a chosen sequence or none."""

    def shown() -> bool:
        picture = program.picture()
        chosen = amount(picture, "circle") > 1000
        return amount(picture, "accent") > 3000 and chosen == sequences

    until(shown, f"a page with {'a' if sequences else 'no'} chosen sequence")
