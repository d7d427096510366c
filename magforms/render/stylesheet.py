"""The stylesheet for HTML, which is readable without it."""

import os


def stylesheet() -> str:
    """
    Return a small stylesheet for what `render("html")` writes.

    It takes its colours and fonts from the page around it, names no element outside the class
    "magforms" and loads nothing. Tables wider than the page scroll by themselves.
    """
    path = os.path.join(os.path.dirname(__file__), "magforms.css")
    written: bytes = __spec__.loader.get_data(path)  # type: ignore[union-attr]
    return written.decode("utf-8")
