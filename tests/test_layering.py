"""The direction of imports: a module imports only from rows above its own."""

import ast
import importlib.util
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import magforms

# the table of docs/architecture.md
ROWS = (
    {"errors", "vocabulary", "values", "names", "arithmetic", "assets", "files", "hosts"},
    {"references", "quantities", "rows", "cells", "amounts", "markers"},
    {"caveats", "evidence", "intake", "datakeys"},
    {"results", "table", "composition", "appraisal", "general", "datafiles"},
    {"forms", "verdicts", "rules"},
    {"catalogues", "columns"},
    {"building"},
    {"loading"},
    {"own_data"},
    {"selections", "comparisons", "provenance", "labels", "conversions"},
    {"label_reader"},
    {"identification"},
    {"layout", "export"},
    {"render"},
    {"citations", "reading", "label_lines", "products"},
    {"commands"},
    {"documents"},
    {"cli"},
)
# the rows inside `render`: what all writers share, what some share, the writers, their choice
WRITERS = {"asciidoc", "csv", "html", "jira", "json", "latex", "markdown", "mediawiki", "rst"}
WRITERS |= {"text", "textile"}
RENDER = (
    {"render.clean", "render.options"},
    {"render.prose"},
    {"render.entities"},
    {f"render.{name}" for name in WRITERS},
    {"render"},
)
ROW_OF = {module: (row, 0) for row, modules in enumerate(ROWS) for module in modules}
ROW_OF |= {
    module: (ROW_OF["render"][0], row) for row, modules in enumerate(RENDER) for module in modules
}
# the package itself holds public names and imports nothing of ours; its `__main__` stands on top
ROW_OF |= {"": (-1, 0), "__main__": (len(ROWS), 0)}
# other programs import these, and nothing of ours does
ROW_OF |= {"integrations": (len(ROWS), 0)}
ROW_OF |= {f"integrations.{name}": (len(ROWS), 1) for name in ("plots", "sphinx", "strategies")}

# (importer, imported): done when called, and never on import
UPWARDS_WHEN_CALLED = {
    ("catalogues", "label_reader"),
    ("catalogues", "own_data"),
    ("caveats", "loading"),
    ("integrations", "integrations.strategies"),
    ("results", "citations"),
    ("results", "export"),
    ("results", "render"),
}
# modules that import by a name in a variable
BY_NAME = {"", "render"}


def _modules() -> dict[str, ast.Module]:
    """Return the parsed source of every module, by its name within the package."""
    names = [module.name for module in pkgutil.walk_packages(magforms.__path__, "magforms.")]
    trees = {}
    for name in ("magforms", *names):
        spec = importlib.util.find_spec(name)
        assert spec is not None
        source = spec.loader.get_source(name)  # type: ignore[union-attr]
        trees[name.removeprefix("magforms").removeprefix(".")] = ast.parse(source)
    return trees


TREES = _modules()


def _imports(node: ast.AST, when: str = "import") -> Iterator[tuple[str, str]]:
    """Yield (when it happens, module) for each import: on import, when called, for checkers."""
    for child in ast.iter_child_nodes(node):
        happens = when
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            happens = "call"
        elif isinstance(child, ast.If) and "TYPE_CHECKING" == ast.unparse(child.test):
            happens = "checkers"
        elif isinstance(child, ast.ImportFrom):
            assert 0 == child.level, "imports are written in full"
            yield happens, str(child.module)
        elif isinstance(child, ast.Import):
            yield from ((happens, alias.name) for alias in child.names)
        yield from _imports(child, happens)


def _ours(when: str) -> set[tuple[str, str]]:
    """Return (importer, imported) for the imports between our modules that happen then."""
    return {
        (importer, imported.removeprefix("magforms").removeprefix("."))
        for importer, tree in TREES.items()
        for happens, imported in _imports(tree)
        if happens == when and imported.partition(".")[0] == "magforms"
    }


def test_every_module_has_a_row() -> None:
    """A module added later must be given its place, and a row names no module that is gone."""
    assert set(ROW_OF) == set(TREES)


def test_modules_import_only_from_rows_above_their_own() -> None:
    """No import upwards and none within a row."""
    wrong = {
        (importer, imported)
        for importer, imported in _ours("import")
        if ROW_OF[imported] >= ROW_OF[importer]
    }
    assert set() == wrong
    assert ("building", "catalogues") in _ours("import")


def test_upward_imports_happen_only_when_called_and_are_these() -> None:
    """A result asks for its output and for the shipped caveats when it is used."""
    upwards = {
        (importer, imported)
        for importer, imported in _ours("call")
        if ROW_OF[imported] >= ROW_OF[importer]
    }
    assert UPWARDS_WHEN_CALLED == upwards


def test_modules_are_imported_by_name_only_for_public_names_and_formats() -> None:
    """Two places look a module up by a word; elsewhere an import can be read."""
    users = {
        importer
        for importer, tree in TREES.items()
        for _, imported in _imports(tree)
        if imported.partition(".")[0] == "importlib"
    }
    assert BY_NAME == users
    called = {
        importer
        for importer, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in ("__import__", "eval", "exec")
    }
    assert set() == called


def test_only_writers_import_tabulate() -> None:
    """What draws tables is known to `render` alone."""
    users = {
        importer
        for importer, tree in TREES.items()
        for _, imported in _imports(tree)
        if imported.partition(".")[0] == "tabulate"
    }
    assert users
    assert {"render"} == {user.partition(".")[0] for user in users}


def test_only_the_command_line_reads_the_environment() -> None:
    """No result depends on an environment variable."""
    readers = {
        importer
        for importer, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name | ast.alias)
        and {"environ", "environb", "getenv"}
        & {getattr(node, part, None) for part in ("attr", "id", "name")}
    }
    assert readers <= {"cli"}


def test_only_the_age_of_data_and_days_in_a_folder_of_ones_own_ask_the_clock() -> None:
    """Nothing else of a result depends on the day it is made."""
    users = {
        importer
        for importer, tree in TREES.items()
        for _, imported in _imports(tree)
        if imported.partition(".")[0] in ("calendar", "datetime", "time")
    }
    assert {"caveats", "own_data"} == users


def test_architecture_page_shows_these_rows(root: Path) -> None:
    """The table of the architecture page is the one held here."""
    lines = (root / "docs" / "architecture.md").read_text("utf-8").splitlines()
    cells = [line.split("|")[1:-1] for line in lines if line.startswith("| ") and "`" in line]
    page = [{word.strip(" `/") for word in modules.split(",")} for _, modules, _ in cells]
    assert list(ROWS) == page
