"""Run the program with `python -m supine`."""

import sys

from supine.cli import main

sys.exit(main())
