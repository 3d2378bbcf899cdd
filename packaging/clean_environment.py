"""Runs first in the packaged program: gives other programs back the libraries of their system.

PyInstaller tells the loader to look into the folder of the program. The loader has remembered that
by now; but a file manager or a speech service that is started from here would look there as well,
and find a Qt that is not its own.
"""

import os

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    os.environ.pop(_name, None)
    if _before is not None:
        os.environ[_name] = _before
