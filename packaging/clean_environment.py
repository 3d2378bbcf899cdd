"""Runs first in the packaged program, so that programs started by it use their own libraries.

PyInstaller tells the loader, by variables, to look into the program's folder. The loader of this
program has read them by now. A file manager or a speech service that is started from here would
read them too, and find a Qt that is not its own.
"""

import os

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    os.environ.pop(_name, None)
    if _before is not None:
        os.environ[_name] = _before
