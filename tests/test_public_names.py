"""The package's own namespace: what it offers and what importing it costs."""

import ast
import importlib.util
import subprocess
import sys

import pytest

import magforms as mf

NAMES = {
    "AmbiguousNameError",
    "Amount",
    "AmountError",
    "AnimalFinding",
    "BIBLIOGRAPHIES",
    "Bioavailability",
    "COLUMNS",
    "Catalogue",
    "Caveat",
    "Certainty",
    "Comparison",
    "ComparisonError",
    "Compound",
    "DataError",
    "DataErrors",
    "Declared",
    "Direction",
    "Elemental",
    "ElementalMass",
    "FORMATS",
    "Form",
    "HumanFinding",
    "Identification",
    "InVitroFinding",
    "IntakeLimit",
    "Kind",
    "LeftOut",
    "LimitKind",
    "LimitPosition",
    "LimitStatus",
    "MagformsError",
    "Measure",
    "MeasureVerdict",
    "Mention",
    "Outcome",
    "Position",
    "QueryError",
    "Rank",
    "Rating",
    "Reference",
    "Selection",
    "Sources",
    "Status",
    "StatedAmount",
    "Study",
    "SyncError",
    "SyncReport",
    "SyncedDocument",
    "UnknownFormError",
    "UnknownFormatError",
    "Use",
    "Verdict",
    "against_limits",
    "catalogue",
    "compare",
    "compound_for",
    "declared",
    "elemental",
    "elemental_in",
    "from_dict",
    "get",
    "identify",
    "identify_many",
    "json_schema",
    "parse_amount",
    "query",
    "sources",
    "stylesheet",
    "sync",
}


def fresh(code: str) -> str:
    """Return what code prints in a bare interpreter that finds what this one finds."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_public_names_are_these() -> None:
    """No name of the contract is missing, and none comes in unseen."""
    assert NAMES == set(mf.__all__)
    assert len(NAMES) == len(mf.__all__)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_public_name_resolves(name: str) -> None:
    """A public name leads to an object of ours, by attribute and by import."""
    value = getattr(mf, name)
    assert value is getattr(mf, name)
    if callable(value):
        assert name == value.__name__
        assert value.__module__.startswith("magforms.")


def test_dir_lists_public_names_before_they_are_used() -> None:
    """Completion works in a fresh process, and shows nothing of how names are found."""
    assert NAMES <= set(dir(mf))
    listed = fresh("import magforms; print(*dir(magforms))").split()
    assert set(listed) >= NAMES
    assert sorted(listed) == listed
    assert set() == {name for name in listed if not name.startswith("__")} - NAMES
    assert "__version__" in listed


def test_unknown_attribute_is_an_attribute_error() -> None:
    """A name that does not exist raises what Python raises for any module."""
    with pytest.raises(AttributeError) as caught:
        mf.get_form  # type: ignore[attr-defined]  # noqa: B018
    assert "module 'magforms' has no attribute 'get_form'" == str(caught.value)
    assert not hasattr(mf, "_private")


def test_star_import_gives_every_public_name() -> None:
    """`from magforms import *` brings the public names and no other."""
    code = "space = {}\nexec('from magforms import *', space)\nprint(*space)"
    assert NAMES == set(fresh(code).split()) - {"__builtins__"}


def test_name_is_kept_once_resolved() -> None:
    """The second use of a name costs a look-up only."""
    code = "import magforms as mf; mf.FORMATS; print('FORMATS' in vars(mf), 'COLUMNS' in vars(mf))"
    assert ["True", "False"] == fresh(code).split()


def test_type_checkers_see_the_same_names() -> None:
    """The imports that only type checkers read give exactly the public names."""
    spec = importlib.util.find_spec("magforms")
    assert spec is not None
    tree = ast.parse(spec.loader.get_source("magforms"))  # type: ignore[union-attr]
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    seen = {alias.asname: (node.module, alias.name) for node in imports for alias in node.names}
    assert NAMES == set(seen)
    for name, (module, original) in seen.items():
        assert name == original
        assert getattr(mf, name) is getattr(importlib.import_module(str(module)), name)


def test_importing_the_package_loads_nothing_else() -> None:
    """Neither attrs nor tabulate nor typing nor re is loaded by `import magforms`."""
    code = "before = {*sys.modules}\nimport magforms\nprint(*({*sys.modules} - before))"
    loaded = set(fresh(code).split())
    assert not loaded & {"attrs", "attr", "tabulate", "typing", "re"}
    assert {"magforms"} == loaded


def test_version_is_of_the_package() -> None:
    """The version is three numbers."""
    assert 3 == len(mf.__version__.split("."))
    assert mf.__version__.replace(".", "").isdigit()
