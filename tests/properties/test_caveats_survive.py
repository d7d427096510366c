"""Law: no argument, operation, export, format or setting removes a caveat from a result."""

import copy
import csv
import inspect
import io
import json
import pickle
import subprocess
import sys
import typing
from collections.abc import Callable, Iterable

import attrs
import bibtexparser
import pytest
import readers
import rispy
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies import OF_TYPE, RESULTS, SELECTIONS, examples, result_types

import magforms as mf
from magforms.datafiles import read_package, shipped_files
from magforms.loading import load_package
from magforms.results import Result

STANDING = (
    "This is reference information, not medical advice. Before taking magnesium, ask a doctor or"
    " pharmacist, above all with kidney disease, during pregnancy or breast-feeding, for a child,"
    " or alongside other medicines. Upper intake levels exist and differ by authority and age."
    " Check the sources given with this result, the product label and the leaflet of every"
    " medicine taken."
)

# every public name has a place here: what gives results, and what gives none
GIVE_RESULTS: dict[str, Callable[[], Result]] = {
    "compare": lambda: mf.compare("oxide", "malate"),
    "get": lambda: mf.get("bisglycinate"),
    "query": lambda: mf.query(use="sleep"),
    "sources": lambda: mf.sources("malate"),
    "identify": lambda: mf.identify("Magnesium (as citrate)"),
    "identify_many": lambda: mf.identify_many(["magnesium oxide", ""]),
    "elemental": lambda: mf.elemental("500 mg", "citrate"),
    "elemental_in": lambda: mf.elemental_in([("1 g", "oxide")]),
    "compound_for": lambda: mf.compound_for("100 mg", "oxide"),
    "declared": lambda: mf.declared("20 %", "bisglycinate"),
    "from_dict": lambda: mf.from_dict(mf.compare("citrate", "oxide").to_dict()),
}
# each way by which an object gives a result or several
WAYS: dict[str, Callable[[], Result | Iterable[Result]]] = {
    "Catalogue.__getitem__": lambda: mf.catalogue()["oxide"],
    "Catalogue.forms": lambda: mf.catalogue().forms,
    "Catalogue.get": lambda: mf.catalogue().get("oxide") or (),
    "Catalogue.resolve": lambda: mf.catalogue().resolve("magnesia"),
    "Catalogue.values": lambda: mf.catalogue().values(),
    "Catalogue.verdict": lambda: mf.catalogue().verdict("malate", "oxide"),
    "Catalogue.verdicts": lambda: mf.catalogue().verdicts,
    "Comparison.forms": lambda: mf.compare().forms,
    "Comparison.verdict": lambda: mf.compare().verdict("oxide", "malate"),
    "Comparison.verdicts": lambda: mf.compare().verdicts,
    "Selection.__and__": lambda: mf.query(use="sleep") & mf.query(use="energy"),
    "Selection.__getitem__": lambda: [mf.query()[-1], mf.query()[1:3], mf.query()[9:]],
    "Selection.__iter__": lambda: iter(mf.query()),
    "Selection.__or__": lambda: mf.query(use="sleep") | mf.query(use="energy"),
    "Selection.__reversed__": lambda: reversed(mf.query()),
    "Selection.forms": lambda: mf.query().forms,
    "Verdict.mirrored": lambda: mf.catalogue().verdict("malate", "oxide").mirrored(),
}
# what the abstract base classes of mappings and sequences add to ours, with no annotation
INHERITED = {"Catalogue.get", "Catalogue.values", "Selection.__reversed__"}
GIVE_NONE = {
    *("IntakeLimit", "LimitKind", "LimitPosition", "LimitStatus", "Position", "against_limits"),
    *(
        "AmbiguousNameError",
        "AmountError",
        "ComparisonError",
        "DataError",
        "DataErrors",
        "MagformsError",
    ),
    *("QueryError", "SyncError", "UnknownFormError", "UnknownFormatError"),
    *("Certainty", "Direction", "Kind", "Measure", "Outcome", "Rank", "Rating", "Status"),
    *("AnimalFinding", "Caveat", "Compound", "HumanFinding", "InVitroFinding", "Reference"),
    *(
        "Bioavailability",
        "Amount",
        "ElementalMass",
        "LeftOut",
        "MeasureVerdict",
        "Mention",
        "StatedAmount",
        "Study",
        "Use",
    ),
    *("Catalogue", "catalogue", "SyncReport", "SyncedDocument", "sync"),
    *("BIBLIOGRAPHIES", "COLUMNS", "FORMATS", "json_schema", "parse_amount", "stylesheet"),
}

