"""How a document is written, beside what it says."""

from typing import NamedTuple

DEFAULT_WIDTH = 80


class Options(NamedTuple):
    """
    What a writer may be asked for; each format takes some of it.

    Attributes:
        label: Name to refer to the table by, or None.
        heading_level: Level of the title among the headings around it, what is under it one level
            deeper; None for titles that are no headings.
        width: Columns of the terminal.
    """

    label: str | None = None
    heading_level: int | None = None
    width: int = DEFAULT_WIDTH


USUAL = Options()
