"""Sources and their short citations."""

import re

import pytest

import magforms as mf
from magforms.references import Author, Reference

PAK = Author(family="Pak", given="C. Y.")
LINDBERG = Author(family="Lindberg", given="J. S.")
ZOBITZ = Author(family="Zobitz", given="M. M.")
NIH = Author(literal="National Institutes of Health")


@pytest.mark.parametrize(
    ("author", "short"),
    [(PAK, "Pak"), (NIH, "National Institutes of Health"), (Author(given="C. Y."), "")],
)
def test_author_is_cited_by_family_or_body(author: Author, short: str) -> None:
    """A person is cited by the family name, a body by its whole name."""
    assert short == author.short


def article(*authors: Author, **fields: object) -> Reference:
    """Return an article of a journal, with some fields set otherwise."""
    usual: dict[str, object] = {
        "title": "Magnesium",
        "year": 1990,
        "container": "Journal of Trials",
        "volume": "9",
        "issue": "1",
        "page": "48-55",
    }
    return Reference(id="a", type="article-journal", authors=authors, **(usual | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reference", "citation"),
    [
        (article(LINDBERG), "Lindberg, 1990. Journal of Trials 9(1):48-55."),
        (article(LINDBERG, PAK), "Lindberg and Pak, 1990. Journal of Trials 9(1):48-55."),
        (article(LINDBERG, ZOBITZ, PAK), "Lindberg et al., 1990. Journal of Trials 9(1):48-55."),
        (article(PAK, issue=None), "Pak, 1990. Journal of Trials 9:48-55."),
        (article(PAK, page=None), "Pak, 1990. Journal of Trials 9(1)."),
        (article(PAK, volume=None), "Pak, 1990. Journal of Trials."),
        (article(PAK, container=None, volume=None), "Magnesium. Pak, 1990."),
        (
            article(NIH, container=None, volume=None),
            "Magnesium. National Institutes of Health, 1990.",
        ),
        (article(), "Magnesium. Journal of Trials 9(1):48-55. 1990."),
        (article(container=None, volume=None), "Magnesium. 1990."),
        (article(title=None), "Title not shown. Journal of Trials 9(1):48-55. 1990."),
        (article(PAK, title=None, container=None, volume=None), "Pak, 1990."),
        (article(container=None), "Magnesium. 9(1):48-55. 1990."),
    ],
)
def test_citation_is_built_from_what_was_shown(reference: Reference, citation: str) -> None:
    """Authors, year and place are cited; what was not shown is left out or said so."""
    assert citation == reference.citation


def test_citation_says_that_there_is_no_year() -> None:
    """A year that was not shown is not passed over in silence."""
    assert "Pak, no date. Journal of Trials 9(1):48-55." == article(PAK, year=None).citation
    assert "Magnesium. Journal of Trials 9(1):48-55. no date." == article(year=None).citation


@pytest.mark.parametrize(
    ("fields", "link", "remark"),
    [
        (
            {"doi": "10.1000/x", "pmid": "1", "url": "https://a.example"},
            "https://doi.org/10.1000/x",
            None,
        ),
        ({"pmid": "2407766"}, "https://pubmed.ncbi.nlm.nih.gov/2407766/", None),
        ({"url": "https://a.example"}, "https://a.example", "(no DOI or PMID confirmed)"),
        ({}, None, "(no DOI or PMID confirmed)"),
    ],
)
def test_link_is_doi_then_pubmed_then_address(
    fields: dict[str, object], link: str | None, remark: str | None
) -> None:
    """The best link is given, and a source with neither DOI nor PMID says so."""
    reference = article(PAK, **fields)
    assert (link, remark) == (reference.link, reference.remark)


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"doi": "10.1016/s0272-6386(99)70115-0"}, "https://doi.org/10.1016/s0272-6386(99)70115-0"),
        (
            {"doi": "10.1002/(SICI)1<3::A>2.0.CO;2-#"},
            "https://doi.org/10.1002/(SICI)1%3C3::A%3E2.0.CO;2-%23",
        ),
        ({"doi": "10.1000/a%2fb?c"}, "https://doi.org/10.1000/a%252fb%3Fc"),
        ({"url": "https://a.example/x?id=1&y=%20#part"}, "https://a.example/x?id=1&y=%20#part"),
        ({"url": 'https://a.example/a "b"|c'}, "https://a.example/a%20%22b%22%7Cc"),
    ],
)
def test_link_is_encoded_where_an_address_asks_for_it(fields: dict[str, object], link: str) -> None:
    """Signs that may not stand in an address are encoded; those of an address itself are kept."""
    assert link == article(PAK, **fields).link


@pytest.mark.parametrize(
    ("fields", "tail"),
    [
        ({"doi": "10.1000/x"}, "https://doi.org/10.1000/x"),
        ({"url": "https://a.example"}, "https://a.example (no DOI or PMID confirmed)"),
        ({}, "(no DOI or PMID confirmed)"),
    ],
)
def test_reference_as_text_is_citation_then_link_then_remark(
    fields: dict[str, object], tail: str
) -> None:
    """The text of a reference ends in what it can be looked up by."""
    assert f"Pak, 1990. Journal of Trials 9(1):48-55. {tail}" == str(article(PAK, **fields))


@pytest.mark.parametrize("reference", mf.catalogue().references, ids=lambda item: item.id)
def test_citation_reads_cleanly(reference: Reference) -> None:
    """No shipped citation has doubled stops or blanks, and each ends in a stop."""
    citation = reference.citation
    assert citation.endswith(".")
    assert not re.search(r"  |\.\.|\s[.,]|None|^\W", citation), citation
