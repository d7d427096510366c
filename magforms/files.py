"""Files written whole: either the old or the new content stands there, never a part."""

import os
import shutil
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """
    Write a file so that a reader finds the old or the new content, and no other file is left.

    Args:
        path: The file, or a terminal or pipe, which is written to as it is.
        content: What shall stand there.

    Raises:
        OSError: It cannot be written; names the path.
    """
    try:
        if path.exists() and not path.is_file():
            # a terminal or a pipe; a folder is refused by the system
            path.write_bytes(content)
            return
        beside = path.with_name(f".magforms-{os.getpid()}.tmp")
        try:
            beside.write_bytes(content)
            if path.exists():
                shutil.copymode(path, beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
