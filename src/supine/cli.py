"""The command line. Qt is imported only where a window or a picture is needed."""

from __future__ import annotations

import argparse
import errno
import os
import re
import sys
from collections.abc import Sequence as Arguments
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from supine import __version__, language, pyside
from supine.language import translate, translated
from supine.terminal import Parser, number_between, print_line

if TYPE_CHECKING:
    from supine.core.problem import Problem
    from supine.figure.stances import Stances

PICTURES = (".png", ".svg")
"""Suffixes of the pictures that can be written."""

SIZES = (16, 8000)
"""The smallest and the largest width and height of a picture, in pixels."""


DRAWN_BELOW = 0x250
"""The shipped typeface has every letter below this number: those of western languages."""

DRAWN = "–—‘’“”„…•€′″"
"""And these signs."""

COMMANDS = {
    "check": "check FILE",
    "plan": "plan NAME --profile DIR",
    "figure": "figure STANCE",
    "journal": "journal --profile DIR",
}
"""How to write each command, for those who write something before it."""


def main(arguments: Arguments[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language.use(_languages())
    streams = [one for one in (sys.stdout, sys.stderr) if isinstance(one, TextIOWrapper)]
    for stream in streams:
        # on Windows a pipe would get the system's code page, and JSON must be UTF-8
        coding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=coding, errors="backslashreplace")
    try:
        try:
            return _run(words)
        finally:
            for stream in streams:
                stream.flush()
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return _unsaid(error)


def _languages() -> list[str]:
    """Return the languages of the person, the best first. The window asks Qt, which knows more."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only here
        from locale import windows_locale  # noqa: PLC0415

        return [windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    return language.system_languages(os.environ)


def _run(words: list[str]) -> int:
    if words and words[0] == "check":
        return _check(words[1:])
    if words and words[0] == "plan":
        return _plan(words[1:])
    if words and words[0] == "figure":
        return _figure(words[1:])
    if words and words[0] == "journal":
        from supine.cli_journal import run as journal  # noqa: PLC0415

        return journal(words[1:])
    if words == ["speech-worker"]:
        # not for people: the program starts its own worker so, see supine.speech.client
        pyside.load()
        from supine.speech.worker import run as speak  # noqa: PLC0415

        speak()
    if words[:1] == ["audio-worker"]:
        pyside.load()
        from supine.audio.worker import run as play  # noqa: PLC0415

        play(Path(words[1]))
    return _open(words)


def _unsaid(error: OSError) -> int:
    """End quietly if the reader of our output has ended, as in `supine plan … | head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if not reader_has_ended(error):
        with suppress(OSError):
            print_line(f"supine: {error.strerror or error}", sys.stderr)
    return 1


def reader_has_ended(error: OSError, system: str = os.name) -> bool:
    """Return whether `error` says that nobody reads what was written into a pipe."""
    # Windows calls it an invalid argument; so it calls a bad name of a file, but tells that name
    invalid = system == "nt" and error.errno == errno.EINVAL and error.filename is None
    return invalid or isinstance(error, BrokenPipeError)


def _check(words: list[str]) -> int:
    about = translate("Command line", "Say what is wrong in sequence files.")
    parser = Parser(prog="supine check", description=about)
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument(
        "--fix",
        action="store_true",
        help=translate("Command line", "mend what is certain; keep the original"),
    )
    options = parser.parse_args(words)
    status = 0
    for path in options.files:
        mended = _fix(path) if options.fix else 0
        status = max(status, mended, _check_one(path, names_it=len(options.files) > 1))
    return status


def _check_one(path: Path, *, names_it: bool) -> int:
    """Say what is wrong in the file at `path`, or that it is fine and how long it takes."""
    from supine.core.checks import remarks  # noqa: PLC0415
    from supine.core.listing import clock_words  # noqa: PLC0415
    from supine.core.planner import plan  # noqa: PLC0415
    from supine.core.problem import Unreadable  # noqa: PLC0415
    from supine.core.yaml_document import read_text  # noqa: PLC0415
    from supine.library.reader import read_sequence  # noqa: PLC0415
    from supine.settings.declaration import Settings  # noqa: PLC0415

    try:
        sequence = read_sequence(path)
        problems = _not_drawn(read_text(path))
    except Unreadable as error:
        problems = error.problems
    for problem in problems:
        print_line(f"{path}:{problem}")
    if problems:
        return 1
    made = plan(sequence, Settings().pace)
    holds = sum(step.kind == "hold" for step in made.steps)
    fine = translate(
        "Command line",
        "fine: {length}, %n hold|fine: {length}, %n holds",
        "a length such as 31:44",
        holds,
    ).format(length=clock_words(made.seconds))
    for one in (fine, *remarks(sequence)):
        print_line(f"{path}: {one}" if names_it else one)
    return 0


def _not_drawn(text: str) -> list[Problem]:
    """Return a problem for each character that no typeface on this computer has."""
    if all(ord(sign) < DRAWN_BELOW or sign in DRAWN for sign in text):
        # all that most files have; Qt takes long to load
        return []
    try:
        pyside.load()
        from supine.ui.painting.glyphs import not_drawn  # noqa: PLC0415
    except ImportError:
        return []
    return not_drawn(text)


def _fix(path: Path) -> int:
    """Mend what is certain in the file at `path`, say what was mended, and keep the original."""
    from supine.core.problem import Unreadable  # noqa: PLC0415
    from supine.core.slips import fixed, told  # noqa: PLC0415
    from supine.core.yaml_document import read_text  # noqa: PLC0415
    from supine.files import free_name, write_whole  # noqa: PLC0415

    try:
        # it says what is wrong with a file that is none, or is too large
        read_text(path)
        data = path.read_bytes()
        mended, slips = fixed(data)
    except (Unreadable, OSError):
        # the check says it
        return 0
    if not slips:
        return 0
    try:
        original = free_name(path.with_name(f"{path.name}.original"))
        write_whole(original, data, private=False)
        write_whole(path, mended, private=False)
    except OSError as error:
        why = translate("Command line", "{file}: cannot be mended: {reason}")
        print_line(why.format(file=path, reason=error.strerror or error))
        return 1
    for slip in told(slips):
        print_line(f"{path}:{slip}")
    kept = translate("Command line", "{file}: mended; the original is kept as {name}")
    print_line(kept.format(file=path, name=original.name))
    return 0


def _plan(words: list[str]) -> int:
    about = translate("Command line", "Print a sequence as it will be practised.")
    parser = Parser(prog="supine plan", description=about)
    parser.add_argument("sequence", metavar="NAME|FILE")
    for_program = translate("Command line", "print it for a program", "a sequence")
    parser.add_argument("--json", action="store_true", help=for_program)
    parser.add_argument("--breaths-per-minute", metavar="B", type=number_between(3, 20))
    parser.add_argument("--minutes", metavar="M", type=number_between(1, 180), help=_at_most())
    as_set = translate("Command line", "with the settings in DIR")
    parser.add_argument("--profile", metavar="DIR", type=Path, help=as_set)
    options = parser.parse_args(words)
    import json  # noqa: PLC0415

    from msgspec.structs import replace  # noqa: PLC0415

    from supine.core.fit_to_time import fit_to_time  # noqa: PLC0415
    from supine.core.listing import as_table, as_values  # noqa: PLC0415
    from supine.core.planner import plan  # noqa: PLC0415
    from supine.core.problem import Unreadable  # noqa: PLC0415
    from supine.library.reader import find, name_of, read_sequence  # noqa: PLC0415
    from supine.profile import Profile  # noqa: PLC0415
    from supine.settings.declaration import Settings  # noqa: PLC0415
    from supine.settings.file import settings_of  # noqa: PLC0415

    profile = Profile(options.profile)
    own = settings_of(profile.settings).shared_sequences or profile.sequences
    try:
        path = find(options.sequence, own)
        sequence = read_sequence(path)
    except Unreadable as error:
        for problem in error.problems:
            print_line(f"{options.sequence}:{problem}", sys.stderr)
        return 1
    settings = settings_of(profile.settings) if options.profile else Settings()
    pace, minutes = settings.pace, options.minutes
    if minutes is None:
        minutes = settings.lengths.get(name_of(path))
    if options.breaths_per_minute:
        pace = replace(pace, breaths_per_minute=options.breaths_per_minute)
    made = plan(fit_to_time(sequence, pace, minutes), pace)
    text = json.dumps(as_values(made), ensure_ascii=False) if options.json else as_table(made)
    for line in text.split("\n"):
        print_line(line)
    return 0


def _at_most() -> str:
    """Return what `--minutes` does. Longer is asked for on the page before a practice."""
    return translate(
        "Command line", "in M minutes at most: fewer breaths than are written, never more"
    )


def _figure(words: list[str]) -> int:
    from supine.core.problem import Unreadable  # noqa: PLC0415

    parser = _figure_parser()
    options = parser.parse_args(words)
    source = options.sequence or options.stance
    try:
        name, stances = _drawn(options)
        if options.list:
            for one in stances.names():
                print_line(one)
            return 0
        if name not in stances:
            parser.error(_no_stance(options, stances.names()))
        if options.output is None:
            parser.error(
                translate(
                    "Command line",
                    "where to? Name a file, such as '-o picture.png' or '-o picture.svg'",
                )
            )
        # a stance that is wrong needs no Qt
        stances[name]
        pyside.load()
        from supine.settings.declaration import Person  # noqa: PLC0415
        from supine.ui.painting.figure_file import Picture, write_picture  # noqa: PLC0415

        width, height = options.size
        picture = Picture(
            name, options.side, options.at, width, height, options.theme,
            Person(options.skin, options.build), stances,
            options.plain,
        )  # fmt: skip
        write_picture(options.output, picture)
    except Unreadable as error:
        for problem in error.problems:
            print_line(f"{source}:{problem}", sys.stderr)
        return 1
    except OSError as error:
        why = translate("Command line", "supine figure: '{file}' could not be written: {reason}")
        why = why.format(file=options.output, reason=error.strerror or error)
        print_line(why, sys.stderr)
        return 1
    return 0


def _drawn(options: argparse.Namespace) -> tuple[str, Stances]:
    """Return the name of the stance to draw, and the stances that names mean.

    It is the program's, one that a sequence brings along, or that of a file of its own. Raises
    `Unreadable`.
    """
    from supine.core.yaml_document import read_text  # noqa: PLC0415
    from supine.figure.stances import SHIPPED, draft, stances_in  # noqa: PLC0415

    name = options.stance or ""
    if options.sequence is not None:
        return name, stances_in(read_text(options.sequence))
    if Path(name).suffix.lower() in (".yaml", ".yml"):
        path = Path(name)
        return path.stem, draft(path.stem, read_text(path))
    return name, SHIPPED


def _figure_parser() -> Parser:
    from supine.core.sequence import Side  # noqa: PLC0415
    from supine.settings.declaration import Build, Skin  # noqa: PLC0415
    from supine.settings.startup_theme import ThemeName  # noqa: PLC0415

    about = translate("Command line", "Write a picture of a drawn stance.")
    parser = Parser(prog="supine figure", description=about)
    parser.add_argument(
        "stance",
        metavar="STANCE|FILE",
        nargs="?",
        help=translate("Command line", "one of those in the list, or its file"),
    )
    parser.add_argument(
        "--list",
        action="store_true",
        help=translate("Command line", "print the names of all stances"),
    )
    parser.add_argument(
        "--in",
        dest="sequence",
        metavar="FILE",
        type=Path,
        help=translate("Command line", "a sequence with its own stances"),
    )
    parser.add_argument("--side", choices=get_args(Side), default="right")
    parser.add_argument(
        "--at",
        metavar="A",
        type=number_between(0, 1),
        default=0.0,
        help=translate(
            "Command line",
            "the share of the breath, circle, cycle or repetition that has passed, 0 to 1",
        ),
    )
    pixels = translate("Command line", "in pixels")
    parser.add_argument("--size", metavar="WxH", type=_size, default=(900, 500), help=pixels)
    parser.add_argument("--theme", choices=get_args(ThemeName), default="dawn")
    parser.add_argument("--skin", choices=get_args(Skin), default="light")
    parser.add_argument("--build", choices=get_args(Build), default="slimmer")
    parser.add_argument(
        "--plain",
        action="store_true",
        help=translate("Command line", "the body alone: no signs, closer views or words"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=_picture_file,
        help=translate("Command line", ".png or .svg"),
    )
    return parser


def _no_stance(options: argparse.Namespace, known: list[str]) -> str:
    from supine.core.problem import did_you_mean, excerpt, hinted  # noqa: PLC0415

    if options.stance is None:
        return translate("Command line", "which stance? 'supine figure --list' prints them all")
    hint = did_you_mean(options.stance, known)
    hint = hint or translate("Command line", "'supine figure --list' prints them all")
    message = translate("Command line", "there is no stance called {name}")
    return hinted(message.format(name=excerpt(options.stance)), hint)


def _size(word: str) -> tuple[int, int]:
    """Return width and height in pixels."""
    found = re.fullmatch(r"([0-9]{1,6})[xX×]([0-9]{1,6})", word)
    low, high = SIZES
    sides = [int(side) for side in found.groups()] if found else [0]
    if not low <= min(sides) <= max(sides) <= high:
        message = translate(
            "Command line", "'{word}' is not a size such as 900x500, each from {low} to {high}"
        )
        raise argparse.ArgumentTypeError(message.format(word=word, low=low, high=high))
    return sides[0], sides[1]


def _picture_file(word: str) -> Path:
    path = Path(word)
    if path.suffix.lower() not in PICTURES:
        message = translate("Command line", "'{word}' ends in neither .png nor .svg")
        raise argparse.ArgumentTypeError(message.format(word=word))
    return path


def _open(words: list[str]) -> int:
    parser = _open_parser()
    options, more = parser.parse_known_args(words)
    if options.sequence in COMMANDS:
        right = COMMANDS[options.sequence]
        first = translate("Command line", "'{word}' comes first; write: {command}")
        parser.error(first.format(word=options.sequence, command=f"supine {right}"))
    if more:
        # as argparse says it: see `terminal.ARGPARSE`
        parser.error(translated("Command line", "unrecognized arguments: %s") % " ".join(more))
    if options.version:
        return _version(options)
    if options.verbose:
        parser.error(translate("Command line", "--verbose goes with --version"))
    if (options.practise or options.step is not None) and options.sequence is None:
        parser.error(
            translate(
                "Command line",
                "which sequence? Name it, such as 'supine low-back-release --practise'",
            )
        )
    if options.minimised and (options.fullscreen or options.sequence is not None):
        parser.error(
            translate("Command line", "--minimised goes with neither --fullscreen nor a sequence")
        )
    pyside.load()
    from supine.app.startup import run  # noqa: PLC0415

    return run(options)


def _open_parser() -> Parser:
    others = (
        "supine check [--fix] FILE…, supine plan NAME|FILE [--json], "
        "supine figure STANCE|FILE, supine journal [--csv|--json|--pdf FILE]"
    )
    parser = Parser(
        prog="supine",
        description=translate("Command line", "A practice companion for a sore low back."),
        epilog=translate("Command line", "Also: {commands}.", "a list").format(commands=others),
    )
    parser.add_argument("sequence", metavar="NAME|FILE", nargs="?")
    parser.add_argument(
        "--practise", action="store_true", help=translate("Command line", "begin at once")
    )
    parser.add_argument("--fullscreen", action="store_true")
    parser.add_argument(
        "--minimised",
        action="store_true",
        help=translate("Command line", "start minimised, for reminders"),
    )
    parser.add_argument("--from", dest="step", metavar="STEP", type=number_between(0, 100_000, int))
    parser.add_argument("--minutes", metavar="M", type=number_between(1, 180), help=_at_most())
    parser.add_argument(
        "--profile",
        metavar="DIR",
        type=Path,
        help=translate("Command line", "keep everything in DIR"),
    )
    parser.add_argument("--speed", metavar="X", type=number_between(0.1, 100), default=1.0)
    parser.add_argument("--trace", metavar="FILE", type=Path)
    parser.add_argument("--quit-after", metavar="S", type=number_between(0, 1e6))
    parser.add_argument(
        "--version",
        action="store_true",
        help=translate("Command line", "print the version and exit"),
    )
    parser.add_argument(
        "--verbose",
        action="store_true",
        help=translate("Command line", "with --version: for a bug report"),
    )
    return parser


def _version(options: argparse.Namespace) -> int:
    print_line(f"supine {__version__}")
    if options.verbose:
        pyside.load()
        from supine.app.bug_report import bug_report  # noqa: PLC0415

        for line in bug_report(options.profile):
            print_line(line)
    return 0
