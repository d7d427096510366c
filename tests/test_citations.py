"""Bibliographies, read back by readers that are not ours."""

import json
import re
import unicodedata

import bibtexparser
import pypandoc
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from documents import TEXTS, references
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latexwalker import LatexWalker
from readers import TO_TEXT

import magforms as mf
from magforms.provenance import Figure
from magforms.references import Author, Reference
from magforms.render.clean import one_line
from magforms.vocabulary import Origin

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


def result_of(*sources: Reference) -> mf.Sources:
    """A result that cites these sources and no other."""
    figure = Figure(
        about="a",
        text="b",
        references=sources,
        locator="c",
        origin=Origin.REPORTED,
        checked_on="2026-01-01",
    )
    return mf.Sources(figures=(figure,), data_version="1")


def lines_of(result: mf.Sources) -> list[str]:
    """What a result carries besides its sources."""
    return [*(caveat.text for caveat in result.caveats), "Data version 1."]


def note_of(result: mf.Sources) -> str:
    """The same in a note."""
    return "Read with this caveat: " + " ".join(lines_of(result))


# FULL has the id of a source of the data set; the others are one's own, and say so
LINES, NOTE = lines_of(result_of(FULL)), note_of(result_of(FULL))
OWN_LINES, OWN_NOTE = lines_of(result_of(BARE)), note_of(result_of(BARE))


def shown(text: str | None) -> str | None:
    """Text as every rendering cleans it, or None where nothing is left."""
    line = one_line(text or "")
    return None if line == "not stated" else line


def names(source: Reference) -> list[tuple[str | None, str | None]]:
    """Family and given names of the authors as cleaned; a body has None for the second."""
    found = []
    for author in source.authors:
        family, given_, literal = map(shown, (author.family, author.given, author.literal))
        found.append((family, given_) if family else (literal or given_, None))
    return [name for name in found if name[0]]


# what all of them share ---------------------------------------------------------------------------


def test_formats_are_these() -> None:
    """The names that `bibliography` takes, text first and without being asked for."""
    assert ("text", "bibtex", "csl-json", "ris") == mf.BIBLIOGRAPHIES
    assert result_of(FULL).bibliography("text") == result_of(FULL).bibliography()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("bibtx", "'bibtx'; did you mean 'bibtex'?"),
        ("RIS", "'RIS'; did you mean 'ris'?"),
        ("markdown", "'markdown'"),
        ("", "''"),
        (None, "None"),
        (["ris"], "['ris']"),
    ],
    ids=repr,
)
def test_unknown_format_is_an_error_that_lists_the_formats(name: object, hint: str) -> None:
    """A format without a writer is never replaced by another."""
    with pytest.raises(mf.UnknownFormatError) as caught:
        mf.get("oxide").bibliography(name)  # type: ignore[arg-type]
    allowed = "(allowed: text, bibtex, csl-json, ris)"
    assert f"no such bibliography: {hint} {allowed}" == str(caught.value)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(mf.BIBLIOGRAPHIES), references("a"))
def test_no_control_or_direction_character_comes_through(name: str, source: Reference) -> None:
    """What could drive a terminal or turn text round is in no bibliography."""
    text = result_of(source).bibliography(name)
    found = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs")}
    assert found <= {"\n", "\u200c", "\u200d"}


# text ---------------------------------------------------------------------------------------------


def test_text_is_a_numbered_citation_a_line_then_the_caveat() -> None:
    """A citation ends in its link or in what was not confirmed; the caveat stands below."""
    assert [
        "[1] Kappeler et al., 2017. BMC Nutrition 3(1):7-12. https://doi.org/10.1186/s40795_016",
        "[2] Title not shown. no date. (no DOI or PMID confirmed)",
        "",
        "Caveat",
        *OWN_LINES,
    ] == result_of(FULL, BARE).bibliography("text").splitlines()


def test_text_without_sources_says_so() -> None:
    """Nothing cited is said in words, above the caveat."""
    expected = ["No source is cited.", "", "Caveat", *LINES]
    assert expected == result_of().bibliography("text").splitlines()


