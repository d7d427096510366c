"""What every result shares."""

import json
import os
import subprocess
import sys

import pytest
from strategies import examples, result_types

import magforms as mf
from magforms.results import Result, unique

FORMATS = (
    "text",
    "box",
    "markdown",
    "html",
    "rst",
    "latex",
    "booktabs",
    "asciidoc",
    "mediawiki",
    "jira",
    "textile",
    "csv",
    "tsv",
    "json",
)
ALLOWED = f"(allowed: {', '.join(FORMATS)})"
COLUMNS = (
    "(allowed: bioavailability, primary-use, elemental-magnesium, strict-rating, reason, kind,"
    " compounds)"
)


def test_repeats_are_left_out_and_the_first_mention_keeps_its_place() -> None:
    """Items come once, in order of first mention."""
    assert ("b", "a", "c") == unique(["b", "a", "b", "c", "a"])
    assert () == unique([])


def test_results_are_these() -> None:
    """The public result types."""
    expected = {"Form", "Selection", "Comparison", "Verdict", "Sources"}
    expected |= {"Declared", "Elemental", "Identification"}
    assert expected == {item.__name__ for item in result_types()}


@pytest.mark.parametrize("result", examples().values(), ids=examples())
def test_result_has_every_member_of_the_contract(result: Result) -> None:
    """Caveats, sources, version, exports and representations are there for every result."""
    assert result.caveats
    assert all(isinstance(caveat, mf.Caveat) for caveat in result.caveats)
    assert len(set(result.caveats)) == len(result.caveats)
    assert "\n".join(caveat.text for caveat in result.caveats) == result.caveat
    assert isinstance(result.references, tuple)
    assert len(set(result.references)) == len(result.references)
    assert all(isinstance(reference, mf.Reference) for reference in result.references)
    assert "2026.11" == result.data_version
    assert result.render("text") == str(result) == result.render()
    assert result.render("html") == result._repr_html_()


@pytest.mark.parametrize("result", examples().values(), ids=examples())
def test_exports_are_plain_and_whole(result: Result) -> None:
    """The dict holds caveats, sources, version and schema; JSON says the same."""
    plain = result.to_dict()
    assert "magforms-result/1" == plain["schema"]
    assert type(result).__name__ == plain["type"]
    assert "2026.11" == plain["data_version"]
    assert result.caveat == plain["caveat"]
    assert [caveat.text for caveat in result.caveats] == [
        caveat["text"] for caveat in plain["caveats"]
    ]
    assert [source.id for source in result.references] == [
        source["id"] for source in plain["references"]
    ]
    assert plain == json.loads(result.to_json())


@pytest.mark.parametrize("result", examples().values(), ids=examples())
def test_every_record_is_flat_and_carries_caveat_and_version(result: Result) -> None:
    """Each row stands alone in a data frame, with the same keys as the others."""
    records = result.to_records()
    assert records
    for record in records:
        assert list(records[0]) == list(record)
        assert result.caveat == record["caveat"]
        assert "2026.11" == record["data_version"]
        assert all(
            value is None or isinstance(value, str | int | float) for value in record.values()
        )


@pytest.mark.parametrize("result", [mf.get("oxide"), mf.query(), mf.compare(), mf.sources("oxide")])
def test_representation_is_short_and_counts_the_caveats(result: Result) -> None:
    """What a session prints is one line that does not hide that there are caveats."""
    assert repr(result).endswith(f"; {len(result.caveats)} caveats>")
    assert len(repr(result)) < 100


REFUSED = "format refused, because it passes cells on as markup, so that text"


def test_formats_are_these() -> None:
    """The names that `render` takes, text first."""
    assert FORMATS == mf.FORMATS


@pytest.mark.parametrize(
    ("format_name", "message"),
    [
        ("markdwn", f"no such format: 'markdwn'; did you mean 'markdown'? {ALLOWED}"),
        ("grid", f"no such format: 'grid' {ALLOWED}"),
        ("TEXT", f"no such format: 'TEXT'; did you mean 'text'? {ALLOWED}"),
        ("", f"no such format: '' {ALLOWED}"),
        (None, f"no such format: None {ALLOWED}"),
        (3, f"no such format: 3 {ALLOWED}"),
        (["text"], f"no such format: ['text'] {ALLOWED}"),
        (
            "unsafehtml",
            f"{REFUSED} could change the page; use 'html': 'unsafehtml' {ALLOWED}",
        ),
        (
            "latex_raw",
            f"{REFUSED} could stop LaTeX; use 'latex': 'latex_raw' {ALLOWED}",
        ),
    ],
)
def test_unknown_format_is_an_error_that_lists_the_formats(
    format_name: object, message: str
) -> None:
    """A format without a writer is never replaced by another."""
    for result in examples().values():
        with pytest.raises(mf.UnknownFormatError) as caught:
            result.render(format_name)  # type: ignore[arg-type]
        assert message == str(caught.value)


