"""Shared fixtures."""

import os
import sys
from pathlib import Path
from time import gmtime, struct_time

import pytest
from hypothesis import settings

import magforms as mf
import magforms.caveats

# results say when the data are old, so the clock stands still in the month of the first data
magforms.caveats.gmtime = lambda: struct_time((2026, 11, *[1] * 7))  # type: ignore[assignment]

# helpers of the tests are imported by name from here
sys.path.insert(0, str(Path(__file__).parent))

# HYPOTHESIS_PROFILE=slow tries more examples where a test does not set its own number
settings.register_profile("slow", max_examples=1000, deadline=None)
settings.register_profile("usual", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def catalogue() -> mf.Catalogue:
    """The shipped catalogue."""
    return mf.catalogue()


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock as it is, for tests that compare with what another process says."""
    monkeypatch.setattr("magforms.caveats.gmtime", gmtime)


@pytest.fixture
def root() -> Path:
    """The top of the checkout; tests that need it skip where only the package is installed."""
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("needs the checkout")
    return ROOT
