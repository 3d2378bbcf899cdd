"""The command `supine journal`: the journal as text, as a file, and entries from a table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from supine import pyside
from supine.core.problem import Unreadable
from supine.files import save_as
from supine.journal.csv_file import as_csv
from supine.journal.csv_reader import DateOrder, Preview, read_csv_file
from supine.journal.entry import Kept, Line
from supine.journal.journal import Loaded, append, computer_name, load
from supine.journal.listing import as_json, as_table, between
from supine.journal.report import USUAL, Part, Request, report_of
from supine.language import translate, with_commas
from supine.profile import Profile
from supine.settings.file import settings_of
from supine.terminal import Parser, print_line


def run(words: list[str]) -> int:
    """Do what `words` ask of the journal, and return the exit status."""
    options = _options(words)
    profile = Profile(options.profile)
    folder = _folder(profile)
    try:
        journal = load(folder, profile.journal)
    except OSError as error:
        why = translate("Command line", "supine journal: the journal could not be read: {reason}")
        print_line(why.format(reason=error.strerror or error), sys.stderr)
        return 1
    if not (folder.is_dir() or folder == profile.journal):
        away = translate(
            "Command line", "supine journal: the folder of the journal is not there: {folder}"
        )
        print_line(away.format(folder=folder), sys.stderr)
    for name in journal.unread:
        unread = translate("Command line", "supine journal: {file} could not be read")
        print_line(unread.format(file=name), sys.stderr)
    if journal.skipped:
        skipped = translate(
            "Command line",
            "supine journal: %n line could not be read|supine journal: %n lines could not be read",
            "",
            journal.skipped,
        )
        print_line(skipped, sys.stderr)
    if options.table is not None:
        return _bring_in(options, profile, journal)
    until = options.until
    if options.pdf:
        # as in the window: a page says what was, also where a clock has been wrong
        until = min(until or date.max, _today())
    entries = between(journal.entries, options.since, until)
    if options.pdf and not entries:
        nothing = translate(
            "Command line", "supine journal: there is nothing in the journal for this time"
        )
        print_line(nothing, sys.stderr)
        return 1
    if path := options.csv or options.json or options.pdf:
        return _save(path, entries, options, until)
    nothing = (
        translate("Command line", "There is nothing in the journal for this time.")
        if journal.entries
        else translate("Command line", "There is nothing in the journal yet.")
    )
    table = as_table(entries) if entries else nothing
    for line in table.split("\n"):
        print_line(line)
    return 0


def _folder(profile: Profile) -> Path:
    """Return the folder of the journal, as it is set."""
    return settings_of(profile.settings).chosen_folder or profile.journal


def _options(words: list[str]) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(words)
    if options.table is None and (options.yes or options.dates):
        parser.error(translate("Command line", "--yes and --dates go with --import"))
    if options.pdf is None and (options.parts or options.name or options.paper):
        parser.error(translate("Command line", "--parts, --name and --paper go with --pdf"))
    if options.table is not None and (options.since or options.until):
        parser.error(
            translate(
                "Command line",
                "--since and --until do not go with --import: it brings in all of a table",
            )
        )
    if options.since and options.until and options.since > options.until:
        later = translate("Command line", "{first} is later than {last}", "two days")
        parser.error(later.format(first=options.since, last=options.until))
    return options


def _parser() -> Parser:
    about = translate("Command line", "Print the journal, or save it as a file.")
    parser = Parser(prog="supine journal", description=about)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--csv",
        metavar="FILE",
        type=Path,
        help=translate("Command line", "save it as a table", "the journal"),
    )
    what.add_argument(
        "--json",
        metavar="FILE",
        type=Path,
        help=translate("Command line", "save it for a program", "the journal"),
    )
    what.add_argument(
        "--pdf",
        metavar="FILE",
        type=Path,
        help=translate("Command line", "as a page or two for a doctor"),
    )
    what.add_argument(
        "--import",
        dest="table",
        metavar="FILE",
        type=Path,
        help=translate("Command line", "say what a table would bring; with --yes bring it in"),
    )
    parser.add_argument(
        "--since", metavar="DATE", type=_date, help=translate("Command line", "from that day on")
    )
    parser.add_argument(
        "--until",
        metavar="DATE",
        type=_date,
        help=translate("Command line", "up to and with that day"),
    )
    parts = translate("Command line", "with --pdf: some of {words}; usually no notes")
    parts = parts.format(words=", ".join(part.value for part in Part))
    parser.add_argument("--parts", metavar="A,B", type=_parts, help=parts)
    parser.add_argument(
        "--name", metavar="NAME", help=translate("Command line", "with --pdf: whose page it is")
    )
    parser.add_argument(
        "--paper",
        choices=("a4", "letter"),
        help=translate("Command line", "with --pdf: the size of paper, if not the usual one"),
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help=translate("Command line", "with --import: add the entries"),
    )
    parser.add_argument(
        "--dates",
        choices=("day", "month"),
        help=translate("Command line", "with --import: what comes first in 3/4/2026"),
    )
    parser.add_argument(
        "--profile", metavar="DIR", type=Path, help=translate("Command line", "the journal in DIR")
    )
    return parser


def _save(path: Path, entries: list[Kept], options: argparse.Namespace, until: date | None) -> int:
    """Write `entries` to `path` in the form that is asked for, and say so."""
    if options.csv:
        data = as_csv(entries)
    elif options.json:
        data = as_json(entries)
    else:
        data = _pdf(entries, options, until or _today())
    try:
        save_as(path, data)
    except OSError as error:
        why = translate("Command line", "supine journal: '{file}' could not be written: {reason}")
        print_line(why.format(file=path, reason=error.strerror or error), sys.stderr)
        return 1
    saved = translate(
        "Command line",
        "Saved as {file}: %n entry.|Saved as {file}: %n entries.",
        "",
        len(entries),
    )
    print_line(saved.format(file=path))
    return 0


def _pdf(entries: list[Kept], options: argparse.Namespace, last: date) -> bytes:
    """Return `entries` as a page or two for a doctor or a teacher, up to the day `last`."""
    pyside.load()
    if sys.platform.startswith("linux"):
        # a page needs no screen
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from supine.app.qt_setup import make_application  # noqa: PLC0415 - for this alone
    from supine.region import first_weekday, uses_letter  # noqa: PLC0415
    from supine.ui.pages.report_values import report_values  # noqa: PLC0415
    from supine.ui.painting.report_file import Paper, as_pdf  # noqa: PLC0415

    _application = make_application()
    first = options.since or min(kept.entry.at.date() for kept in entries)
    request = Request(first, last, options.parts or USUAL, options.name or "")
    letter = uses_letter() if options.paper is None else options.paper == "letter"
    weekday = first_weekday()
    values = report_values(report_of(entries, request, weekday), _today(), weekday)
    return as_pdf(values, Paper.LETTER if letter else Paper.A4)


def _bring_in(options: argparse.Namespace, profile: Profile, journal: Loaded) -> int:
    """Say what a table would bring into the journal; with `--yes` add it."""
    path, order = options.table, DateOrder(options.dates) if options.dates else None
    try:
        now = datetime.now().astimezone()
        found = read_csv_file(path, journal, datetime.astimezone, now, order)
    except Unreadable as error:
        for problem in error.problems:
            print_line(f"{path}:{problem}", sys.stderr)
        return 1
    if found.unclear_date:
        why = translate(
            "Command line",
            "{file}: what comes first in {date}? Say '--dates day' or '--dates month'",
            "a date such as 3/4/2026",
        )
        print_line(why.format(file=path, date=found.unclear_date), sys.stderr)
        return 1
    for bad in found.bad:
        print_line(f"{path}:{bad.line}: {bad.why}")
    if found.unused:
        unused = translate("Command line", "{file}: not used: {columns}", "the columns of a table")
        print_line(unused.format(file=path, columns=", ".join(found.unused)))
    if found.new and options.yes and not _add(profile, found.new):
        return 1
    print_line(f"{path}: {_brought(found, added=options.yes)}")
    return 0


def _brought(found: Preview, *, added: bool) -> str:
    """Return what a table brought, or would bring: a list, and how to go on."""
    new = len(found.new)
    told = [
        translate("Command line", "%n entry added|%n entries added", n=new)
        if added
        else translate("Command line", "%n entry to add|%n entries to add", n=new)
    ]
    if found.known:
        known = translate(
            "Command line", "%n already there|%n already there", "entries", found.known
        )
        told.append(known)
    if found.bad:
        bad = len(found.bad)
        told.append(
            translate("Command line", "%n line not understood|%n lines not understood", n=bad)
        )
    if not new or added:
        return with_commas(told)
    text = translate("Command line", "{list}; add with --yes", "such as: 3 entries to add")
    return text.format(list=with_commas(told))


def _add(profile: Profile, new: Iterable[Kept]) -> bool:
    """Save `new` in the journal; if that fails say so, and return False."""
    now, name = datetime.now().astimezone(), computer_name(profile.computer, platform.node())
    lines = [Line(kept.id, kept.revision, now, name, kept.entry) for kept in new]
    folder = _folder(profile)
    # while a chosen folder is away, entries wait in the usual one, and the program brings them
    folder = folder if folder.is_dir() else profile.journal
    try:
        append(folder, name, lines)
    except OSError as error:
        why = translate("Command line", "supine journal: nothing could be saved: {reason}")
        print_line(why.format(reason=error.strerror or error), sys.stderr)
        return False
    return True


def _today() -> date:
    return datetime.now().astimezone().date()


def _date(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        message = translate("Command line", "'{word}' is not a date such as 2026-11-27")
        raise argparse.ArgumentTypeError(message.format(word=word)) from None


def _parts(word: str) -> frozenset[Part]:
    try:
        return frozenset(Part(name.strip()) for name in word.split(","))
    except ValueError:
        known = ", ".join(part.value for part in Part)
        message = translate("Command line", "'{word}' is not some of {words}, with commas between")
        raise argparse.ArgumentTypeError(message.format(word=word, words=known)) from None
