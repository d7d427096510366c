"""
Use a built wheel from a small project of its own: pages made with Sphinx, and pre-commit's hooks.

    python .ci/project.py WHEEL CLONE FOLDER

The wheel is installed with its extra `sphinx` into a fresh environment. The hooks come from the
clone, as from any repository, and pre-commit is the one beside the running interpreter.
"""

import html
import os
import re
import subprocess
import sys
from pathlib import Path

wheel, clone, folder = (Path(name).resolve() for name in sys.argv[1:])
project, tools = folder / "project", folder / "tools"
bin_name = "Scripts" if os.name == "nt" else "bin"
python = folder / "venv" / bin_name / "python"

ASKED = "compare citrate oxide --columns bioavailability"
README = f"# Tea\n\n<!-- magforms:begin {ASKED} -->\n{{}}<!-- magforms:end -->\n"
FILES = {
    "README.md": README.format("Written long ago.\n"),
    "docs/conf.py": (
        'project = "Tea"\nextensions = ["magforms.integrations.sphinx", "myst_parser"]\n'
    ),
    "docs/index.md": f"# Tea\n\n```{{toctree}}\nrest\n```\n\n```{{magforms}} {ASKED}\n```\n",
    "docs/rest.rst": f"Salts\n=====\n\n.. magforms:: {ASKED}\n",
    ".pre-commit-config.yaml": """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: magforms-sync
        stages: [manual]
      - id: magforms-sync-check
""",
}
BUILT = {"html": ["index.html", "rest.html"], "text": ["index.txt", "rest.txt"]}
BUILT["latex"] = ["tea.tex"]


def ran(*words: str | Path, status: int = 0) -> str:
    """Run a command in the project and return what it printed; stop on another status."""
    done = subprocess.run(
        words,
        cwd=project,
        env={**os.environ, "PRE_COMMIT_HOME": str(tools)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != status:
        told = f"{' '.join(map(str, words))}: {done.returncode}, not {status}\n{done.stdout}"
        sys.exit(told)
    return done.stdout


def letters(text: str) -> str:
    """Return the letters and digits of a text, which no format writes in another way."""
    return "".join(filter(str.isalnum, text))


def read(builder: str, name: str) -> str:
    """Return the letters of a built page, without its markup."""
    text = (folder / builder / name).read_text("utf-8")
    if builder == "html":
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    if builder == "latex":
        text = re.sub(r"\\[a-zA-Z@]+", " ", text)
    return letters(text)


(project / "docs").mkdir(parents=True)
repo, rev = clone.as_uri(), ran("git", "-C", clone, "rev-parse", "HEAD").strip()
for name, text in FILES.items():
    (project / name).write_text(
        text.format(repo=repo, rev=rev) if name.startswith(".") else text, "utf-8"
    )

ran(sys.executable, "-m", "venv", folder / "venv")
ran(python, "-m", "pip", "install", "--quiet", f"{wheel}[sphinx]", "myst-parser")
words = ASKED.split()[1:3]
code = f"import magforms as mf; print(mf.compare{tuple(words)}.caveat)"
caveats = ran(python, "-c", code).splitlines()
if len(caveats) < 2 or "not medical advice" not in caveats[0]:  # noqa: PLR2004
    sys.exit(f"no caveats: {caveats}")
pages = 0
for builder, names in BUILT.items():
    ran(python, "-m", "sphinx", "-W", "--keep-going", "-b", builder, "docs", folder / builder)
    for name in names:
        shown, times = read(builder, name), 2 if builder == "latex" else 1
        if lost := [caveat for caveat in caveats if shown.count(letters(caveat)) < times]:
            sys.exit(f"{builder} {name} lacks {lost}")
        pages += times

ran("git", "init", "--quiet")
ran("git", "add", ".")
hooks = (sys.executable, "-m", "pre_commit", "run", "--all-files")
told = ran(*hooks, "magforms-sync-check", status=1)
untouched = (project / "README.md").read_text("utf-8") == FILES["README.md"]
if "README.md:3: stale" not in told or "error" in told or not untouched:
    sys.exit(f"the hook that checks did not tell of a stale block alone:\n{told}")
told = ran(*hooks, "--hook-stage", "manual", "magforms-sync", status=1)
mended = (project / "README.md").read_text("utf-8")
if "files were modified by this hook" not in told or letters(caveats[0]) not in letters(mended):
    sys.exit(f"the hook that writes did not mend the README:\n{told}")
ran(*hooks, "--hook-stage", "manual", "magforms-sync")
ran(*hooks, "magforms-sync-check")
# a change of a document without markers is no error
ran(*hooks[:-1], "magforms-sync-check", "--files", "docs/index.md")
print(f"the caveat is on {pages} pages of Sphinx; the hooks tell, mend and pass")
