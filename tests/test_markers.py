"""Markers in texts of every kind: which count, what is wrong with them, and what a block holds."""

import pytest

import magforms as mf
from magforms.commands import block_text
from magforms.hosts import HOSTS
from magforms.markers import Update, find, update

ARGUMENTS = "verdict citrate malate"


def markers_of(suffix: str, arguments: str = ARGUMENTS) -> tuple[str, str]:
    """The two markers in documents of a kind."""
    host = HOSTS[suffix]
    return host.marker(f"magforms:begin {arguments}".rstrip()), host.marker("magforms:end")


def synced(text: str, suffix: str = ".md") -> Update:
    """A text brought up to date."""
    return update(text, HOSTS[suffix], block_text)


def problems(text: str, suffix: str = ".md") -> list[tuple[int, str]]:
    """What is wrong with a text, which is left as it was."""
    done = synced(text, suffix)
    assert text == done.text
    assert () == done.stale
    return [tuple(fault) for fault in done.faults]


@pytest.mark.parametrize("suffix", HOSTS)
def test_block_holds_the_whole_of_what_the_command_shows(suffix: str) -> None:
    """Table, notes, sources and caveat stand between the markers, in the format of the document."""
    begin, end = markers_of(suffix)
    done = synced(f"before\n\n{begin}\nold\n{end}\n\nafter", suffix)
    shown = mf.catalogue().verdict("citrate", "malate").render(HOSTS[suffix].format)
    if suffix != ".mdx":
        assert f"before\n\n{begin}\n\n{shown}\n{end}\n\nafter" == done.text
    assert "not medical advice" in done.text
    assert ((), 1) == (done.faults, len(done.stale))
    again = synced(done.text, suffix)
    assert ((), done.text, 1) == (again.stale, again.text, len(again.blocks))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("suffix", HOSTS)
def test_block_has_the_line_ends_of_its_marker(suffix: str, newline: str) -> None:
    """Line ends elsewhere, blanks at ends of lines, a mark of the byte order and the end stay."""
    begin, end = markers_of(suffix)
    head, tail = "\ufeffone\r\ntwo  \nthree\r\n\r\n", f"{end}\nfour\t\r\n five"
    text = f"{head}{begin}{newline}{tail}"
    done = synced(text, suffix)
    assert () == done.faults
    assert done.text.startswith(head)
    assert done.text.endswith(tail)
    body = done.text[len(head) + len(begin) : -len(tail)]
    assert body.replace(newline, "").isprintable()
    assert synced(done.text, suffix).stale == ()


@pytest.mark.parametrize("suffix", HOSTS)
def test_markers_may_be_all_there_is(suffix: str) -> None:
    """At the very start, behind a mark of the byte order, and without a last line end."""
    begin, end = markers_of(suffix)
    for start in ("", "\ufeff"):
        done = synced(f"{start}{begin}\n{end}", suffix)
        assert done.text.startswith(f"{start}{begin}\n\n")
        assert done.text.endswith(f"\n\n{end}")


