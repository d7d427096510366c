"""The table model between results and writers: words in order, no markup."""

from attrs import field, frozen

from magforms.caveats import Caveat
from magforms.references import Reference
from magforms.values import Value


@frozen(eq=False, repr=False)
class Cell(Value):
    """
    One cell, heading, note or line of a list.

    Attributes:
        text: What it says.
        references: Its sources; writers turn them into numbered marks.
    """

    text: str
    references: tuple[Reference, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Row(Value):
    """
    One row of a table.

    Attributes:
        label: Heading of the row.
        cells: As many as the table has columns.
        indented: Whether it belongs under the row before it.
    """

    label: str
    cells: tuple[Cell, ...]
    indented: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class Table(Value):
    """
    A grid.

    Attributes:
        title: Heading above it, or None.
        corner: Heading of the column of row labels.
        columns: Headings of the columns.
        rows: The rows, each as wide as `columns`.
    """

    title: str | None = None
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __attrs_post_init__(self) -> None:
        if not self.columns:
            message = "a table needs at least one column"
            raise ValueError(message)
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                message = (
                    f"row {row.label!r} must have {len(self.columns)} cells, got {len(row.cells)}"
                )
                raise ValueError(message)


@frozen(kw_only=True, eq=False, repr=False)
class Listing(Value):
    """
    A heading with lines under it.

    Attributes:
        title: The heading.
        items: The lines.
    """

    title: str
    items: tuple[Cell, ...]


@frozen(kw_only=True, eq=False, repr=False)
class Document(Value):
    """
    What a writer writes: all of it, in this order.

    Attributes:
        title: Caption.
        parts: Tables and listings.
        notes: Notes to them.
        sources: Numbered from 1; every reference of a cell is among them.
        caveats: Never empty.
        data_version: Version of the data set.
    """

    title: str
    parts: tuple[Table | Listing, ...]
    notes: tuple[Cell, ...] = ()
    sources: tuple[Reference, ...]
    caveats: tuple[Caveat, ...]
    data_version: str
    _numbers: dict[Reference, int] = field(init=False, eq=False, repr=False)

    @_numbers.default
    def _number(self) -> dict[Reference, int]:
        return {source: number for number, source in enumerate(self.sources, 1)}

    def __attrs_post_init__(self) -> None:
        if not self.caveats:
            message = "a document cannot be without its caveats"
            raise ValueError(message)

    def marks(self, cell: Cell) -> tuple[int, ...]:
        """Return the numbers of a cell's sources, rising, without repeats."""
        if not cell.references:
            return ()
        return tuple(sorted({self._numbers[source] for source in cell.references}))
