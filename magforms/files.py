"""Files written whole: either the old or the new content stands there, never a part."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows
    fcntl = None  # type: ignore[assignment]

_BESIDE = ".magforms-"
_ENDING = ".tmp"


class ChangedError(OSError):
    """Another process has changed the file since it was read."""


def write_whole(path: Path, content: bytes, *, read: os.stat_result | None = None) -> None:
    """
    Write a file so that a reader finds the old or the new content, and no other file is left.

    Permissions and owner stay as they are; what a killed run has left in the folder goes.

    Args:
        path: The file, or a terminal or pipe, which is written to as it is.
        content: What shall stand there.
        read: State of the file when it was read, if it must be the same still.

    Raises:
        ChangedError: It is not the same.
        OSError: It cannot be written; names the path.
    """
    try:
        if path.exists() and not path.is_file():
            # a terminal or a pipe; a folder is refused by the system
            path.write_bytes(content)
        else:
            _replace(path, content, read)
    except ChangedError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, content: bytes, read: os.stat_result | None) -> None:
    old = path.stat() if path.exists() else None
    if old and not (old.st_mode & 0o222 and os.access(path, os.W_OK)):
        # the folder alone decides whether a file can be replaced
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    folder = path.parent
    _clear(folder)
    beside = folder / f"{_BESIDE}{os.urandom(8).hex()}{_ENDING}"
    try:
        with _opened(folder, beside) as file:
            if fcntl:
                # tells a file in use from one that a killed run has left
                fcntl.flock(file, fcntl.LOCK_EX)
            file.write(content)
            file.flush()
            _keep_permissions(file, old)
            os.fsync(file.fileno())
            if not beside.exists():
                # only with a folder's descriptor does the system follow this link
                source = f"/proc/self/fd/{file.fileno()}"
                os.link(source, beside, src_dir_fd=file.fileno(), follow_symlinks=True)
            if not fcntl:
                file.close()
            if read and _state(path.stat()) != _state(read):
                raise ChangedError
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _keep_name(folder)


def _opened(folder: Path, beside: Path) -> BinaryIO:
    """Open a new file, without a name where the system can, since a kill leaves nothing of it."""
    try:
        file = os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o666)
    except (AttributeError, OSError):
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        file = os.open(beside, flags, 0o666)
    return os.fdopen(file, "wb")


def _keep_permissions(file: BinaryIO, old: os.stat_result | None) -> None:
    if old and hasattr(os, "fchown"):
        with suppress(PermissionError):
            os.fchown(file.fileno(), old.st_uid, old.st_gid)
        os.fchmod(file.fileno(), old.st_mode & 0o7777)


def _keep_name(folder: Path) -> None:
    """Make the new name outlast a failing machine, where folders can be synchronised."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _clear(folder: Path) -> None:
    """Remove what killed runs have left."""
    for left in folder.glob(f"{_BESIDE}*{_ENDING}") if fcntl else ():
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def _state(of: os.stat_result) -> tuple[int, ...]:
    return of.st_dev, of.st_ino, of.st_size, of.st_mtime_ns
