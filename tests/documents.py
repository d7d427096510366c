"""Documents of awkward text, and the plain blocks that a reader of any format must find."""

from itertools import groupby

from hypothesis import strategies as st

from magforms.caveats import Caveat
from magforms.references import Author, Reference
from magforms.render.clean import one_line
from magforms.table import Cell, Document, Listing, Row, Table

# what one format or another would take for markup, a number, a formula or the end of a line
AWKWARD = (
    *("", " ", "\t", "\n", "\r\n", "\u2028", "\u00a0", "\u3000", "\x00", "\x1b[31m", "\x7f"),
    *("|", "|a|", "a | b", "\\", "a\\", "\\|", "\\\\", "\\n", "\\&", "\\textbf{x}", "\\[1]"),
    *("*a*", "**a**", "* x", "*", "_a_", "a_", "a__", "_", "__", "a_b", "`a`", "``", "`", "'"),
    *("~~a~~", "~a~", "~", "^", "$a$", "$$", "%", "#", "# x", "## ", "&", "&&", "{", "}", "{}"),
    *("- x", "-", "--", "---", "- - -", "+ x", "1. x", "1) x", "2.", "a. x", "(a) x", "#. x"),
    *("::", ":", ": x", "a::", ":x: y", ":x:`y`", "=", "===", "= x", "=1+1", "@SUM(A1)", "@x"),
    *("+1", "-1", "-1.50", "1.50", "007", "1e3", "0x10", "1_000", "nan", "None", "True", "-x"),
    *("<b>", "</td>", "<!-- x -->", "<?x", "<http://x>", ">", "> x", "&amp;", "&lt;", "&#124;"),
    *("[a](b)", "[a]", "[1]_", "[x]: y", "![a](b)", "[ ] x", "|a|_", ".. x::", ".. [1] x", ".."),
    *("http://x_", "http://x.org/a_b*c", "https://x.org/?a=1&b=2", "www.x.org", "a@b.org", "://"),
    *(
        '"',
        "''",
        '"a"',
        "a,b",
        ",,",
        "<<",
        ">>",
        "?`",
        "!`",
        ";",
        "!",
        "?",
        "/",
        "\ufeff",
        "\ud800",
    ),
    *("\u6f22\u5b57", "e\u0301", "\u0301", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    *(
        "\u05e9\u05dc\u05d5\u05dd",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u202ea\u202c",
        "\u2066a\u2069",
    ),
    *("\u200f", "\u200b", "\u00ad", "\u00b5", "\u2212", "\u2265", "\u00b1", "\u00b2", "\u2013"),
    *("not stated", "word", "two words", "\ue000", "\U000e0041", "\u0378", "\uff1d1"),
)
_PIECES = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=6))
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.lists(_PIECES, max_size=4).map("".join),
    st.lists(_PIECES, max_size=4).map(" ".join),
)
# what the data package lets through as a DOI, and an address by the rules for addresses
_LETTERS = "abcXYZ019"
DOIS = st.text(_LETTERS + "-._;()/:<>[]#?&", min_size=1, max_size=12).map("10.1002/{}z".format)
URLS = st.text(_LETTERS + "-._~:/?#@!$&'()*+,;=", max_size=12).map("https://x.org/{}z".format)
# a reference comes from a file in UTF-8, which holds no lone surrogate
_OPTIONAL = st.one_of(st.none(), TEXTS.map(lambda text: text.replace("\ud800", "")))
AUTHORS = st.builds(Author, family=_OPTIONAL, given=_OPTIONAL, literal=_OPTIONAL)


def references(reference_id: str) -> st.SearchStrategy[Reference]:
    """References of this id with awkward text in every field that holds text."""
    return st.builds(
        Reference,
        id=st.just(reference_id),
        type=st.sampled_from(("article-journal", "book", "report", "webpage")),
        title=_OPTIONAL,
        authors=st.lists(AUTHORS, max_size=3).map(tuple),
        year=st.one_of(st.none(), st.integers(1800, 2100)),
        container=_OPTIONAL,
        volume=_OPTIONAL,
        issue=_OPTIONAL,
        page=_OPTIONAL,
        doi=st.one_of(st.none(), DOIS),
        pmid=st.one_of(st.none(), st.just("12345")),
        url=st.one_of(st.none(), URLS),
        note=_OPTIONAL,
    )


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Document:
    """Documents with tables and listings of such text, in any order."""
    sources = tuple(draw(references(f"r{number}")) for number in range(draw(st.integers(0, 3))))
    cited = st.lists(st.sampled_from(sources), max_size=3) if sources else st.just([])
    cells = st.builds(Cell, texts, cited.map(tuple))
    listings = st.builds(
        Listing, title=texts, items=st.lists(cells, min_size=1, max_size=3).map(tuple)
    )

    @st.composite
    def tables(draw: st.DrawFn) -> Table:
        width = draw(st.integers(1, 3))
        rows = st.builds(
            Row,
            label=texts,
            cells=st.lists(cells, min_size=width, max_size=width).map(tuple),
            indented=st.booleans(),
        )
        return Table(
            title=draw(st.one_of(st.none(), texts.filter(bool))),
            corner=draw(texts),
            columns=tuple(draw(st.lists(texts, min_size=width, max_size=width))),
            rows=tuple(draw(st.lists(rows, min_size=1, max_size=3))),
        )

    caveats = [
        Caveat(id=f"c{number}", scope="standing", text=draw(texts), checked_on="2026-01-01")
        for number in range(draw(st.integers(1, 3)))
    ]
    return Document(
        title=draw(texts),
        parts=tuple(draw(st.lists(st.one_of(listings, tables()), min_size=1, max_size=3))),
        notes=tuple(draw(st.lists(cells, max_size=2))),
        sources=sources,
        caveats=tuple(caveats),
        data_version=draw(texts),
    )