# results are large: a failure is found again sooner than made smaller
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
ONCE = settings(max_examples=15, deadline=None, phases=PHASES)
FEW = settings(max_examples=6, deadline=None, phases=PHASES)
OFTEN = settings(max_examples=75, deadline=None, phases=PHASES)

CAPTIONS = st.one_of(
    st.none(),
    st.sampled_from(
        ["Forms", "<!--", "```", "$$", "\\begin{comment}", "..", "%", "<script>", '"""', "|", "-->"]
    ),
    st.text(min_size=1).filter(str.strip),
)
COLUMNS = st.one_of(
    st.none(), st.lists(st.sampled_from(mf.COLUMNS), min_size=1, unique=True, max_size=4)
)
ORIENTATIONS = st.sampled_from([None, "columns", "rows"])
OF_FORMS = (mf.Form, mf.Selection, mf.Comparison)


def squeezed(text: str) -> str:
    """Return text with every run of white space as one space."""
    return " ".join(text.split())


def _blocks(read: Callable[[str], list[readers.Block]]) -> Callable[[str], str]:
    def text_of(rendered: str) -> str:
        texts = []
        for kind, content in read(rendered):
            if kind == "table":
                texts += [cell for row in content for cell in row]
            elif isinstance(content, str):
                texts.append(content)
            else:
                texts += content
        return "\n".join(texts)

    return text_of


def _json(rendered: str) -> str:
    parsed = json.loads(rendered)
    assert parsed["caveat"] == "\n".join(caveat["text"] for caveat in parsed["caveats"])
    return str(parsed["caveat"])


# what a reader of each format sees, by a parser that is not ours; csv and tsv are read row by row
DIALECTS = {"csv": "excel", "tsv": "excel-tab"}
READ: dict[str, Callable[[str], str]] = {
    "text": str,
    "box": str,
    "markdown": _blocks(readers.commonmark),
    "html": _blocks(readers.html),
    "rst": _blocks(readers.rst),
    "latex": _blocks(readers.latex),
    "booktabs": _blocks(readers.latex),
    "asciidoc": _blocks(readers.asciidoc),
    "mediawiki": _blocks(lambda written: readers.pandoc(written, "mediawiki")),
    "jira": _blocks(lambda written: readers.pandoc(written, "jira")),
    "textile": _blocks(lambda written: readers.pandoc(written, "textile")),
    "json": _json,
}


def check_rendering(result: Result, rendered: str, name: str) -> None:
    """Fail unless a rendering shows every caveat of its result in full."""
    texts = [squeezed(caveat.text) for caveat in result.caveats]
    if name in DIALECTS:
        rows = list(csv.DictReader(io.StringIO(rendered), dialect=DIALECTS[name], strict=True))
        assert rows
        for row in rows:
            assert " ".join(texts) == squeezed(row["caveat"])
    else:
        seen = squeezed(READ[name](rendered))
        for text in texts:
            assert text in seen


# what a reader of each bibliography finds: one text, or one a record
BIBLIOGRAPHY: dict[str, Callable[[str], list[str]]] = {
    "text": lambda text: [text.rpartition("\n\nCaveat\n")[2]],
    "bibtex": lambda text: [
        comment.comment.replace("\n% ", " ") for comment in bibtexparser.parse_string(text).comments
    ],
    "csl-json": lambda text: [item["note"] for item in json.loads(text)],
    "ris": lambda text: [" ".join(record["notes"]) for record in rispy.loads(text)],
}


def check_bibliography(result: Result, name: str) -> None:
    """Fail unless every record of a bibliography, or the whole, has every caveat in full."""
    caveats = " ".join(squeezed(caveat.text) for caveat in result.caveats)
    found = BIBLIOGRAPHY[name](result.bibliography(name))
    assert found
    assert len(found) in (1, len(result.references))
    for text in found:
        assert squeezed(text).endswith(f"{caveats} Data version {result.data_version}.")


