"""Tables inside documents: kept as the command line writes them, or checked."""

import errno
import os
import shlex
import stat
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum, unique
from functools import cache
from pathlib import Path
from typing import NamedTuple

from attrs import field, frozen

from magforms.commands import block_text
from magforms.errors import SyncError, printable
from magforms.files import ChangedError, write_whole
from magforms.hosts import HOSTS
from magforms.markers import Written, difference, line_of, update
from magforms.values import Value

_MARK = "magforms:"
# made by tools from sources that stand elsewhere, or not the author's
_IGNORED = {"__pycache__", "_build", "_site", "build", "dist", "node_modules", "site", "venv"}
_TRIES = 5


@unique
class Outcome(StrEnum):
    """What became of a document."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    STALE = "stale"
    ERROR = "error"


@frozen(kw_only=True, eq=False, repr=False)
class SyncedDocument(Value):
    """
    One document of a run.

    Attributes:
        path: The document, as it was named or found.
        outcome: What became of it.
        blocks: How many blocks it holds.
        places: Line and arguments of each block that said something else.
        errors: What is wrong; the document was left as it was.
        diff: The change as a unified diff, if it was asked for, else empty.
    """

    path: str
    outcome: Outcome
    blocks: int = 0
    places: tuple[tuple[int, str], ...] = ()
    errors: tuple[SyncError, ...] = ()
    diff: str = field(default="", repr=False)

    def __str__(self) -> str:
        name = printable(self.path)
        if self.outcome is Outcome.UNCHANGED:
            return f"{name}: unchanged" if self.blocks else f"{name}: unchanged, no markers"
        if self.outcome is Outcome.ERROR:
            line = self.errors[0].line
            place = name if line is None else f"{name}:{line}"
            return f"{place}: error, left as it was"
        (line, arguments), *others = self.places
        words = printable(arguments) or "all forms"
        also = f", also line {', '.join(str(other) for other, _ in others)}" if others else ""
        told = f"{name}:{line}: {self.outcome}: {words}{also}"
        if self.outcome is Outcome.CHANGED:
            return told
        # an option cannot be a path
        path = shlex.quote(name if not name.startswith("-") else f"./{name}")
        return f"{told}: differs from what this command writes; mend with: magforms sync {path}"


@frozen(kw_only=True, eq=False, repr=False)
class SyncReport(Value):
    """
    What a run of `sync()` found and did.

    Attributes:
        documents: Every document, in the order of the paths and sorted within a folder.
        errors: All that is wrong, with its place.
    """

    documents: tuple[SyncedDocument, ...]
    errors: tuple[SyncError, ...]

    @property
    def status(self) -> int:
        """Exit status of the command: 0 fresh or rewritten, 1 stale, 2 error."""
        if self.errors:
            return 2
        return int(any(item.outcome is Outcome.STALE for item in self.documents))


def sync(
    *paths: str | os.PathLike[str],
    check: bool = False,
    diff: bool = False,
    require_markers: bool = False,
    root: str | os.PathLike[str] | None = None,
) -> SyncReport:
    """
    Rewrite the blocks between markers in documents, or check them.

    Each document is written whole or left as it was; one with an error is left, and the others
    are still done. Nothing outside the blocks changes.

    Args:
        paths: Documents, and folders to look for documents in.
        check: Write nothing, and tell what is stale.
        diff: Give each change as a unified diff.
        require_markers: A document that is named must hold a block.
        root: Folder that links must not lead out of; None for the folder that a path names or
            that holds the document it names.

    Returns:
        The outcome of each document, with every error; `status` sums it up.
    """
    written = cache(block_text)
    documents: list[SyncedDocument] = []
    seen: set[str] = set()
    for path in [os.fspath(item) for item in paths]:
        for found in _found(path, root):
            if isinstance(found, SyncError):
                item = _failed(found)
            elif found.real in seen:
                continue
            else:
                seen.add(found.real)
                item = _synced(found, written, check=check, diff=diff)
            if require_markers and item.path == path and not (item.blocks or item.errors):
                item = _failed(SyncError(path, None, "holds no markers"))
            documents.append(item)
    errors = [error for item in documents for error in item.errors]
    if not errors and not any(item.blocks for item in documents):
        where = ", ".join(os.fspath(item) for item in paths)
        errors.append(SyncError(where, None, "no document here holds markers"))
    return SyncReport(documents=tuple(documents), errors=tuple(errors))


def _failed(*errors: SyncError) -> SyncedDocument:
    return SyncedDocument(path=errors[0].path, outcome=Outcome.ERROR, errors=errors)


class _Found(NamedTuple):
    """
    A document.

    Attributes:
        path: As it was named or found.
        real: Where it really is.
        is_link: Whether the two may differ.
    """

    path: str
    real: str
    is_link: bool


def _found(path: str, root: str | os.PathLike[str] | None) -> Iterator[_Found | SyncError]:
    """Yield the documents of a path, or what is wrong with one."""
    is_folder = os.path.isdir(path)
    folder = path if is_folder else os.path.dirname(path) or "."
    inside = os.path.realpath(folder if root is None else root)
    if is_folder:
        found = _walk(path, os.path.realpath(path))
    elif _suffix(path) in HOSTS:
        found = iter([_Found(path, os.path.realpath(path), is_link=True)])
    else:
        kinds = ", ".join(HOSTS)
        found = iter([SyncError(path, None, f"is no kind of document with markers ({kinds})")])
    for item in found:
        if isinstance(item, _Found) and item.is_link and not _is_inside(item.real, inside):
            problem = f"leads out of {inside}; name what it leads to: {item.real}"
            yield SyncError(item.path, None, problem)
        else:
            yield item


def _walk(folder: str, real: str) -> Iterator[_Found | SyncError]:
    """Yield the documents below a folder, sorted; what is inside is found without its links."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield SyncError(folder, None, error.strerror or str(error))
        return
    for entry in names:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _IGNORED:
                yield from _walk(entry.path, os.path.join(real, entry.name))
        elif _suffix(entry.name) in HOSTS and not entry.is_dir():
            is_link = entry.is_symlink()
            there = os.path.realpath(entry.path) if is_link else os.path.join(real, entry.name)
            yield _Found(entry.path, there, is_link)


