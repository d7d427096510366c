"""References for citation managers, read back by readers that are not ours."""

import json
import re

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from documents import TEXTS, references
from hypothesis import given, settings
from pylatexenc.latexwalker import LatexWalker
from readers import TO_TEXT

import magforms as mf
from magforms.citations import bibtex, csl_json
from magforms.references import Author, Reference

# the variables and types of CSL 1.0.2 that the data may use
CSL_FIELDS = {
    *("id", "type", "title", "author", "issued", "container-title", "volume", "issue", "page"),
    *("DOI", "PMID", "PMCID", "URL", "note"),
}
CSL_TYPES = {
    *("article-journal", "article-magazine", "book", "dataset", "legislation", "report"),
    *("webpage",),
}
FULL = Reference(
    id="kappeler2017",
    type="article-journal",
    title="Higher bioavailability of 50 % & more",
    authors=(
        Author(family="Kappeler", given="Dominik"),
        Author(family="van der Berg", given="J. S."),
        Author(literal="Study Group and Friends"),
        Author(family="Höfler"),
    ),
    year=2017,
    container="BMC Nutrition",
    volume="3",
    issue="1",
    page="7-12",
    doi="10.1186/s40795_016",
    pmid="12345",
    pmcid="PMC1",
    url="https://example.org/a_b",
    note="Read in full.",
)
BARE = Reference(id="bare", type="webpage")


def entries(text: str) -> dict[str, dict[str, str]]:
    """Read BibTeX that must hold no block that cannot be read."""
    decoding = LatexDecodingMiddleware(decoder=TO_TEXT)
    library = bibtexparser.parse_string(text, append_middleware=[decoding])
    assert [] == library.failed_blocks
    assert len(library.blocks) == len(library.entries)
    return {
        entry.key: {"": entry.entry_type, **{f.key: f.value for f in entry.fields}}
        for entry in library.entries
    }


def test_bibtex_of_a_journal_article() -> None:
    """Every field stands where a citation manager looks for it."""
    assert (
        "@article{kappeler2017,\n"
        "  author = {Kappeler, Dominik and van der Berg, J. S. and {Study Group and Friends}"
        " and {Höfler}},\n"
        "  title = {{Higher bioavailability of 50 \\% \\& more}},\n"
        "  journal = {BMC Nutrition},\n"
        "  year = {2017},\n"
        "  volume = {3},\n"
        "  number = {1},\n"
        "  pages = {7--12},\n"
        "  doi = {10.1186/s40795_016},\n"
        "  pmid = {12345},\n"
        "  url = {https://example.org/a_b},\n"
        "  note = {Read in full.},\n"
        "}\n"
    ) == bibtex([FULL])


def test_bibtex_without_fields_is_an_entry() -> None:
    """What is not known is left out, and nothing is made up."""
    assert "@misc{bare,\n}\n" == bibtex([BARE])
    assert "" == bibtex([])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("article-journal", "article"),
        ("book", "book"),
        ("report", "techreport"),
        ("webpage", "misc"),
        ("dataset", "misc"),
        ("legislation", "misc"),
    ],
)
def test_bibtex_types(kind: str, expected: str) -> None:
    """Types that BibTeX lacks are misc."""
    assert {"a": {"": expected}} == entries(bibtex([Reference(id="a", type=kind)]))


def test_every_reference_of_the_data_set_is_read_back(catalogue: mf.Catalogue) -> None:
    """Titles, authors and DOIs come back from BibTeX as they are in the data set."""
    found = entries(bibtex(catalogue.references))
    assert [source.id for source in catalogue.references] == list(found)
    for source in catalogue.references:
        entry = found[source.id]
        assert source.doi == entry.get("doi")
        assert source.pmid == entry.get("pmid")
        assert (source.title or "") == entry.get("title", "")
        assert (str(source.year) if source.year else None) == entry.get("year")


