"""Readers of what the writers write, each by a parser that is not ours."""

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import cmarkgfm
import html5lib
import pypandoc
from documents import Block
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst.tableparser import GridTableParser, SimpleTableParser
from docutils.statemachine import StringList
from markdown_it import MarkdownIt
from node_tools import asciidoctor_html
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import (
    LatexEnvironmentNode,
    LatexMacroNode,
    LatexNode,
    LatexSpecialsNode,
    LatexWalker,
)

Reader = Callable[[str], list[Block]]
ToHtml = Callable[[str], str]
_COMMONMARK = MarkdownIt("commonmark").enable("table")
_MARKDOWN_TAGS = {"p", "strong", "ul", "li", "a", *(f"h{level}" for level in range(1, 7))}
_TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}


def fragment(html: str) -> Element:
    """Parse HTML that must hold no error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(html)


def commonmark_html(text: str) -> str:
    """Turn Markdown into HTML by CommonMark with tables."""
    return _COMMONMARK.render(text)


def github_html(text: str) -> str:
    """Turn Markdown into HTML as GitHub does."""
    return cmarkgfm.github_flavored_markdown_to_html(text)


def commonmark(text: str) -> list[Block]:
    """Read Markdown by CommonMark with tables."""
    return _of_markdown(fragment(commonmark_html(text)))


def github(text: str) -> list[Block]:
    """Read Markdown as GitHub does."""
    return _of_markdown(fragment(github_html(text)))


def unquoted(found: list[Block]) -> list[Block]:
    """The same with the sources as they read when the percent signs of links are resolved."""
    return [
        (kind, [unquote(item) for item in shown] if kind == "numbered" else shown)
        for kind, shown in found
    ]


def _of_markdown(root: Element) -> list[Block]:
    unexpected = {item.tag for item in root.iter()} - _MARKDOWN_TAGS - _TABLE_TAGS
    assert {"DOCUMENT_FRAGMENT"} >= unexpected
    found: list[Block] = []
    for block in root:
        if block.tag == "p":
            if len(block) == 1 and not block.text and block[0].tag == "strong":
                assert block[0].tail == ":"
                found.append(("heading", "".join(block[0].itertext())))
            else:
                found.append(("text", "".join(block.itertext())))
        elif re.fullmatch("h[1-6]", block.tag):
            found.append(("heading", "".join(block.itertext())))
        elif block.tag == "table":
            rows = ["".join(cell.itertext()) for row in block.iter("tr") for cell in row]
            width = len(next(block.iter("tr")))
            found.append(("table", [rows[at : at + width] for at in range(0, len(rows), width)]))
        elif found[-1:] == [("heading", "Sources")]:
            numbered = [_with_links(item).partition(" ") for item in block]
            assert [f"[{n}]" for n in range(1, len(block) + 1)] == [item[0] for item in numbered]
            found.append(("numbered", [item[2] for item in numbered]))
        else:
            assert block.tag == "ul"
            found.append(("list", ["".join(item.itertext()) for item in block]))
    return found


def _with_links(element: Element) -> str:
    text = element.text or ""
    for child in element:
        assert child.tag == "a"
        address = child.get("href", "")
        shown = unquote(address) if address.startswith("http") else child.text or ""
        text += shown + (child.tail or "")
    return text


def html(text: str) -> list[Block]:
    """Read the HTML section of a result."""
    (section,) = fragment(text.strip())
    assert (section.tag, section.get("class")) == ("section", "magforms")
    return list(_of_html(section))


def _of_html(parent: Element) -> Iterator[Block]:
    for block in parent:
        if block.tag == "div":
            yield from _of_html(block)
        elif block.tag == "table":
            yield "heading", "".join(block.find("caption").itertext())
            assert {"caption", "thead", "tbody"} == {child.tag for child in block}
            yield "table", [["".join(c.itertext()) for c in row] for row in block.iter("tr")]
        else:
            kinds = {"p": "text", "ul": "list", "ol": "numbered"}
            kind = "heading" if re.fullmatch("h[1-6]", block.tag) else kinds[block.tag]
            allowed = {"li", "a", "sup"} if kind in ("list", "numbered") else {"sup", "a"}
            assert allowed >= {item.tag for item in block.iter()} - {block.tag}
            items = ["".join(item.itertext()) for item in block]
            yield kind, items if kind in ("list", "numbered") else "".join(block.itertext())


_RST_NODES = (
    *(nodes.document, nodes.rubric, nodes.bullet_list, nodes.enumerated_list, nodes.list_item),
    *(nodes.paragraph, nodes.table, nodes.tgroup, nodes.colspec, nodes.thead, nodes.tbody),
    *(nodes.row, nodes.entry, nodes.Text, nodes.reference, nodes.target),
)


def doctree(text: str) -> nodes.document:
    """Parse reStructuredText that must give no system message of any level."""
    messages = io.StringIO()
    tree = publish_doctree(
        text,
        settings_overrides={"report_level": 1, "halt_level": 2, "warning_stream": messages},
    )
    # a label is there for others to refer to
    told = re.sub(r".*Hyperlink target \".*\" is not referenced\.\n", "", messages.getvalue())
    assert "" == told
    return tree


def rst(text: str) -> list[Block]:
    """Read reStructuredText."""
    tree = doctree(text)
    assert [] == [node for node in tree.findall() if not isinstance(node, _RST_NODES)]
    found: list[Block] = []
    for node in tree:
        if isinstance(node, nodes.target):
            # a label, which shows nothing
            assert "" == node.astext()
        elif isinstance(node, nodes.table):
            rows = [[entry.astext() for entry in row] for row in node.findall(nodes.row)]
            found.append(("table", rows))
        elif isinstance(node, (nodes.bullet_list, nodes.enumerated_list)):
            kind = "list" if isinstance(node, nodes.bullet_list) else "numbered"
            assert node.get("start", 1) == 1
            found.append((kind, [item.astext() for item in node]))
        else:
            kind = "heading" if isinstance(node, nodes.rubric) else "text"
            found.append((kind, node.astext()))
    return found


def asciidoc(text: str) -> list[Block]:
    """Read AsciiDoc from the HTML that Asciidoctor makes of it."""
    return list(_of_asciidoc(fragment(asciidoctor_html(text))))


def _of_asciidoc(parent: Element) -> Iterator[Block]:
    for block in parent:
        css = block.get("class", "").partition(" ")[0]
        if block.tag == "table":
            yield from _of_asciidoc_table(block)
        elif re.fullmatch(r"sect[1-5]|sectionbody", css):
            yield from _of_asciidoc(block)
        elif re.fullmatch("h[1-6]", block.tag):
            yield "heading", _plain_of(block)
        else:
            *titles, body = block
            for title in titles:
                assert ("div", "title") == (title.tag, title.get("class"))
                yield "heading", _plain_of(title)
            yield {"paragraph": _paragraph, "ulist": _bullets, "olist": _numbers}[css](body)


def _of_asciidoc_table(table: Element) -> Iterator[Block]:
    for caption in table.findall("caption"):
        numbered = re.fullmatch(r"Table [0-9]+\. (.+)", _plain_of(caption))
        assert numbered
        yield "heading", numbered[1]
    allowed = {*_TABLE_TAGS, "caption", "colgroup", "col", "p"}
    assert allowed >= {item.tag for item in table.iter()}
    assert 1 == len(table.find("thead"))
    cells = [[cell[0] if len(cell) else cell for cell in row] for row in table.iter("tr")]
    yield "table", [[_plain_of(cell) for cell in row] for row in cells]


def _paragraph(body: Element) -> Block:
    assert "p" == body.tag
    if len(body) == 1 and not body.text and not body[0].tail:
        assert "strong" == body[0].tag
        return "heading", _plain_of(body[0])
    return "text", _plain_of(body)


def _bullets(body: Element) -> Block:
    assert "ul" == body.tag
    return "list", [_plain_of(paragraph) for (paragraph,) in body]


def _numbers(body: Element) -> Block:
    assert ("ol", None) == (body.tag, body.get("start"))
    items = [paragraph for (paragraph,) in body]
    for link in (link for item in items for link in item):
        assert ("a", link.text) == (link.tag, link.get("href"))
    return "numbered", ["".join(item.itertext()) for item in items]


def _plain_of(element: Element) -> str:
    assert 0 == len(element), element[0].tag
    return element.text or ""


# what these commands draw; the reader's own table lacks them or draws something near it
_DRAWN = {
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotedbl": '"',
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
}
_MATHS = {
    "-": "\u2212",
    r"\geq": "\u2265",
    r"\leq": "\u2264",
    r"\pm": "\u00b1",
    r"\mu": "\u03bc",
    r"\alpha": "\u03b1",
    r"\beta": "\u03b2",
    r"\gamma": "\u03b3",
    r"\delta": "\u03b4",
    r"\Delta": "\u0394",
    r"\Omega": "\u03a9",
    r"\neq": "\u2260",
    r"\approx": "\u2248",
    r"\infty": "\u221e",
    **{f"^{sign}": raised for sign, raised in zip("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", strict=True)},
    **{f"_{sign}": lowered for sign, lowered in zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True)},
}
# T1 fonts draw these pairs as one sign
_LIGATURES = {",,": "\u201e", "<<": "\u00ab", ">>": "\u00bb"}


def _maths(node: LatexMacroNode, **_: object) -> str:
    return _MATHS[node.nodeargd.argnlist[0].latex_verbatim().strip("{}")]


def _latex_to_text() -> LatexNodes2Text:
    drawn = [MacroTextSpec(name, sign) for name, sign in _DRAWN.items()]
    context = get_default_latex_context_db()
    context.add_context_category(
        "drawn", macros=[*drawn, MacroTextSpec("ensuremath", _maths)], prepend=True
    )
    return LatexNodes2Text(context, strict_latex_spaces=True)


TO_TEXT = _latex_to_text()


def latex(text: str) -> list[Block]:
    """Read LaTeX, every block of which must parse without tolerance."""
    found: list[Block] = []
    for block in text.strip().split("\n\n"):
        drawn = block
        for pair, sign in _LIGATURES.items():
            drawn = drawn.replace(pair, sign)
        items, _, length = LatexWalker(drawn, tolerant_parsing=False).get_latex_nodes()
        assert len(drawn) == length
        first = items[0]
        if isinstance(first, LatexEnvironmentNode):
            assert len(items) == 1
            found.append(_environment(first))
        else:
            heading = len(items) == 1 and _is_macro(first, "textbf")
            found.append(("heading" if heading else "text", _plain(items)))
    return found


def _environment(node: LatexEnvironmentNode) -> Block:
    if node.environmentname == "tabular":
        lines = _split(node.nodelist, lambda item: _is_macro(item, "\\"))
        kept = [[item for item in line if not _is_rule(item)] for line in lines]
        rows = [[_plain(cell) for cell in _split(line, _is_cell_end)] for line in kept]
        return "table", [row for row in rows if row != [""]]
    kind = {"itemize": "list", "enumerate": "numbered"}[node.environmentname]
    blank, *items = _split(node.nodelist, lambda item: _is_macro(item, "item"))
    assert _plain(blank) == ""
    return kind, [_plain(item) for item in items]


def _split(items: Iterable[LatexNode], at: Callable[[LatexNode], bool]) -> list[list[LatexNode]]:
    groups: list[list[LatexNode]] = [[]]
    for item in items:
        if at(item):
            groups.append([])
        else:
            groups[-1].append(item)
    return groups


def _is_special(node: LatexNode, chars: str) -> bool:
    return isinstance(node, LatexSpecialsNode) and node.specials_chars == chars


def _is_rule(node: LatexNode) -> bool:
    return any(_is_macro(node, rule) for rule in ("hline", "toprule", "midrule", "bottomrule"))


def _is_cell_end(node: LatexNode) -> bool:
    return _is_special(node, "&")


def _is_macro(node: LatexNode, name: str) -> bool:
    return isinstance(node, LatexMacroNode) and node.macroname == name


def _plain(found: list[LatexNode]) -> str:
    drawn = re.sub(r"\s+", " ", TO_TEXT.nodelist_to_text(found)).strip()
    return re.sub(r"\[(U\+[0-9A-F]{4,6}( U\+[0-9A-F]{4,6})*)\]", _of_numbers, drawn)


def _of_numbers(match: re.Match[str]) -> str:
    """Return the signs that are named by their numbers."""
    return "".join(chr(int(number, 16)) for number in re.findall("[0-9A-F]{4,6}", match[1]))


def squashed(text: str) -> str:
    """A text without its white space, which wrapping changes."""
    return "".join(text.split())


# what docutils takes for the lines of a table, and where it stands meanwhile
_ASIDE = dict(zip("+-=|", "\ue000\ue001\ue002\ue003", strict=True))
_BACK = {ord(there): sign for sign, there in _ASIDE.items()}
_WIDE = "\ue004"


def text_tables(text: str) -> list[str]:
    """
    Read the tables in plain text by the parser of docutils, and return their columns.

    It reads simple tables with rules of equals signs. A cell is broken on lines, the first of a
    row too, so that what comes back of each column is all its text from top to bottom, unblanked.
    """
    columns: list[str] = []
    for block in text.split("\n\n"):
        lines = block.split("\n")
        rules = [at for at, line in enumerate(lines) if re.fullmatch(r"-+(  -+)+", line)]
        if rules:
            under = lines[rules[0]].replace("-", "=")
            cells = [line.translate(str.maketrans(_ASIDE)) for line in lines]
            head, body = cells[: rules[0]], cells[rules[0] + 1 :]
            # a title may stand over the table, across its columns
            margins = [match.span() for match in re.finditer(" +", under)]
            while any(head[0][a:b].strip() for a, b in margins):
                del head[0]
            drawn = StringList([under, *head, under, *body, under], "text")
            _, heads, rows = SimpleTableParser().parse(drawn)
            columns += [
                squashed("".join("".join(cell[3]) for cell in column)).translate(_BACK)
                for column in zip(*heads, *rows, strict=True)
            ]
    return columns


def box_tables(text: str) -> list[list[list[str]]]:
    """
    Read the tables drawn with box characters, each as rows of cells, by the parser of docutils.

    It reads grids drawn in ASCII with a frame, so box characters are turned into these.
    """
    return [
        _of_box(block) for block in text.split("\n\n") if re.search("^━+┯", block, re.MULTILINE)
    ]


def _of_box(block: str) -> list[list[str]]:
    start = block.index("━")
    drawn = StringList(block[block.rfind("\n", 0, start) + 1 :].splitlines(), "box")
    drawn.pad_double_width(_WIDE)
    width = max(map(len, drawn))
    heavy = [at for at, line in enumerate(drawn) if line.startswith("━")]
    assert 3 == len(heavy)
    lines = []
    for at, line in enumerate(drawn):
        if re.fullmatch("[━─┯┿┼┷]+", line):
            rule = re.sub("[━─]", "=" if at == heavy[1] else "-", line)
            lines.append(re.sub("[┯┿┼┷]", "+", f"+{rule}+"))
        else:
            aside = line.translate(str.maketrans(_ASIDE)).replace("│", "|")
            lines.append(f"|{aside:{width}}|")
    _, head, body = GridTableParser().parse(StringList(lines, "box"))
    back = _BACK | {ord(_WIDE): None}
    return [
        [" ".join(line.strip() for line in cell[3]).strip().translate(back) for cell in row]
        for row in (*head, *body)
    ]


def pandoc(text: str, format_name: str) -> list[Block]:
    """Read a format that pandoc reads, from the tree that it makes of it."""
    tree = json.loads(pypandoc.convert_text(text, "json", format=format_name))
    return [_of_pandoc(block) for block in tree["blocks"]]


def _of_pandoc(block: dict[str, Any]) -> Block:
    kind, content = block["t"], block.get("c")
    if kind == "Header":
        return "heading", _inlines(content[2])
    if kind == "BulletList":
        return "list", [_only(item) for item in content]
    if kind == "OrderedList":
        assert 1 == content[0][0]
        return "numbered", [_only(item) for item in content[1]]
    if kind == "Table":
        _, _, _, head, bodies, foot = content
        assert [] == foot[1]
        rows = [row for section in (head[1], *(body[3] for body in bodies)) for row in section]
        return "table", [[_only(cell[4]) for cell in row[1]] for row in rows]
    assert kind == "Para", kind
    if len(content) == 1 and content[0]["t"] == "Strong":
        return "heading", _inlines(content[0]["c"])
    return "text", _inlines(content)


def _only(blocks: list[dict[str, Any]]) -> str:
    (block,) = blocks
    assert block["t"] in ("Para", "Plain"), block
    return _inlines(block["c"])


def _inlines(items: list[dict[str, Any]]) -> str:
    text = ""
    for item in items:
        if item["t"] == "Link":
            _, shown, (address, _) = item["c"]
            assert address == _inlines(shown), address
            text += address
        else:
            text += {"Str": item.get("c"), "Space": " "}[item["t"]]
    return text


def pandoc_links(text: str, format_name: str) -> list[str]:
    """The addresses of the links in a format that pandoc reads, in order."""
    tree = json.loads(pypandoc.convert_text(text, "json", format=format_name))

    def links(node: Any) -> Iterator[str]:
        if isinstance(node, dict) and node.get("t") == "Link":
            yield node["c"][2][0]
        for item in node.values() if isinstance(node, dict) else node:
            if isinstance(item, (dict, list)):
                yield from links(item)

    return list(links(tree["blocks"]))
