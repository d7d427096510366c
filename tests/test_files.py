"""Files written whole, with every step of it made to fail."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import magforms as mf
from magforms import files
from magforms.files import ChangedError, write_whole

# each step by which a file is replaced, by the name under which `magforms.files` calls it
STEPS = {
    "os.open": (os, "open"),
    "os.fdopen": (os, "fdopen"),
    "fcntl.flock": (files.fcntl, "flock"),
    "os.fchown": (os, "fchown"),
    "os.fchmod": (os, "fchmod"),
    "os.fsync": (os, "fsync"),
    "os.link": (os, "link"),
    "Path.replace": (Path, "replace"),
}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="steps of a POSIX system")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with content and permissions of its own."""
    path = tmp_path / "file.md"
    path.write_bytes(b"old\r\n")
    path.chmod(0o640)
    return path


@pytest.fixture(params=["unnamed", "named"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file without a name until it is whole, as some systems can, and with one."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)


def whole(file: Path, content: bytes) -> None:
    """Fail unless a file has this content, its permissions, and no other beside it."""
    assert content == file.read_bytes()
    assert 0o640 == stat.S_IMODE(file.stat().st_mode)
    assert [file] == list(file.parent.iterdir())


def fails(*_: Any, **__: Any) -> None:
    """Stand in for a step on a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_file_is_replaced_and_keeps_its_permissions(file: Path) -> None:
    """What stood there is gone, who may read it stays."""
    write_whole(file, b"new\n")
    whole(file, b"new\n")


def test_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    """As those of a file that any program makes."""
    usual, file = tmp_path / "usual", tmp_path / "file"
    usual.write_bytes(b"")
    write_whole(file, b"new")
    assert usual.stat().st_mode == file.stat().st_mode


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("step", STEPS)
def test_failure_of_any_step_leaves_the_old_or_the_new_file_whole(
    file: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No step that fails leaves a part, or another file, or an error without the path."""
    owner, name = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, fails)
        if step == "os.link" and not hasattr(os, "O_TMPFILE"):
            write_whole(file, b"new")
            expected = b"new"
        else:
            with pytest.raises(OSError, match="No space left on device") as caught:
                write_whole(file, b"new")
            assert str(file) == caught.value.filename
            expected = b"old\r\n"
    whole(file, expected)


@pytest.mark.usefixtures("kind")
def test_failing_write_leaves_the_old_file(file: Path) -> None:
    """A disk that is full within the content is told, and nothing stays behind."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        with pytest.raises(OSError, match="File too large"):
            write_whole(file, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    whole(file, b"old\r\n")


def test_folder_that_cannot_be_synchronised_is_no_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is there by then."""
    synchronised = os.fsync

    def for_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            fails()
        synchronised(descriptor)

    monkeypatch.setattr(os, "fsync", for_files)
    write_whole(file, b"new")
    whole(file, b"new")


def test_owner_that_cannot_be_kept_is_no_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the superuser may give files away."""

    def refuses(*_: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refuses)
    write_whole(file, b"new")
    whole(file, b"new")


def test_system_without_locks_and_owners_writes_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where neither exists the file is closed before it takes its place."""
    file.chmod(0o644)
    monkeypatch.setattr(files, "fcntl", None)
    monkeypatch.delattr(os, "fchown")
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    write_whole(file, b"new")
    assert b"new" == file.read_bytes()
    assert [file] == list(file.parent.iterdir())


def test_read_only_file_is_refused(file: Path) -> None:
    """That its folder would let it be replaced does not count."""
    file.chmod(0o440)
    with pytest.raises(PermissionError, match="Permission denied") as caught:
        write_whole(file, b"new")
    assert str(file) == caught.value.filename
    assert b"old\r\n" == file.read_bytes()
    assert [file] == list(file.parent.iterdir())


def test_file_changed_since_it_was_read_is_left(file: Path) -> None:
    """What another process has written is not lost."""
    read = file.stat()
    file.write_bytes(b"of another process")
    with pytest.raises(ChangedError):
        write_whole(file, b"new", read=read)
    whole(file, b"of another process")
    write_whole(file, b"new", read=file.stat())
    whole(file, b"new")


def test_what_a_killed_run_left_goes_and_what_a_running_one_uses_stays(file: Path) -> None:
    """A lock tells the two apart."""
    left, used = (file.parent / f".magforms-{name}.tmp" for name in ("left", "used"))
    left.write_bytes(b"part")
    with used.open("wb") as held:
        files.fcntl.flock(held, files.fcntl.LOCK_EX)
        write_whole(file, b"new")
        assert {file, used} == set(file.parent.iterdir())
    write_whole(file, b"newer")
    whole(file, b"newer")


KILLED = """
import os, signal, sys
from pathlib import Path
from magforms import files
owner, name = {"os": os, "Path": Path, "fcntl": files.fcntl}[sys.argv[2]], sys.argv[3]
if sys.argv[4] == "named":
    del os.O_TMPFILE
step = getattr(owner, name)
def killed(*arguments, **options):
    if sys.argv[5] == "after":
        step(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, killed)
files.write_whole(Path(sys.argv[1]), b"new")
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ["unnamed", "named"])
@pytest.mark.parametrize("step", [step for step in STEPS if step != "os.fdopen"])
def test_kill_between_steps_leaves_the_old_or_the_new_file_whole(
    file: Path, step: str, kind: str, when: str
) -> None:
    """A file that is killed for has one content, and the next run clears what is left."""
    owner, name = step.split(".")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), owner, name, kind, when],
        env={**os.environ, "PYTHONPATH": str(Path(mf.__file__).parent.parent)},
        check=False,
    )
    if step != "os.link" or kind == "unnamed":
        assert -signal.SIGKILL == done.returncode
    assert file.read_bytes() in (b"old\r\n", b"new")
    beside = set(file.parent.iterdir()) - {file}
    if kind == "unnamed" and (step, when) not in {("os.link", "after"), ("Path.replace", "before")}:
        # a file without a name is gone with its process
        assert set() == beside
    write_whole(file, b"newer")
    whole(file, b"newer")
