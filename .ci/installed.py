"""Check a built wheel: it holds every data file unchanged, and works as a zip on sys.path."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

top, wheel = map(Path, sys.argv[1:])

with zipfile.ZipFile(wheel) as archive:
    packed = {
        name.removeprefix("magforms/data/"): archive.read(name)
        for name in archive.namelist()
        if name.startswith("magforms/data/")
    }
data = top / "data"
kept = {
    path.relative_to(data).as_posix(): path.read_bytes()
    for path in data.rglob("*")
    if path.is_file()
}
if not kept or packed != kept:
    sys.exit(f"the wheel's data differ from data/: {sorted(packed.keys() ^ kept.keys())}")

code = "import magforms as mf; print(mf.__file__); print(mf.compare())"
code += "; assert mf.stylesheet() and mf.json_schema()"
ran = subprocess.run(
    [sys.executable, "-c", code],
    env={**os.environ, "PYTHONPATH": str(wheel)},
    capture_output=True,
    text=True,
    check=True,
)
first, _, shown = ran.stdout.partition("\n")
if not first.startswith(str(wheel)) or "Caveat" not in shown:
    sys.exit(f"the wheel was not used as a zip: {first}")
print(f"{len(kept)} data files unchanged; the wheel works as a zip")
