"""Write resources/sequence.schema.json, which editors use when a person writes a sequence.

Run it after a change to supine.core.sequence or to resources/stances: make schema
"""

from __future__ import annotations

from pathlib import Path

from supine.core.schema import schema_text
from supine.resources import stance_names

TARGET = Path(__file__).resolve().parents[1] / "resources" / "sequence.schema.json"


def main() -> None:
    """Write the schema."""
    TARGET.write_text(schema_text(stance_names()), encoding="utf-8", newline="\n")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
