"""The lock file of the development tools and the workflows, beside what the project asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ENVIRONMENTS = [
    {"python_version": f"3.{n}", "python_full_version": f"3.{n}.9"} for n in (11, 12, 13)
]


@pytest.fixture
def lock(root: Path) -> str:
    """The lock file; an unpacked sdist has none."""
    path = root / ".ci" / "tools.txt"
    if not path.exists():
        pytest.skip("needs the checkout")
    return path.read_text("utf-8")


def entries(lock: str) -> list[str]:
    """Return each locked requirement with its hashes, on one line."""
    lines = [line for line in lock.splitlines() if not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def asked_for(root: Path) -> list[Requirement]:
    """Return what the project and its development need."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
    listed = [item for name in ("check", "scale", "docs") for item in groups[name]]
    # a group that takes in another says so with a table
    listed = [item for item in listed if isinstance(item, str)]
    listed += [*extras["test"], *extras["sphinx"], *extras["plot"]]
    return [
        Requirement(item)
        for item in (
            *listed,
            *project["project"]["dependencies"],
            *project["build-system"]["requires"],
        )
    ]


def test_every_locked_tool_is_one_version_with_hashes(lock: str) -> None:
    """Nothing else than these files can be installed."""
    assert entries(lock)
    for entry in entries(lock):
        assert re.match(r"[a-z0-9.-]+==[^ *]+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}( |$)", entry), entry


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda item: item["python_version"])
def test_lock_holds_what_the_project_asks_for(
    root: Path, lock: str, environment: dict[str, str]
) -> None:
    """A tool added or raised in pyproject.toml fails here until `.ci/lock` has run."""
    locked = {}
    for entry in entries(lock):
        pinned = Requirement(entry.partition("--hash")[0].strip())
        if pinned.marker is None or pinned.marker.evaluate(environment):
            locked[canonicalize_name(pinned.name)] = str(pinned.specifier).removeprefix("==")
    for needed in asked_for(root):
        found = locked.get(canonicalize_name(needed.name))
        assert found, f"{needed} is not locked: run .ci/lock"
        assert needed.specifier.contains(found, prereleases=True), f"{needed}, locked: {found}"


def test_markers_of_the_lock_are_of_these_interpreters() -> None:
    """The environments given above are ones that markers can be asked about."""
    assert [True, True, False] == [
        Marker("python_full_version < '3.13'").evaluate(environment) for environment in ENVIRONMENTS
    ]


def test_workflows_pin_actions_and_hold_no_permission_of_their_own(root: Path) -> None:
    """Each action is one commit, and a job names each permission it has."""
    workflows = list((root / ".github" / "workflows").glob("*.yml"))
    if not workflows:
        pytest.skip("needs the checkout")
    for path in workflows:
        text = path.read_text("utf-8")
        used = re.findall(r"uses: (.*)", text)
        assert used
        for action in used:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
        assert "\npermissions: {}\n" in text
        assert text.count("actions/checkout@") == text.count("persist-credentials: false")
