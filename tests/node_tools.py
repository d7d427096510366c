"""Programs of Node, all in one process, which starts at the first use and stays until the end."""

import atexit
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from outside import lacking, needed

HERE = Path(__file__).parent / "node"


@cache
def _server(node: str) -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [node, "server.mjs"],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(server.communicate)
    return server


def ask(job: str, text: str, options: dict[str, Any] | None = None) -> Any:
    """Return what a job of the server makes of a text; the test skips without Node."""
    node = needed("node")
    if not (HERE / "node_modules").is_dir():
        lacking("tests/node/node_modules, which `npm ci` in tests/node makes")
    server = _server(node)
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps({"job": job, "text": text, "options": options or {}}) + "\n")
    server.stdin.flush()
    answer = json.loads(server.stdout.readline())
    assert "error" not in answer, answer["error"]
    return answer["result"]


def asciidoctor_html(text: str) -> str:
    """Turn AsciiDoc, about which there must be nothing to say, into HTML for a page."""
    answer = ask("asciidoctor", text)
    assert [] == answer["messages"], answer["messages"]
    html: str = answer["html"]
    return html


def prettier(text: str) -> str:
    """Format Markdown as Prettier does by default."""
    formatted: str = ask("prettier", text)
    return formatted


def markdownlint(text: str, config: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return what markdownlint finds in Markdown, with all its rules unless configured."""
    found: list[dict[str, Any]] = ask("markdownlint", text, {"default": True} | (config or {}))
    return found


def axe(html: str) -> tuple[list[str], list[str]]:
    """Return what axe finds or cannot decide in a section of a page, and the rules that passed."""
    answer = ask("axe", html)
    return answer["found"], answer["passed"]