HIDDEN = {
    ".md": [
        "```\n{}\n```\n",
        "~~~~ text\n{}\n~~~\n~~~~\n",
        "text\n\n    {begin}\n    {end}\n",
        "text\n\n\t{begin}\n\t{end}\n",
        "- item\n\n      {begin}\n      {end}\n",
        "- item\n  ```\n  {begin}\n  {end}\n  ```\n",
        "> ```\n> {begin}\n> {end}\n",
        "`{begin}` and `{end}`\n",
        "<!-- of another kind\n{begin}\n",
        "<pre>\n{}\n</pre>\n",
        "<script>\n{}\n</script>\n",
        "```\n{}\n",
    ],
    ".mdx": ["```\n{}\n```\n", "{{/* other\n{begin}\n", "`{begin}`\n"],
    ".rst": [
        "Like this::\n\n   {begin}\n   {end}\n\nend\n",
        "Like this::\n\n{}\n",
        "::\n\n   {begin}\n\n   {end}\n",
        ".. code-block:: html\n\n   {begin}\n   {end}\n",
        "- item::\n\n    {begin}\n",
        "..\n   {begin}\n   {end}\n",
        ".. a comment\n   {begin}\n   {end}\n",
        "``{begin}``\n",
    ],
    ".tex": [
        "\\begin{{verbatim}}\n{}\n\\end{{verbatim}}\n",
        "\\begin{{lstlisting}}[x]\n{}\n\\end{{lstlisting}}\n",
        "\\verb|{begin}|\n",
    ],
    ".adoc": [
        "----\n{}\n----\n",
        "....\n{}\n....\n",
        "////\n{}\n////\n",
        "```ruby\n{}\n```\n",
        "[source,html]\ncode\n{}\n\n",
        " {begin}\n {end}\n",
        "`{begin}`\n",
    ],
    ".html": [
        "<pre>\n{}\n</pre>\n",
        "<!-- other\n{begin}\n",
        "<SCRIPT>\n{}\n</Script>\n",
        "<![CDATA[\n{}\n]]>\n",
    ],
    ".txt": ["see {begin} and {end}\n"],
}


@pytest.mark.parametrize(
    ("suffix", "text"), [(suffix, text) for suffix, texts in HIDDEN.items() for text in texts]
)
def test_markers_in_code_and_in_other_comments_are_left_alone(suffix: str, text: str) -> None:
    """What shows how markers look is no marker, and a block after it is one."""
    begin, end = markers_of(suffix)
    shown = text.format(f"{begin}\n{end}", begin=begin, end=end)
    assert ([], []) == find(shown, HOSTS[suffix])
    if shown.endswith((f"```\n{end}\n", "```\n", "~~~~\n")):
        done = synced(f"{shown}\ntext\n\n{begin}\n{end}\n", suffix)
        assert (1, ()) == (len(done.blocks), done.faults)
        assert done.text.startswith(shown)


OPEN = {
    ".md": [
        "text\n{}\n",
        "- item\n\n{}\n",
        "   {begin}\n   {end}\n",
        "<div>\n{}\n</div>\n",
        "```\ncode\n```\n{}\n",
        "a ~~~ b\n{}\n",
        "<!-- one --> x\n{}\n",
        "<!-->\n{}\n",
        "````\n```\n````\n{}\n",
        "lone\rends\n{}\n",
    ],
    ".rst": [
        ".. note::\n   text\n\n{}\n",
        "Title\n:::::\n\n{}\n",
        "Like::\n\n   code\n\n{}\n",
        "Like::\n\n> quoted\n\ntext\n\n{}\n",
        ".. |a| replace:: b\n\n{}\n",
    ],
    ".tex": [
        "% \\begin{{verbatim}}\n{}\n",
        "\\verb|\\begin{{verbatim}}|\n{}\n",
        "a \\% \\\\\n  {begin}\n%% magforms:end\n",
    ],
    ".adoc": ["----\ncode\n----\n{}\n", "[source]\ncode\n\n{}\n", "[NOTE]\n====\n{}\n====\n"],
    ".html": ["<p>\n  {begin}\n  {end}\n", "<pre>x</pre>\n{}\n", "<!-- one --> <!-->\n{}\n"],
    ".mdx": ["{{/* one */}}\n\n{}\n", "<div>\n{}\n</div>\n"],
    ".txt": ["    {begin}\n\t{end}\n"],
}


@pytest.mark.parametrize(
    ("suffix", "text"), [(suffix, text) for suffix, texts in OPEN.items() for text in texts]
)
def test_markers_behind_code_and_among_tags_count(suffix: str, text: str) -> None:
    """What hides markers ends where the format says."""
    begin, end = markers_of(suffix)
    done = synced(text.format(f"{begin}\n{end}", begin=begin, end=end), suffix)
    assert (1, ()) == (len(done.blocks), done.faults)