def check(result: Result) -> None:
    """Fail unless a result holds the standing caveat and exports all it has."""
    assert STANDING == result.caveats[0].text
    assert STANDING == result.caveat.partition("\n")[0]
    texts = [caveat.text for caveat in result.caveats]
    assert "\n".join(texts) == result.caveat
    plain = result.to_dict()
    assert texts == [caveat["text"] for caveat in plain["caveats"]]
    assert result.caveat == plain["caveat"] == json.loads(result.to_json())["caveat"]
    records = result.to_records()
    assert {result.caveat} == {record["caveat"] for record in records}
    check_rendering(result, str(result), "text")
    check_rendering(result, result._repr_html_(), "html")


# nothing public is left out ---------------------------------------------------------------------


def test_every_public_result_type_has_a_strategy() -> None:
    """A result type added later fails here until the laws cover it."""
    assert set(result_types()) == set(OF_TYPE)
    assert {type(result) for result in examples().values()} == set(OF_TYPE)


def test_every_public_name_is_known_to_give_results_or_none() -> None:
    """A public name added later fails here until it is classified."""
    types = {item.__name__ for item in result_types()}
    assert GIVE_RESULTS.keys() | GIVE_NONE | types == set(mf.__all__)
    assert not GIVE_RESULTS.keys() & GIVE_NONE


def _results_in(hint: typing.Any, owner: type | None = None) -> bool:
    if hint is typing.Self:
        return owner is not None and issubclass(owner, Result)
    if inspect.isclass(hint) and issubclass(hint, Result):
        return True
    return any(_results_in(part, owner) for part in typing.get_args(hint))


def test_public_functions_that_return_results_are_those_known() -> None:
    """Whether a function gives a result is read from its annotation."""
    found = set()
    for name in mf.__all__:
        item = getattr(mf, name)
        if inspect.isfunction(item) and _results_in(typing.get_type_hints(item)["return"]):
            found.add(name)
    assert set(GIVE_RESULTS) == found


def _ways(name: str, owner: type) -> Iterable[str]:
    for base in owner.__mro__:
        if not base.__module__.startswith("magforms"):
            continue
        for attribute, item in vars(base).items():
            private = attribute.startswith("_") and not attribute.endswith("__")
            function = item.fget if isinstance(item, property) else item
            if private or not inspect.isfunction(function):
                continue
            hints = typing.get_type_hints(function)
            if _results_in(hints.get("return"), owner):
                yield f"{name}.{attribute}"
    if attrs.has(owner):
        attrs.resolve_types(owner)
        for field in attrs.fields(owner):
            if _results_in(field.type, owner):
                yield f"{name}.{field.name}"


def test_ways_to_a_result_are_those_known() -> None:
    """A method, operator or field of a public class that gives results must be listed here."""
    classes = {name: getattr(mf, name) for name in mf.__all__ if inspect.isclass(getattr(mf, name))}
    found = {way for name, owner in classes.items() for way in _ways(name, owner)}
    assert WAYS.keys() - INHERITED == found


@pytest.mark.parametrize(
    "give", [*GIVE_RESULTS.values(), *WAYS.values()], ids=[*GIVE_RESULTS, *WAYS]
)
def test_every_way_to_a_result_gives_its_caveats(
    give: Callable[[], Result | Iterable[Result]],
) -> None:
    """Whatever returns a result returns it with its caveats."""
    given_results = give()
    several = [given_results] if isinstance(given_results, Result) else list(given_results)
    if isinstance(given_results, mf.Selection):
        several = [given_results, *given_results]
    assert several
    for result in several:
        check(result)


# exports and renderings -------------------------------------------------------------------------


def test_formats_are_all_read() -> None:
    """A format added later fails here until it is read by these laws."""
    assert {*READ, *DIALECTS} == set(mf.FORMATS)


@pytest.mark.parametrize("name", mf.FORMATS)
def test_every_format_shows_every_caveat_of_every_example(name: str) -> None:
    """Each kind of result in each format, as it comes."""
    for result in examples().values():
        check_rendering(result, result.render(name), name)


def test_bibliographies_are_all_read() -> None:
    """A format of a bibliography added later fails here until it is read by these laws."""
    assert tuple(BIBLIOGRAPHY) == mf.BIBLIOGRAPHIES