@settings(max_examples=50, deadline=None)
@given(references("a"), references("b"))
def test_awkward_text_stays_in_its_line(first: Reference, second: Reference) -> None:
    """However a field is written, a source is one line with its number, link and remark."""
    lines = result_of(first, second).bibliography("text").splitlines()
    assert ["", "Caveat", *OWN_LINES] == lines[2:]
    for number, source in enumerate((first, second), 1):
        line = lines[number - 1]
        assert line.startswith(f"[{number}] ")
        assert line.endswith(" ".join(filter(None, (source.link, source.remark))))
        assert (names(source)[0][0] if names(source) else "") in line


# BibTeX -------------------------------------------------------------------------------------------


def entries(*sources: Reference) -> dict[str, dict[str, str]]:
    """Read BibTeX that must hold the caveat, entries, and no block that cannot be read."""
    result = result_of(*sources)
    decoding = LatexDecodingMiddleware(decoder=TO_TEXT)
    read = bibtexparser.parse_string(result.bibliography("bibtex"), append_middleware=[decoding])
    assert [] == read.failed_blocks
    assert len(read.blocks) == len(read.entries) + 1
    (comment,) = read.comments
    assert [f"% {line}" for line in lines_of(result)] == comment.comment.splitlines()
    return {
        entry.key: {"": entry.entry_type, **{f.key: f.value for f in entry.fields}}
        for entry in read.entries
    }


def bare_bibtex(*sources: Reference) -> str:
    """What stands below the caveat in BibTeX."""
    return result_of(*sources).bibliography("bibtex").partition("\n\n")[2]


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
        "  pmcid = {PMC1},\n"
        "  url = {https://example.org/a_b},\n"
        "  note = {Read in full.},\n"
        "}\n"
    ) == bare_bibtex(FULL)


def test_bibtex_without_fields_is_an_entry() -> None:
    """What is not known is left out, and nothing is made up."""
    assert "@misc{bare,\n}\n" == bare_bibtex(BARE)


def test_bibtex_without_entries_holds_the_caveat() -> None:
    """A file of comments is still BibTeX, and `@` starts no entry in it."""
    assert {} == entries()
    text = result_of().bibliography("bibtex")
    assert [f"% {line}" for line in LINES] == text.splitlines()


def test_at_sign_in_a_caveat_starts_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """BibTeX knows no comment sign: what follows `@` is an entry wherever it stands."""
    caveat = mf.Caveat(id="c", scope="standing", text="Ask a@b{x}.", checked_on="2026-01-01")
    monkeypatch.setattr("magforms.loading.shipped_caveats", lambda: (caveat,))
    read = bibtexparser.parse_string(result_of(BARE).bibliography("bibtex"))
    assert ["bare"] == [entry.key for entry in read.entries]
    first, own, last = read.comments[0].comment.splitlines()
    assert ("% Ask a(at)b{x}.", "% Data version 1.") == (first, last)
    assert own.startswith("% User-supplied, not checked")


@pytest.mark.parametrize(
    ("kind", "entry", "field"),
    [
        ("article-journal", "article", "journal"),
        ("article-magazine", "article", "journal"),
        ("book", "book", "series"),
        ("report", "techreport", "institution"),
        ("webpage", "misc", "howpublished"),
        ("dataset", "misc", "howpublished"),
        ("legislation", "misc", "howpublished"),
    ],
)
def test_bibtex_types(kind: str, entry: str, field: str) -> None:
    """Types that BibTeX lacks are misc; what contains the source stands where the type has it."""
    source = Reference(id="a", type=kind, container="Alloys")
    assert {"a": {"": entry, field: "Alloys"}} == entries(source)


@pytest.mark.parametrize(
    ("page", "bibtex", "ris"),
    [
        ("7-12", "7--12", ("7", "12")),
        ("7\u201312", "7--12", ("7", "12")),
        ("7--12", "7--12", ("7", "12")),
        ("7 - 12", "7--12", ("7", "12")),
        ("CR326-CR330", "CR326--CR330", ("CR326", "CR330")),
        ("e123", "e123", ("e123", None)),
        ("391a,b (6 pp.)", "391a,b (6 pp.)", ("391a,b (6 pp.)", None)),
        ("1-2, 5-6", "1-2, 5-6", ("1-2, 5-6", None)),
        ("7-", "7-", ("7-", None)),
        (" ", None, (None, None)),
    ],
)
def test_range_of_pages_has_a_first_and_a_last(
    page: str, bibtex: str | None, ris: tuple[str | None, str | None]
) -> None:
    """Only what is plainly one range is taken apart; the rest stands as printed."""
    source = Reference(id="a", type="book", page=page)
    written = re.search("pages = {(.*)},", bare_bibtex(source))
    assert bibtex == (written and written[1])
    (record,) = records(source)
    assert ris == (record.get("start_page"), record.get("end_page"))