BEGIN, END = "<!-- magforms:begin show oxide -->", "<!-- magforms:end -->"
STANDS_ALONE = f"a marker stands alone on its line, as <!-- magforms:begin ... --> or {END}"
AT_MARGIN = "a marker stands at the margin, in no list, quotation or other block"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BEGIN}\n", [(1, f"the block has no end: {END}")]),
        (f"\n{END}\n", [(2, "ends no block: its first marker is missing")]),
        (
            f"{BEGIN}\n\n{BEGIN}\n{END}\n{END}\n",
            [(3, "begins before the block above it has ended")],
        ),
        (
            f"{BEGIN}\n\n{BEGIN}\n{END}\n",
            [
                (1, f"the block has no end: {END}"),
                (3, "begins before the block above it has ended"),
            ],
        ),
        (
            f"{BEGIN} x\n{END}\n",
            [(1, STANDS_ALONE), (2, "ends no block: its first marker is missing")],
        ),
        ("<!-- magforms:begin\nshow oxide -->\n", [(1, STANDS_ALONE)]),
        ("<!-- magforms:start -->\n", [(1, STANDS_ALONE)]),
        ("<!-- magforms:begin --> -->\n", [(1, STANDS_ALONE)]),
        (
            f"{BEGIN}\n<!-- magforms:end show -->\n{END}\n",
            [(2, "the marker at the end takes no arguments: show")],
        ),
        (f"- {BEGIN}\n", []),
        (f"- item\n\n  {BEGIN}\n  {END}\n", [(3, AT_MARGIN), (4, AT_MARGIN)]),
        (f"text\n    {BEGIN}\n", [(2, AT_MARGIN)]),
        (
            f"<!-- magforms:begin show xyzzy -->\n{END}\n",
            [(1, "no magnesium form called 'xyzzy' (known: citrate, glycinate, malate, oxide)")],
        ),
        (
            f"<!-- magforms:begin show oxide --output x -->\n{END}\n",
            [(1, "magforms: --output has no place in a document (see 'magforms --help')")],
        ),
        (
            f"<!-- magforms:begin -h -->\n{END}\n",
            [(1, "magforms: -h has no place in a document (see 'magforms --help')")],
        ),
        (
            f"<!-- magforms:begin --version -->\n{END}\n",
            [(1, "magforms: --version has no place in a document (see 'magforms --help')")],
        ),
        (
            f"<!-- magforms:begin compare --format=text --format html -->\n{END}\n",
            [(1, "magforms: --format is given more than once (see 'magforms --help')")],
        ),
        (
            f"<!-- magforms:begin show 'oxide -->\n{END}\n",
            [(1, "magforms: no closing quotation in: show 'oxide (see 'magforms --help')")],
        ),
        (
            f"<!-- magforms:begin compare --capt x -->\n{END}\n",
            [(1, "magforms: unrecognized arguments: --capt (see 'magforms --help')")],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    """Every fault of a text at once, and the text stays."""
    assert expected == problems(text)


def test_unknown_command_is_told_with_those_that_exist() -> None:
    """The words are those of the command line."""
    (line, problem), *others = problems(f"x\n\n<!-- magforms:begin compair -->\n{END}\n")
    assert [] == others
    assert 3 == line
    assert "invalid choice: 'compair' (choose from" in problem


def test_faults_of_all_blocks_are_told_together() -> None:
    """And no block is rewritten, whichever is right."""
    text = f"{BEGIN}\nold\n{END}\n<!-- magforms:begin show x -->\n{END}\n{END}\n"
    assert [4, 6] == [line for line, _ in problems(text)]


def test_marker_in_a_block_of_restructuredtext_or_prose_directive_is_told() -> None:
    """It would be content of what is around it."""
    text = ".. note::\n\n   .. magforms:begin\n"
    assert [(3, AT_MARGIN)] == problems(text, ".rst")
    assert [(2, AT_MARGIN)] == problems("text\n   .. magforms:begin\n", ".rst")


@pytest.mark.parametrize(
    "directive", [".. magforms:: show oxide\n", ".. magforms::\n", "   .. magforms:: compare"]
)
def test_directive_of_the_sphinx_extension_is_no_marker(directive: str) -> None:
    """A page may show results by both; what the directive holds is left alone."""
    begin, end = markers_of(".rst")
    assert [] == problems(directive, ".rst")
    done = synced(f"{begin}\n{end}\n\n{directive}", ".rst")
    assert (1, ()) == (len(done.blocks), done.faults)
    assert done.text.endswith(directive)


@pytest.mark.parametrize("line", [".. magforms::begin", ".. magforms:start", ".. magforms: begin"])
def test_marker_misspelt_in_restructuredtext_is_told(line: str) -> None:
    """A directive has a blank behind its two colons."""
    assert [1] == [at for at, _ in problems(f"{line}\n", ".rst")]


TAMPERED = {
    "caveat cut": lambda body: body[: body.index("**Caveat**")],
    "figure changed": lambda body: body.replace("1", "2", 1),
    "line added": lambda body: f"{body}\nBest of all.\n",
    "emptied": lambda _: "",
    "blank line taken": lambda body: body.removeprefix("\n"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_block_that_was_edited_is_stale_and_written_anew(name: str) -> None:
    """Whatever was done to it."""
    fresh = synced(f"{BEGIN}\n{END}\n").text
    body = fresh[len(BEGIN) + 1 : fresh.index(END)]
    edited = fresh.replace(body, TAMPERED[name](body))
    assert edited != fresh
    assert fresh == synced(edited).text


CLOSING = [host.marker("magforms:end") for host in HOSTS.values()]


@pytest.mark.parametrize("suffix", HOSTS)
@pytest.mark.parametrize(
    "caption", [*CLOSING, "-->", "*/", "```", "----", "::", "<!--", "{/*", "%"]
)
@pytest.mark.parametrize("format_name", [None, "text", "csv"])
def test_text_of_a_block_cannot_end_or_hide_it(
    suffix: str, caption: str, format_name: str | None
) -> None:
    """It is escaped by its format, or refused where the format has no escape."""
    # a closing sign cannot stand in a marker, so the text comes in by another way
    begin, end = markers_of(suffix, "compare citrate oxide")
    text = f"text\n\n{begin}\n{end}\n\nafter\n\n{begin}\n{end}\n"

    def written(_: str, usual: str) -> str:
        shown = mf.compare("citrate", "oxide").render(format_name or usual, caption=caption)
        return f"{caption}\n{shown}" if format_name == "csv" else shown

    done = update(text, HOSTS[suffix], written)
    if done.faults:
        assert format_name is not None or suffix == ".txt"
        assert text == done.text
        problem = "what this command writes would end or hide a block in a document of this kind"
        assert [(3, problem)] == [tuple(fault) for fault in done.faults]
    else:
        again = update(done.text, HOSTS[suffix], written)
        assert (2, (), ()) == (len(again.blocks), again.stale, again.faults)
        assert done.text.count("not medical advice") >= 2


def test_markdown_for_mdx_holds_no_tags_expressions_or_exports() -> None:
    """Links are written out, and what MDX would run is text."""
    begin, end = markers_of(".mdx")

    def written(_: str, __: str) -> str:
        return "export x\n\na < b <c {d} \\{e\\} \\<f <https://x.org/a_(b)*c>\n"

    done = update(f"{begin}\n{end}\n", HOSTS[".mdx"], written)
    link = "[https://x.org/a\\_(b)\\*c](https://x.org/a_%28b%29*c)"
    expected = f"&#101;xport x\n\na < b &#60;c &#123;d&#125; \\{{e\\}} \\<f {link}"
    assert f"{begin}\n\n{expected}\n\n{end}\n" == done.text


def test_format_and_quotation_marks_in_a_marker_are_those_of_a_shell() -> None:
    """A format that is named stands in for that of the document."""
    begin = "<!-- magforms:begin show oxide --format html --caption 'An \"oxide\"' -->"
    done = synced(f"{begin}\n{END}\n")
    assert () == done.faults
    assert mf.get("oxide").render("html", caption='An "oxide"') in done.text