def one_cell(text: str, source: Reference | None = None) -> Document:
    """A document that shows a text wherever a text can stand."""
    cell = Cell(text, (source,) if source else ())
    return Document(
        title=text,
        parts=(
            Table(
                title=text or None,
                corner=text,
                columns=(text, text),
                rows=(
                    Row(label=text, cells=(cell, cell)),
                    Row(label=text, cells=(cell, cell), indented=True),
                ),
            ),
            Listing(title=text, items=(cell, cell)),
        ),
        notes=(cell,),
        sources=(source,) if source else (),
        caveats=tuple(
            Caveat(id=name, scope="standing", text=text, checked_on="2026-01-01") for name in "ab"
        ),
        data_version=text,
    )


def list_of(sources: tuple[Reference, ...]) -> Document:
    """A document with these sources and little else."""
    return Document(
        title="Sources",
        parts=(Listing(title="Found", items=(Cell("nothing"),)),),
        sources=sources,
        caveats=(Caveat(id="a", scope="standing", text="Ask.", checked_on="2026-01-01"),),
        data_version="1",
    )


def texts_of(document: Document, *, corners: bool = True) -> list[str]:
    """
    Return every text of a document, cleaned as documented, without the sources.

    Args:
        document: Title first.
        corners: Whether headings of columns of labels are among them.
    """
    found = [document.title, document.data_version, *(item.text for item in document.caveats)]
    for part in document.parts:
        if isinstance(part, Listing):
            found += [part.title, *(item.text for item in part.items)]
        else:
            found += [part.corner] if corners else []
            found += [*part.columns, *([part.title] if part.title else [])]
            found += [row.label for row in part.rows]
            found += [cell.text for row in part.rows for cell in row.cells]
    found += [note.text for note in document.notes]
    return [one_line(text) for text in found]


Block = tuple[str, object]


def blocks(
    document: Document, *, captions: bool = False, stop: str = ".", dash: str = "-"
) -> list[Block]:
    """
    Return what a document shows, in order, as (kind of block, text or texts).

    Args:
        document: What was written.
        captions: Whether a table without title takes that of the document, which then stands
            once where such a table comes first.
        stop: What ends the line with the data version.
        dash: What stands between the first and the last number of a run of sources.
    """
    first = document.parts[0]
    led = captions and isinstance(first, Table) and not first.title
    found: list[Block] = [] if led else [("heading", one_line(document.title))]
    for part in document.parts:
        if isinstance(part, Listing):
            found.append(("heading", one_line(part.title)))
            found.append(("list", [marked(item, document, dash) for item in part.items]))
            continue
        if part.title or captions:
            found.append(("heading", one_line(part.title or document.title)))
        header = [one_line(text) for text in (part.corner, *part.columns)]
        rows = [
            [one_line(row.label), *(marked(cell, document, dash) for cell in row.cells)]
            for row in part.rows
        ]
        found.append(("table", [header, *rows]))
    found += [("text", marked(note, document, dash)) for note in document.notes]
    if document.sources:
        found += [("heading", "Sources"), ("numbered", [source_line(s) for s in document.sources])]
    standing, *others = (one_line(caveat.text) for caveat in document.caveats)
    found += [("heading", "Caveat"), ("text", standing)]
    if others:
        found.append(("list", others))
    return [*found, ("text", f"Data version {one_line(document.data_version)}{stop}")]


def marked(cell: Cell, document: Document, dash: str = "-") -> str:
    """The cleaned text of a cell with the numbers of its sources behind it."""
    numbers = sorted({document.sources.index(source) + 1 for source in cell.references})
    if not numbers:
        return one_line(cell.text)
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    ]
    words = [f"{r[0]}{dash}{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs]
    return f"{one_line(cell.text)} [{', '.join(words)}]"


def source_line(source: Reference) -> str:
    """A source as a list of sources shows it."""
    parts = (one_line(source.citation), source.link, source.remark)
    return " ".join(part for part in parts if part)