def test_every_reference_of_the_data_set_is_read_back(catalogue: mf.Catalogue) -> None:
    """Titles, authors and DOIs come back from BibTeX as they are in the data set."""
    found = entries(*catalogue.references)
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
    entry = entries(bare)["a"]
    for field, text in (("title", shown(bare.title)), ("series", shown(bare.container))):
        assert (field in entry) == (text is not None)
        if text and text.isprintable():
            assert _drawn(text) == _drawn(entry[field])


@settings(max_examples=50, deadline=None)
@given(references("a"))
def test_awkward_names_stay_as_many_as_they_are(source: Reference) -> None:
    """Neither "and" nor a comma within a name makes two of it."""
    bare = Reference(id="a", type="book", authors=(*source.authors, Author(literal="Body")))
    text = result_of(bare).bibliography("bibtex")
    read = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors()])
    assert len(names(bare)) == len(read.entries[0]["author"])


def test_and_or_a_comma_within_a_name_parts_nothing() -> None:
    """Braces keep a name together where BibTeX would part it."""
    people = (Author(family="Sand and Sea", given="A."), Author(family="Sand", given="B., Jr"))
    source = Reference(id="a", type="book", authors=(*people, Author(literal="Rock and Roll")))
    written = "  author = {{Sand and Sea}, A. and Sand, {B., Jr} and {Rock and Roll}},"
    assert written in bare_bibtex(source).splitlines()


def test_awkward_identifiers_do_not_end_an_entry() -> None:
    """A brace in a DOI or address is encoded, since BibTeX counts braces."""
    source = Reference(id="a", type="book", doi="10.1000/}x{", url="https://x.org/}{")
    expected = {"": "book", "doi": "10.1000/%7Dx%7B", "url": "https://x.org/%7D%7B"}
    read = bibtexparser.parse_string(result_of(source).bibliography("bibtex"))
    (entry,) = read.entries
    assert expected == {"": entry.entry_type, **{f.key: f.value for f in entry.fields}}


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
    for sign in re.findall(r"[{}]", bare_bibtex(source)):
        depths.append(depths[-1] + (1 if sign == "{" else -1))
    assert (0, 1, 0) == (min(depths), depths[1:].count(0), depths[-1])


@settings(max_examples=50, deadline=None)
@given(references("a"))
def test_fields_are_latex_that_parses(source: Reference) -> None:
    """What LaTeX is given of an entry is well-formed."""
    bare = Reference(id="a", type="book", title=source.title, note=source.note, page=source.page)
    LatexWalker(bare_bibtex(bare), tolerant_parsing=False).get_latex_nodes()


# CSL-JSON -----------------------------------------------------------------------------------------


def items(*sources: Reference) -> list[dict[str, object]]:
    """The items of CSL-JSON."""
    read = json.loads(result_of(*sources).bibliography("csl-json"))
    assert isinstance(read, list)
    return read


def test_csl_json_of_a_journal_article() -> None:
    """Every field stands under its name in CSL, the caveat behind the note."""
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
            "note": f"Read in full. {NOTE}",
        }
    ] == items(FULL)


def test_csl_json_leaves_out_what_is_not_known() -> None:
    """No empty field stands for a missing one."""
    assert [{"id": "bare", "type": "webpage", "note": OWN_NOTE}] == items(BARE)


def test_csl_json_without_sources_is_the_data_set_with_the_caveat() -> None:
    """An array of nothing could hold no caveat."""
    assert [
        {
            "id": "magforms",
            "type": "dataset",
            "title": "magforms data",
            "note": f"No source is cited. {NOTE}",
        }
    ] == items()


def test_every_reference_of_the_data_set_is_csl(catalogue: mf.Catalogue) -> None:
    """Only fields and types that CSL knows are used, and each id once."""
    found = json.loads(result_of(*catalogue.references).bibliography("csl-json"))
    assert [source.id for source in catalogue.references] == [item["id"] for item in found]
    assert set() == {field for item in found for field in item} - CSL_FIELDS
    assert set() == {item["type"] for item in found} - CSL_TYPES
    parts = {field for item in found for author in item.get("author", ()) for field in author}
    assert {"family", "given", "literal"} == parts