LABELLED = "html, rst, latex, booktabs, asciidoc"
HEADED = "markdown, html, asciidoc, mediawiki, jira, textile"
LEVELS = "heading level must be a whole number from 1 to 5"
LABELS = "a label must start with a letter and hold letters, digits and : . _ - only"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": ["kid"]}, f"no such column: 'kid'; did you mean 'kind'? {COLUMNS}"),
        ({"columns": "price"}, f"no such column: 'price' {COLUMNS}"),
        ({"columns": [3]}, f"no such column: 3 {COLUMNS}"),
        ({"columns": 3}, f"columns must be words: 3 {COLUMNS}"),
        ({"columns": []}, f"at least one column is needed: () {COLUMNS}"),
        ({"columns": ["kind", "kind"]}, "a column can be shown once: 'kind'"),
        ({"orientation": "row"}, "no such orientation: 'row' (allowed: columns, rows)"),
        ({"orientation": 1}, "no such orientation: 1 (allowed: columns, rows)"),
        ({"caption": ""}, "a caption must be text: ''"),
        ({"caption": " \n"}, "a caption must be text: ' \\n'"),
        ({"caption": 5}, "a caption must be text: 5"),
        ({"width": 39}, "width must be a whole number from 40: 39"),
        ({"width": 80.0}, "width must be a whole number from 40: 80.0"),
        ({"width": "80"}, "width must be a whole number from 40: '80'"),
        ({"width": True}, "width must be a whole number from 40: True"),
        ({"width": 80, "format": "html"}, "width is an option of text, box: 'html'"),
        ({"label": "x", "format": "csv"}, f"label is an option of {LABELLED}: 'csv'"),
        ({"label": "x"}, f"label is an option of {LABELLED}: 'text'"),
        ({"heading_level": 2}, f"heading level is an option of {HEADED}: 'text'"),
        *(
            ({"heading_level": level, "format": "html"}, f"{LEVELS}: {level!r}")
            for level in (0, 6, "2", True, 2.0)
        ),
        *(
            ({"label": label, "format": "html"}, f"{LABELS}: {label!r}")
            for label in ("", "1a", "a b", "a}", '"', "\u00e9", 5, "a\n")
        ),
    ],
)
def test_wrong_option_of_render_is_an_error_with_what_would_be_right(
    options: dict[str, object], message: str
) -> None:
    """A column, orientation, caption or width that cannot be is never passed over."""
    for result in (mf.compare(), mf.query(use="sleep"), mf.query(use="energy"), mf.get("oxide")):
        with pytest.raises(mf.QueryError) as caught:
            result.render(**options)  # type: ignore[arg-type]
        assert message == str(caught.value)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"columns": ["kind"]},
            "columns and orientation belong to forms, selections and comparisons: ['kind']",
        ),
        (
            {"orientation": "rows"},
            "columns and orientation belong to forms, selections and comparisons: 'rows'",
        ),
    ],
)
def test_columns_of_forms_do_not_fit_verdicts_and_sources(
    options: dict[str, object], message: str
) -> None:
    """An option that a result has no use for is an error."""
    for result in (mf.catalogue().verdict("citrate", "oxide"), mf.sources("oxide")):
        with pytest.raises(mf.QueryError) as caught:
            result.render(**options)  # type: ignore[arg-type]
        assert message == str(caught.value)


def test_columns_may_be_one_word_and_written_with_underscores() -> None:
    """A single column needs no list, and `primary_use` is `primary-use`."""
    result = mf.compare()
    assert result.render(columns=["primary-use"]) == result.render(columns="primary_use")
    assert "Elemental magnesium" not in result.render(columns="primary_use")


def test_caption_replaces_the_title() -> None:
    """A caption stands where the usual title would."""
    lines = mf.compare("citrate", "oxide").render(caption="Two forms").splitlines()
    assert lines[0].startswith("Two forms ")
    assert lines[0].endswith("data 2026.11")


@pytest.mark.parametrize("result_type", result_types(), ids=lambda item: item.__name__)
def test_what_a_result_computes_cannot_be_passed_in(result_type: type[Result]) -> None:
    """Caveats and references are no argument of any result."""
    for name in ("caveats", "references"):
        with pytest.raises(TypeError, match=f"unexpected keyword argument '{name}'"):
            result_type(**{name: ()})


def test_text_does_not_depend_on_the_hash_of_words() -> None:
    """The same result is written the same in every process."""
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}; import magforms as mf;"
        " print([mf.get('glycinate').to_json(), mf.compare().to_json(), mf.sources('oxide')])"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert 1 == len(texts)
