"""Every format shows every result whole: caveats, notes, sources, data version and cells."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
import readers
from documents import texts_of
from strategies import examples, result_types

import magforms as mf
from magforms.layout import lay_out
from magforms.render import options_of
from magforms.results import Result

EXAMPLES = examples()
OF_FORMS = ("comparison", "comparison of two", "form malate", "all", "use constipation")
# options that some formats take, whatever the result
OF_SOME: dict[str, Any] = {"width": 60, "label": "tab:forms", "heading_level": 3}
OPTIONS: tuple[dict[str, Any], ...] = (
    {"columns": ["kind"]},
    {"columns": ["strict-rating", "reason", "compounds", "primary-use"]},
    {"orientation": "rows"},
    {"orientation": "columns"},
    {"caption": "Salts | of *ours* & <others>"},
)


def _strings(shown: Any) -> Iterable[str]:
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, dict):
        for item in shown.values():
            yield from _strings(item)
    elif isinstance(shown, (list, tuple)):
        for item in shown:
            yield from _strings(item)


def _box(written: str) -> Iterable[str]:
    return [written, *_strings(readers.box_tables(written))]


def _text(written: str) -> Iterable[str]:
    # a table is read down its columns, all else along its lines
    return [written, *readers.text_tables(written)]


# what each format says to a reader of it, as texts
READ: dict[str, Callable[[str], Iterable[str]]] = {
    "text": _text,
    "box": _box,
    "markdown": lambda written: _strings(readers.commonmark(written)),
    "html": lambda written: _strings(readers.html(written)),
    "rst": lambda written: _strings(readers.rst(written)),
    "latex": lambda written: _strings(readers.latex(written)),
    "booktabs": lambda written: _strings(readers.latex(written)),
    "asciidoc": lambda written: _strings(readers.asciidoc(written)),
    "mediawiki": lambda written: _strings(readers.pandoc(written, "mediawiki")),
    "jira": lambda written: _strings(readers.pandoc(written, "jira")),
    "textile": lambda written: _strings(readers.pandoc(written, "textile")),
    "csv": lambda written: _strings(list(csv.reader(io.StringIO(written)))),
    "tsv": lambda written: _strings(list(csv.reader(io.StringIO(written), "excel-tab"))),
    "json": lambda written: _strings(json.loads(written)),
}


def comparable(text: str) -> str:
    """A text without white space; LaTeX draws the sign of micro as the Greek letter."""
    return readers.squashed(text).replace("\u00b5", "\u03bc")


def missing(result: Result, format_name: str, **options: Any) -> list[str]:
    """What a format leaves out of a result."""
    # texts of different cells never run together
    shown = "\0".join(
        comparable(text) for text in READ[format_name](result.render(format_name, **options))
    )
    tall = format_name in ("csv", "tsv", "json")
    laid = {name: value for name, value in options.items() if name not in OF_SOME}
    document = lay_out(result, **laid, tall=tall)
    wanted = [caveat.text for caveat in result.caveats] + [result.data_version]
    # CSV has no place for the title of the whole, nor for the corner of a table in a list
    is_csv = format_name in ("csv", "tsv")
    wanted += texts_of(document, corners=not is_csv)[is_csv:]
    for source in document.sources if laid else result.references:
        wanted.append(source.citation)
        if source.doi:
            wanted.append(f"https://doi.org/{source.doi}")
        elif source.pmid:
            wanted.append(f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/")
        else:
            wanted.append(f"{source.url or source.citation} (no DOI or PMID confirmed)")
    return [text for text in wanted if comparable(text) not in shown]


def test_every_format_and_every_type_is_covered() -> None:
    """A format or a type of result added later needs a reader and an example here."""
    assert set(READ) == set(mf.FORMATS)
    assert set(result_types()) == {type(result) for result in EXAMPLES.values()}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("format_name", mf.FORMATS)
def test_every_format_shows_every_result_whole(format_name: str, name: str) -> None:
    """Caveats, notes, sources, data version and the text of every cell are there in full."""
    assert [] == missing(EXAMPLES[name], format_name)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("name", OF_FORMS)
@pytest.mark.parametrize("format_name", mf.FORMATS)
def test_no_option_takes_anything_away(
    format_name: str, name: str, options: dict[str, Any]
) -> None:
    """Columns, orientation and caption change what is shown, never what goes with it."""
    assert [] == missing(EXAMPLES[name], format_name, **options)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("format_name", mf.FORMATS)
def test_no_option_of_a_format_takes_anything_away(format_name: str, name: str) -> None:
    """Nor do width, label and heading level, alone or with a caption."""
    taken = {option: OF_SOME[option] for option in options_of(format_name)}
    for given in ({}, {"caption": "Ours"}):
        assert [] == missing(EXAMPLES[name], format_name, **given, **taken)


def test_every_option_is_covered() -> None:
    """An option added later needs a value here."""
    assert {option for name in mf.FORMATS for option in options_of(name)} == {*OF_SOME}


@pytest.mark.parametrize("format_name", mf.FORMATS)
def test_empty_selection_says_so_with_its_caveats(format_name: str) -> None:
    """No form for muscle twitching is an answer, with what to keep in mind."""
    result = mf.query(use="muscle-twitching")
    shown = comparable("".join(READ[format_name](result.render(format_name))))
    assert comparable("No form was tested for muscle twitching.") in shown
    assert comparable("The trials behind the muscle entries measured cramps") in shown
    assert comparable("See a doctor about twitching that lasts longer than two weeks") in shown


@pytest.mark.parametrize("format_name", mf.FORMATS)
def test_verdict_without_a_study_says_so(format_name: str) -> None:
    """Nothing found is shown as such and never as no difference."""
    result = mf.catalogue().verdict("citrate", "malate")
    shown = comparable("".join(READ[format_name](result.render(format_name))))
    assert comparable("Not established for citrate and malate") in shown
    assert comparable("Certainty not appraised.") in shown


@pytest.mark.parametrize("format_name", mf.FORMATS)
def test_same_result_is_written_the_same(format_name: str) -> None:
    """Writing twice gives the same bytes."""
    assert mf.compare().render(format_name) == mf.compare().render(format_name)


@pytest.mark.parametrize("format_name", mf.FORMATS)
def test_every_format_ends_with_one_line_break(format_name: str) -> None:
    """A file made of it ends as text files do, in lines that end in nothing else."""
    written = mf.compare("citrate", "oxide").render(format_name)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert "\r" not in written