@settings(max_examples=50, deadline=None)
@given(references("a"))
def test_awkward_fields_come_back_from_csl_json(source: Reference) -> None:
    """Text needs no escape but that of JSON."""
    (found,) = items(source)
    for field, text in (
        ("title", source.title),
        ("container-title", source.container),
        ("volume", source.volume),
        ("issue", source.issue),
        ("page", source.page),
        ("DOI", source.doi),
        ("note", f"{shown(source.note) or ''} {OWN_NOTE}"),
    ):
        assert shown(text) == found.get(field)
    people = [(a.get("family", a.get("literal")), a.get("given")) for a in found.get("author", ())]  # type: ignore[attr-defined]
    assert names(source) == people


def test_every_reference_of_the_data_set_is_drawn_in_a_style(catalogue: mf.Catalogue) -> None:
    """A CSL processor takes each item as it is and shows its title, first author and year."""
    data = json.loads(result_of(*catalogue.references).bibliography("csl-json"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    drawn = CitationStylesBibliography(style, CiteProcJSON(data), formatters.plain)
    for source in catalogue.references:
        drawn.register(Citation([CitationItem(source.id)]))
    texts = dict(zip(drawn.keys, map(str, drawn.bibliography()), strict=True))
    for source in catalogue.references:
        text = texts[source.id]
        assert (source.title or "") in text
        assert (source.authors[0].short if source.authors else "") in text
        assert (str(source.year) if source.year else "no date") in text


# RIS ----------------------------------------------------------------------------------------------


def records(*sources: Reference) -> list[dict[str, object]]:
    """The records that a reader finds in RIS, all of whose tags it must know."""
    read = rispy.loads(result_of(*sources).bibliography("ris"))
    assert not any("unknown_tag" in record for record in read)
    return read


def test_ris_of_a_journal_article() -> None:
    """Every field stands under the tag that managers read it from, the caveat behind the note."""
    assert (
        "TY  - JOUR\n"
        "ID  - kappeler2017\n"
        "AU  - Kappeler, Dominik\n"
        "AU  - van der Berg, J. S.\n"
        "AU  - Study Group and Friends,\n"
        "AU  - Höfler,\n"
        "TI  - Higher bioavailability of 50 % & more\n"
        "T2  - BMC Nutrition\n"
        "PY  - 2017\n"
        "VL  - 3\n"
        "IS  - 1\n"
        "SP  - 7\n"
        "EP  - 12\n"
        "DO  - 10.1186/s40795_016\n"
        "AN  - 12345\n"
        "DB  - PubMed\n"
        "C2  - PMC1\n"
        "UR  - https://doi.org/10.1186/s40795_016\n"
        f"N1  - Read in full. {NOTE}\n"
        "ER  - \n"
    ) == result_of(FULL).bibliography("ris")


def test_ris_leaves_out_what_is_not_known() -> None:
    """Records are parted by an empty line, and no tag is empty but the last."""
    record = "TY  - ELEC\nID  - {}\nN1  - " + OWN_NOTE + "\nER  - \n"
    expected = record.format("bare") + "\n" + record.format("other")
    other = Reference(id="other", type="webpage")
    assert expected == result_of(BARE, other).bibliography("ris")


def test_ris_without_sources_is_the_data_set_with_the_caveat() -> None:
    """A file of no record could hold no caveat."""
    assert [
        {
            "type_of_reference": "DATA",
            "id": "magforms",
            "title": "magforms data",
            "notes": [f"No source is cited. {NOTE}"],
        }
    ] == records()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("article-journal", "JOUR"),
        ("article-magazine", "MGZN"),
        ("book", "BOOK"),
        ("dataset", "DATA"),
        ("legislation", "STAT"),
        ("report", "RPRT"),
        ("webpage", "ELEC"),
        ("thing", "GEN"),
    ],
)
def test_ris_types(kind: str, expected: str) -> None:
    """Each type of the data set has its own in RIS, any other is generic."""
    (record,) = records(Reference(id="a", type=kind))
    assert expected == record["type_of_reference"]