@pytest.mark.parametrize("name", mf.BIBLIOGRAPHIES)
def test_every_bibliography_holds_every_caveat_of_every_example(name: str) -> None:
    """Each kind of result, with and without sources."""
    assert not all(result.references for result in examples().values())
    for result in examples().values():
        check_bibliography(result, name)


@ONCE
@given(RESULTS, st.sampled_from(mf.BIBLIOGRAPHIES))
def test_no_bibliography_loses_a_caveat(result: Result, name: str) -> None:
    """Whatever is cited, the caveat goes with it."""
    check_bibliography(result, name)


@OFTEN
@given(RESULTS, st.data())
def test_no_option_of_render_hides_a_caveat(result: Result, data: st.DataObject) -> None:
    """Format, columns, orientation, caption and width leave every caveat in place."""
    name = data.draw(st.sampled_from(mf.FORMATS))
    options: dict[str, typing.Any] = {"caption": data.draw(CAPTIONS)}
    if isinstance(result, OF_FORMS):
        options |= {"columns": data.draw(COLUMNS), "orientation": data.draw(ORIENTATIONS)}
    if name == "text":
        options["width"] = data.draw(st.one_of(st.none(), st.integers(40, 300)))
    check_rendering(result, result.render(name, **options), name)


@ONCE
@given(RESULTS)
def test_every_export_carries_every_caveat(result: Result) -> None:
    """Dict, JSON, records, text and notebook view."""
    check(result)


# operations -------------------------------------------------------------------------------------


@pytest.mark.parametrize("result_type", OF_TYPE, ids=lambda item: item.__name__)
@FEW
@given(st.data())
def test_caveats_are_no_argument(result_type: type[Result], data: st.DataObject) -> None:
    """Neither the constructor nor `evolve` nor an assignment takes caveats."""
    result = data.draw(OF_TYPE[result_type])
    given_fields = {
        field.name: getattr(result, field.name) for field in attrs.fields(result_type) if field.init
    }
    assert result == result_type(**given_fields)
    for empty in ((), result.caveats[:1], None):
        with pytest.raises(TypeError, match="'caveats'"):
            result_type(**given_fields, caveats=empty)
        with pytest.raises(TypeError, match="'caveats'"):
            attrs.evolve(result, caveats=empty)
        with pytest.raises(AttributeError):
            result.caveats = empty  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        del result.caveats
    with pytest.raises(AttributeError):
        result.caveat = ""  # type: ignore[misc]
    check(result)


def _changes() -> dict[str, tuple[Result, str, typing.Any]]:
    """Return changes of each field of each result type: to another's, to none, to one."""
    changes: dict[str, tuple[Result, str, typing.Any]] = {}
    for result_type in OF_TYPE:
        of_type = [result for result in examples().values() if type(result) is result_type]
        result, other = of_type[0], of_type[-1]
        for field in attrs.fields(result_type):
            if not field.init:
                continue
            own = getattr(result, field.name)
            values = {"of another": getattr(other, field.name)}
            if isinstance(own, tuple):
                values |= {"of none": (), "of one": own[:1]}
            for name, value in values.items():
                changes[f"{result_type.__name__}-{field.name}-{name}"] = (result, field.name, value)
    return changes


CHANGES = _changes()


@pytest.mark.parametrize(("result", "field", "value"), CHANGES.values(), ids=CHANGES)
def test_result_made_from_another_has_the_caveats_of_its_content(
    result: Result, field: str, value: object
) -> None:
    """Evolving a field is refused, or gives a result with caveats in every export and format."""
    try:
        changed = attrs.evolve(result, **{field: value})
    except (mf.ComparisonError, mf.QueryError):
        return
    check(changed)
    check_rendering(changed, changed.render("csv"), "csv")
    check_rendering(changed, changed.render("markdown"), "markdown")


@ONCE
@given(RESULTS)
def test_copies_and_pickles_keep_every_caveat(result: Result) -> None:
    """Copying, and pickling at every protocol, give an equal result with the same caveats."""
    pickles = [
        pickle.loads(pickle.dumps(result, protocol))  # noqa: S301  # our own bytes
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    ]
    for again in (copy.copy(result), copy.deepcopy(result), attrs.evolve(result), *pickles):
        assert result == again
        assert result.caveats == again.caveats
        assert STANDING == again.caveats[0].text