@settings(max_examples=50, deadline=None)
@given(references("a"))
def test_awkward_fields_come_back_from_bibtex(source: Reference) -> None:
    """Titles and journals full of markup are text to a reader."""
    bare = Reference(id="a", type="book", title=source.title, container=source.container)
    entry = entries(bibtex([bare])).get("a", {})
    for field, text in (("title", bare.title), ("journal", bare.container)):
        if text and text.strip() and text.isprintable():
            assert _drawn(text) == _drawn(entry[field])


# what TeX makes of signs that stand beside each other, and what it draws them as
_JOINED = {
    "\u2013": "--",
    "\u2014": "---",
    "\u201d": "''",
    "\u201c": "``",
    "\u2019": "'",
    "\u2018": "`",
    "\u00bf": "?`",
    "\u00a1": "!`",
}


def _drawn(text: str) -> str:
    for sign, typed in _JOINED.items():
        text = text.replace(sign, typed)
    return "".join(text.split())


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_braces_balance_as_bibtex_counts_them(text: str) -> None:
    """BibTeX counts a brace whether or not a backslash stands before it."""
    source = Reference(
        id="a", type="x", title=text, container=text, note=text, authors=(Author(literal=text),)
    )
    depths = [0]
    for sign in re.findall(r"[{}]", bibtex([source])):
        depths.append(depths[-1] + (1 if sign == "{" else -1))
    assert (0, 1, 0) == (min(depths), depths[1:].count(0), depths[-1])


@settings(max_examples=50, deadline=None)
@given(references("a"))
def test_fields_are_latex_that_parses(source: Reference) -> None:
    """What LaTeX is given of an entry is well-formed."""
    bare = Reference(id="a", type="book", title=source.title, note=source.note, page=source.page)
    LatexWalker(bibtex([bare]), tolerant_parsing=False).get_latex_nodes()


def test_csl_json_of_a_journal_article() -> None:
    """Every field stands under its name in CSL."""
    assert [
        {
            "id": "kappeler2017",
            "type": "article-journal",
            "title": "Higher bioavailability of 50 % & more",
            "author": [
                {"family": "Kappeler", "given": "Dominik"},
                {"family": "van der Berg", "given": "J. S."},
                {"literal": "Study Group and Friends"},
                {"family": "Höfler"},
            ],
            "issued": {"date-parts": [[2017]]},
            "container-title": "BMC Nutrition",
            "volume": "3",
            "issue": "1",
            "page": "7-12",
            "DOI": "10.1186/s40795_016",
            "PMID": "12345",
            "PMCID": "PMC1",
            "URL": "https://example.org/a_b",
            "note": "Read in full.",
        }
    ] == json.loads(csl_json([FULL]))


def test_csl_json_leaves_out_what_is_not_known() -> None:
    """No empty field stands for a missing one."""
    assert [{"id": "bare", "type": "webpage"}] == json.loads(csl_json([BARE]))
    assert [] == json.loads(csl_json([]))


def test_every_reference_of_the_data_set_is_csl(catalogue: mf.Catalogue) -> None:
    """Only fields and types that CSL knows are used, and each id once."""
    found = json.loads(csl_json(catalogue.references))
    assert [source.id for source in catalogue.references] == [item["id"] for item in found]
    assert set() == {field for item in found for field in item} - CSL_FIELDS
    assert set() == {item["type"] for item in found} - CSL_TYPES
    names = {field for item in found for author in item.get("author", ()) for field in author}
    assert {"family", "given", "literal"} == names


@settings(max_examples=50, deadline=None)
@given(references("a"))
def test_awkward_fields_come_back_from_csl_json(source: Reference) -> None:
    """Text needs no escape but that of JSON."""
    (found,) = json.loads(csl_json([source]))
    assert (source.title, source.container, source.note, source.doi) == tuple(
        found.get(field) for field in ("title", "container-title", "note", "DOI")
    )