def test_comma_in_a_name_makes_no_second_part() -> None:
    """A comma parts family from given name in RIS, so that within either it is left out."""
    body = Author(literal="Institutes of Health, Office of Supplements")
    person = Author(family="Smith, Jr", given="A., B.")
    (record,) = records(Reference(id="a", type="book", authors=(body, person)))
    expected = ["Institutes of Health Office of Supplements,", "Smith Jr, A. B."]
    assert expected == record["authors"]


@settings(max_examples=50, deadline=None)
@given(references("a"), references("b"))
def test_awkward_fields_come_back_from_ris(first: Reference, second: Reference) -> None:
    """No text starts a tag or a record, and each field comes back as cleaned."""
    found = records(first, second)
    assert ["a", "b"] == [record["id"] for record in found]
    for source, record in zip((first, second), found, strict=True):
        for field, text in (
            ("title", source.title),
            ("secondary_title", source.container),
            ("volume", source.volume),
            ("number", source.issue),
            ("doi", source.doi),
            ("accession_number", source.pmid),
            ("year", str(source.year or "")),
        ):
            assert shown(text) == record.get(field), field
        link = source.link and source.link.replace(";", "%3B")
        assert ([link] if link else None) == record.get("urls")
        assert [shown(f"{shown(source.note) or ''} {OWN_NOTE}")] == record["notes"]
        people = record.get("authors", [])
        assert len(names(source)) == len(people)  # type: ignore[arg-type]
        assert all(1 == person.count(",") for person in people)  # type: ignore[attr-defined]


# all three ----------------------------------------------------------------------------------------

# how pandoc names the types that have no name of their own in a format
_UNNAMED = {"": "webpage", "misc": "webpage"}
_PANDOC = {"csl-json": "csljson", "bibtex": "bibtex", "ris": "ris"}


def converted(name: str, sources: tuple[Reference, ...]) -> list[dict[str, object]]:
    """What pandoc reads in a bibliography, as CSL-JSON."""
    text = result_of(*sources).bibliography(name)
    read = json.loads(pypandoc.convert_text(text, "csljson", format=_PANDOC[name]))
    assert isinstance(read, list)
    return read


def _plain(text: str | None) -> str | None:
    """Text without what pandoc makes of quotes, dashes and blanks."""
    if text is None:
        return None
    for typed, drawn in (("'", "\u2019"), ('"', "\u201c"), ('"', "\u201d"), ("-", "\u2013")):
        text = text.replace(drawn, typed)
    return " ".join(text.split())


def _person(author: dict[str, str]) -> str:
    """The words of a name; commas do not stand in RIS, and particles are told apart by no one."""
    parts = ("dropping-particle", "non-dropping-particle", "family", "literal", "given")
    return " ".join(author[part] for part in parts if part in author).replace(",", "")


@pytest.mark.parametrize("name", _PANDOC)
def test_every_format_says_the_same_of_every_reference(name: str, catalogue: mf.Catalogue) -> None:
    """One reader finds in each format the same sources as in the data set."""
    found = converted(name, catalogue.references)
    assert [source.id for source in catalogue.references] == [item["id"] for item in found]
    for source, item in zip(catalogue.references, found, strict=True):
        where = {"book": "collection-title", "report": "publisher"}.get(source.type)
        expected = {
            "title": _plain(source.title),
            "author": [
                _person({"family": author.short, "given": author.given or ""}).strip()
                for author in source.authors
            ],
            "issued": {"date-parts": [[source.year]]} if source.year else None,
            "volume": source.volume,
            "issue": source.issue,
            "page": source.page,
            "DOI": source.doi,
            "container-title": _plain(source.container),
        }
        got = {field: item.get(field) for field in expected}
        got["title"] = _plain(item.get("title"))
        got["container-title"] = _plain(item.get("container-title"))
        got["author"] = [_person(author) for author in item.get("author", ())]
        assert where is None or source.container is None
        assert expected == got


def test_note_with_the_caveat_survives_a_converter(catalogue: mf.Catalogue) -> None:
    """No note is taken for another field of CSL, as what starts with a word and a colon is."""
    note = note_of(result_of(*catalogue.references))
    found = converted("csl-json", catalogue.references)
    for source, item in zip(catalogue.references, found, strict=True):
        assert _plain(f"{source.note or ''} {note}") == _plain(item["note"])
