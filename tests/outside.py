"""Programs that pip cannot install: a test that needs one skips without it."""

import os
import shutil
from typing import NoReturn

import pytest


def needed(program: str) -> str:
    """Return where a program is; without it the test does not go on."""
    found = shutil.which(program)
    return found or lacking(program)


def lacking(what: str) -> NoReturn:
    """Skip the test for what it lacks; fail with MAGFORMS_ALL_READERS=1, as before a release."""
    if os.environ.get("MAGFORMS_ALL_READERS") == "1":
        pytest.fail(f"needs {what}, and MAGFORMS_ALL_READERS is set")
    pytest.skip(f"needs {what}")
