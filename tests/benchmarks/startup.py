"""
Start-up times as ratios, measured interleaved in one run; no test.

Run it with the interpreter of an environment that holds the installed library:
`python tests/benchmarks/startup.py`. Medians of the processor time of whole processes.
"""

import os
import resource
import statistics
import subprocess
import sys

ROUNDS = 41
COMMANDS = {
    "bare interpreter": "pass",
    "import magforms": "import magforms",
    "import attrs, tabulate": "import attrs, tabulate",
    "first comparison": "import magforms as mf; mf.compare().render('markdown')",
}


def spent(code: str, environment: dict[str, str]) -> float:
    """Return the processor time of a process in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-P", "-c", code], env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(commands: dict[str, str], rounds: int) -> dict[str, float]:
    """Return the median time of the process of each command, all of them run once a round."""
    # without cached bytecode every import would be a compilation
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, code in commands.items():
            times[name].append(spent(code, environment))
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Print times and the two ratios that the project promises."""
    median = medians(COMMANDS, ROUNDS)
    for name, value in median.items():
        sys.stdout.write(f"{value * 1000:8.1f} ms  {name}\n")
    for name, base, goal in (
        ("import magforms", "bare interpreter", 1.1),
        ("first comparison", "import attrs, tabulate", 1.2),
    ):
        ratio = median[name] / median[base]
        sys.stdout.write(f"{ratio:8.2f}     {name} / {base} (goal: at most {goal})\n")


if __name__ == "__main__":
    main()