@ONCE
@given(SELECTIONS, SELECTIONS, st.slices(4))
def test_slices_unions_and_intersections_keep_caveats(
    first: mf.Selection, second: mf.Selection, part: slice
) -> None:
    """A joined selection has what both were asked about; a part has no caveat of its own."""
    union, common = first | second, first & second
    for result in (union, common, first[part]):
        check(result)
    assert {*first.caveats, *second.caveats} <= {*union.caveats}
    assert {*first[part].caveats} <= {*first.caveats}
    asked = {term.id for selection in (first, second) for term in selection.asked}
    for joined in (union, common):
        assert asked == {term.id for term in joined.asked}
        called_for = {caveat for caveat in (*first.caveats, *second.caveats) if caveat.uses & asked}
        assert called_for <= {*joined.caveats}


@ONCE
@given(OF_TYPE[mf.Comparison])
def test_verdict_turned_round_keeps_its_caveats(comparison: mf.Comparison) -> None:
    """Which form stands first makes no difference to what is to be kept in mind."""
    for verdict in comparison.verdicts:
        assert STANDING == verdict.caveats[0].text
        assert verdict.caveats == verdict.mirrored().caveats


# settings ---------------------------------------------------------------------------------------


def test_switching_validators_off_changes_nothing() -> None:
    """With attrs' validators disabled, loading, asking and refusing are the same."""
    expected = {name: result.caveats for name, result in examples().items()}
    comparison = mf.compare("citrate", "oxide")
    verdict = comparison.verdicts[0]
    with attrs.validators.disabled():
        again = load_package(read_package(shipped_files()))
        assert expected == {name: result.caveats for name, result in examples().items()}
        assert mf.compare().caveats == mf.compare(catalogue=again).caveats
        for result in examples().values():
            check(result)
        with pytest.raises(TypeError, match="'caveats'"):
            attrs.evolve(comparison, caveats=())
        with pytest.raises(mf.ComparisonError):
            attrs.evolve(comparison, verdicts=())
        with pytest.raises(mf.ComparisonError):
            attrs.evolve(verdict, outcome=mf.Outcome.NO_DIFFERENCE_FOUND)


SPEAKING = """
import os

class Environment(dict):
    def __missing__(self, name):
        return {value!r}
    def __contains__(self, name):
        return True
    def get(self, name, default=None):
        return {value!r}

os.environ = Environment(os.environ)
import magforms as mf
for name in mf.FORMATS:
    for result in (mf.compare(), mf.query(use="muscle-twitching"), mf.get("oxide")):
        print(result.render(name))
"""


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("value", ["", "0", "1"])
def test_no_environment_variable_changes_a_result(value: str) -> None:
    """Where every variable is set, whatever it is called, every result is the same."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path[:0] = {sys.path!r}\n" + SPEAKING.format(value=value),
        ],
        capture_output=True,
        check=True,
    )
    expected = [
        result.render(name)
        for name in mf.FORMATS
        for result in (mf.compare(), mf.query(use="muscle-twitching"), mf.get("oxide"))
    ]
    printed = "".join(f"{text}\n" for text in expected)
    assert printed.split() == done.stdout.decode("utf-8").split()


def test_catalogue_without_caveats_gives_results_with_them() -> None:
    """Taking the caveats out of a catalogue takes them from no result it gives."""
    bare = attrs.evolve(mf.catalogue(), caveats=())
    assert mf.compare().caveats == mf.compare(catalogue=bare).caveats
    assert mf.query(use="sleep").caveats == mf.query(use="sleep", catalogue=bare).caveats
    assert mf.get("oxide").caveats == mf.get("oxide", catalogue=bare).caveats
    for result in (mf.compare(catalogue=bare), mf.sources("oxide", catalogue=bare)):
        check(result)


def test_document_without_caveats_cannot_be_made() -> None:
    """What writers write is refused when its caveats are missing."""
    from magforms.layout import lay_out

    with pytest.raises(ValueError, match="a document cannot be without its caveats"):
        attrs.evolve(lay_out(mf.compare()), caveats=())
