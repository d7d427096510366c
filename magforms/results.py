"""What every result shares: caveats, sources, renderings and exports."""

from collections.abc import Iterable
from typing import Any

from magforms.caveats import Caveat
from magforms.references import Reference
from magforms.values import Value


def unique(items: Iterable[Any]) -> tuple[Any, ...]:
    """Return the items without repeats, in order of first mention."""
    return tuple(dict.fromkeys(items))


class Result(Value):
    """
    Base of every result.

    Attributes:
        caveats: What to keep in mind; computed from the content, never empty.
        references: Sources of what is shown, in citation order.
        data_version: Version of the data set the result came from.
    """

    __slots__ = ()

    caveats: tuple[Caveat, ...]
    references: tuple[Reference, ...]
    data_version: str

    @property
    def caveat(self) -> str:
        """All caveats as one text, a line each."""
        return "\n".join(caveat.text for caveat in self.caveats)

    def render(
        self,
        format: str = "text",  # noqa: A002  # the name of the contract
        *,
        columns: Iterable[str] | None = None,
        caption: str | None = None,
        orientation: str | None = None,
        width: int | None = None,
        label: str | None = None,
        heading_level: int | None = None,
    ) -> str:
        """
        Write the result in a format: tables, then notes, sources and caveat.

        Args:
            format: One of `magforms.FORMATS`.
            columns: What to show of each form, from `magforms.COLUMNS`; None for the usual.
            caption: Title instead of the usual one.
            orientation: "columns" for a form a column, "rows" for a form a row; None for what
                reads well in the format.
            width: Columns of the terminal, 40 or more, for "text" and "box"; None for 80.
            label: Name to refer to the table by, for "html", "rst", "latex", "booktabs" and
                "asciidoc".
            heading_level: Level of the title from 1 to 5, what is under it one deeper, for
                "markdown", "html", "asciidoc", "mediawiki", "jira" and "textile"; None for level 2
                in HTML, titles of blocks in AsciiDoc and bold words in the others.

        Raises:
            UnknownFormatError: No such format.
            QueryError: No such column or orientation, or an option that cannot be or that the
                format does not take.
        """
        from magforms.render import write

        return write(
            self,
            format,
            columns=columns,
            caption=caption,
            orientation=orientation,
            width=width,
            label=label,
            heading_level=heading_level,
        )

    def bibliography(self, format: str = "text") -> str:  # noqa: A002  # as of `render`
        """
        Write the sources of the result, in citation order, with its caveat.

        "text" is a numbered short citation a line, the caveat below. "bibtex" holds the caveat as
        comments above the entries; "csl-json" and "ris" in the note of every record, behind what
        the record itself notes. Without any source these two hold one record of the data set.

        Args:
            format: One of `magforms.BIBLIOGRAPHIES`.

        Raises:
            UnknownFormatError: No such format.
        """
        from magforms.citations import bibliography

        return bibliography(self, format)

    def to_records(self) -> list[dict[str, Any]]:
        """Return one plain dict a row, each with its caveat, sources and data version."""
        from magforms.export import records

        return records(self)

    def to_dict(self) -> dict[str, Any]:
        """
        Return the whole result as plain dicts, lists, text and numbers.

        `magforms.from_dict` gives the result back; `magforms.json_schema` is its schema.
        """
        from magforms.export import document

        return document(self)

    def to_json(self) -> str:
        """Return the whole result as strict JSON; figures keep their digits as text."""
        from magforms.export import strict_json

        return strict_json(self.to_dict())

    def _repr_html_(self) -> str:
        return self.render("html")

    def __str__(self) -> str:
        return self.render("text")