def _is_inside(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _synced(found: _Found, written: Written, *, check: bool, diff: bool) -> SyncedDocument:
    path = found.path
    try:
        for _ in range(_TRIES):
            with suppress(ChangedError):
                return _tried(found, written, check=check, diff=diff)
    except UnicodeDecodeError as error:
        problem = f"is no text in UTF-8 (byte {error.start})"
    except OSError as error:
        problem = error.strerror or str(error)
    else:
        problem = "keeps changing while it is written"
    return _failed(SyncError(path, None, problem))


def _tried(found: _Found, written: Written, *, check: bool, diff: bool) -> SyncedDocument:
    """Return what became of a document; raise a ChangedError if another process changed it."""
    path, real, _ = found
    if not stat.S_ISREG(os.stat(real).st_mode):
        # reading a pipe would wait for ever
        raise OSError(errno.EINVAL, "is no regular file")
    with open(real, "rb") as file:
        read, content = os.fstat(file.fileno()), file.read()
    text = content.decode("utf-8")
    if "\0" in text:
        raise OSError(errno.EINVAL, "is no text: it holds a NUL")
    if _MARK not in text:
        return SyncedDocument(path=path, outcome=Outcome.UNCHANGED)
    done = update(text, HOSTS[_suffix(path)], written)
    if done.faults:
        return _failed(*(SyncError(path, *fault) for fault in done.faults))
    if not done.stale:
        return SyncedDocument(path=path, outcome=Outcome.UNCHANGED, blocks=len(done.blocks))
    if not check:
        write_whole(Path(real), done.text.encode("utf-8"), read=read)
    return SyncedDocument(
        path=path,
        outcome=Outcome.STALE if check else Outcome.CHANGED,
        blocks=len(done.blocks),
        places=tuple((line_of(text, block.at), block.arguments) for block in done.stale),
        diff=difference(text, done, printable(path)) if diff else "",
    )
