"""A folder of one's own beside the shipped data: what it adds, and what it never changes."""

import copy
import json
import pickle
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from folders import FULL, Folder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_malformed import COLUMNS, URINE

import magforms as mf
from magforms.cli import main
from magforms.own_data import write_example
from magforms.results import Result

NOTICE = "User-supplied, not checked by magforms: the records of my-forms 1."
VERSION = "2026.11+my-forms.1"
RESULTS: dict[str, Callable[[mf.Catalogue], Result]] = {
    "form": lambda mine: mf.get("example salt", catalogue=mine),
    "use": lambda mine: mf.query(use="example-use", catalogue=mine),
    "selection": lambda mine: mf.query(catalogue=mine),
    "slice": lambda mine: mf.query(catalogue=mine)[:2],
    "union": lambda mine: (
        mf.query(where=lambda form: form.id == "citrate")
        | mf.query(use="example-use", catalogue=mine)
    ),
    "comparison": lambda mine: mf.compare("citrate", "example", catalogue=mine),
    "touched form": lambda mine: mf.compare("citrate", "oxide", catalogue=mine),
    "verdict": lambda mine: mine.verdict("oxide", "example"),
    "verdict without a row": lambda mine: mine.verdict("example", "malate"),
    "sources": lambda mine: mf.sources(catalogue=mine),
    "sources of a form": lambda mine: mf.sources("example", catalogue=mine),
    "elemental": lambda mine: mf.elemental("500 mg", "example", catalogue=mine),
    "product": lambda mine: mf.elemental_in(
        [("1 g", "citrate"), ("1 g", "magnesium example")], catalogue=mine
    ),
    "declared": lambda mine: mf.declared("20 %", "example", catalogue=mine),
    "declared rest": lambda mine: mf.declared("16 %", "malate", rest="example", catalogue=mine),
}
SHIPPED: dict[str, Callable[[mf.Catalogue], Result]] = {
    "form": lambda source: mf.get("citrate", catalogue=source),
    "comparison": lambda source: mf.compare("citrate", "glycinate", catalogue=source),
    "selection": lambda source: mf.query(use="sleep", bioavailability="high", catalogue=source),
    "nothing": lambda source: mf.query(use="muscle-twitching", catalogue=source),
    "verdict": lambda source: source.verdict("citrate", "oxide"),
    "sources": lambda source: mf.sources("malate", catalogue=source),
    "elemental": lambda source: mf.elemental("500 mg", "oxide", catalogue=source),
    "declared": lambda source: mf.declared("20 %", "bisglycinate", catalogue=source),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The example."""
    return Folder(tmp_path / "mine", COLUMNS)


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> mf.Catalogue:
    """The example, loaded."""
    path = tmp_path_factory.mktemp("own") / "mine"
    write_example(path)
    return mf.Catalogue.load(path)


def bare(written: str) -> str:
    """The letters and digits of a text, whatever a format puts between them."""
    return "".join(sign for sign in written if sign.isalnum())


def without_version(result: Result) -> str:
    """The whole result as JSON, but for the version of the data."""
    return result.to_json().replace(VERSION, mf.catalogue().data_version)


# what it adds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESULTS)
def test_result_that_holds_its_records_says_so(mine: mf.Catalogue, name: str) -> None:
    """Right after the standing caveat, however the result is copied, stored or written."""
    result = RESULTS[name](mine)
    ways = (
        copy.copy(result),
        copy.deepcopy(result),
        pickle.loads(pickle.dumps(result)),  # noqa: S301  # our own
        attrs.evolve(result),
    )
    for again in (result, *ways):
        assert result == again
        assert ["standing", "own"] == [caveat.scope for caveat in again.caveats[:2]]
        assert NOTICE == again.caveats[1].text
    assert NOTICE in result.caveat
    assert all(NOTICE in row["caveat"] for row in result.to_records())
    assert NOTICE in json.loads(result.to_json())["caveat"]
    for format_name in mf.FORMATS:
        assert bare(NOTICE) in bare(result.render(format_name))
    for bibliography in mf.BIBLIOGRAPHIES:
        assert "User-supplied" in result.bibliography(bibliography)


@pytest.mark.parametrize("name", sorted(RESULTS.keys() - {"union"}))
def test_result_comes_back_from_its_dict(mine: mf.Catalogue, name: str) -> None:
    """With the catalogue it came from, and with no other."""
    result = RESULTS[name](mine)
    assert result == mf.from_dict(result.to_dict(), catalogue=mine)
    with pytest.raises(mf.DataError, match="data_version"):
        mf.from_dict(result.to_dict())


def without_own_caveats(result: Result) -> Result:
    """The result with nothing in the place of the caveats that came with the folder."""
    changes: dict[str, tuple[object, ...]] = {}
    if isinstance(result, mf.Selection | mf.Comparison):
        changes["forms"] = tuple(attrs.evolve(form, own_caveats=()) for form in result.forms)
    if "own_caveats" in {field.name for field in attrs.fields(type(result))}:
        changes["own_caveats"] = ()
    return attrs.evolve(result, **changes)


def test_selections_of_shipped_and_own_data_hold_each_form_once(mine: mf.Catalogue) -> None:
    """As the folder has it, under its version, from whichever side they are joined."""
    shipped, own = mf.query(), mf.query(catalogue=mine)
    for both in (shipped | own, own | shipped):
        assert sorted(mine) == sorted(form.id for form in both)
        assert mine.data_version == both.data_version
        assert all(mine[form.id] == form for form in both)
    for common in (shipped & own, own & shipped):
        assert sorted(mf.catalogue()) == sorted(form.id for form in common)
        assert all(mine[form.id] == form for form in common)
    assert ("oxide",) == tuple(form.id for form in own[-1:] & shipped)
    # the folder says something of the oxide
    part = mf.query(where=lambda form: form.id != "oxide") | own[:1]
    assert {mine.data_version} == {form.data_version for form in part}
    assert part == mf.from_dict(part.to_dict(), catalogue=mine)


@pytest.mark.parametrize("name", RESULTS)
def test_notice_cannot_be_evolved_away(mine: mf.Catalogue, name: str) -> None:
    """What is shown is no shipped record, so that it says so."""
    evolved = without_own_caveats(RESULTS[name](mine))
    assert ["standing", "own"] == [caveat.scope for caveat in evolved.caveats[:2]]
    assert evolved.caveats[1].text.startswith("User-supplied, not checked by magforms")


# one record of a shipped form, with nothing else of one's own about it
ALONE: dict[str, Callable[[Folder], object]] = {
    "a name": lambda folder: folder.add("names", form="oxide", name="salt of mine"),
    "a use": lambda folder: folder.add(
        "uses", id="mine", form="oxide", use="mood", rank="secondary", references="walker2003"
    ),
    "a figure": lambda folder: folder.add(
        "in_vitro_measurements",
        **{**FULL["human_measurements"], "study": "", "arm": "", "reference": "walker2003"},
        form="oxide",
    ),
}


@pytest.mark.parametrize("name", ALONE)
def test_notice_of_a_shipped_form_cannot_be_evolved_away(folder: Folder, name: str) -> None:
    """Neither from the form nor from a selection of it."""
    folder.write("arms", folder.rows("arms")[:1])
    folder.write("human_findings", [])
    folder.write("pair_appraisals", [])
    ALONE[name](folder)
    mine = mf.Catalogue.load(folder.path)
    assert NOTICE == mine["oxide"].caveats[1].text
    assert NOTICE not in mine["citrate"].caveat
    for result in (mine["oxide"], mf.query(where=lambda form: form.id == "oxide", catalogue=mine)):
        assert (
            "User-supplied, not checked by magforms." == without_own_caveats(result).caveats[1].text
        )


def test_forms_names_uses_and_caveats_are_added(mine: mf.Catalogue) -> None:
    """The shipped forms are there still, and the new one is found by every name."""
    assert ["citrate", "example", "glycinate", "malate", "oxide"] == list(mine)
    assert VERSION == mine.data_version
    assert [mine["example"]] * 3 == [
        mine.resolve(name) for name in ("example", "EXAMPLE-SALT", "magnesium example")
    ]
    assert "example-use" in {term.id for term in mine.use_terms}
    assert "these records are invented" in mf.compare("example", "malate", catalogue=mine).caveat
    assert "these records are invented" not in mf.compare("citrate", "oxide", catalogue=mine).caveat
    assert "these records are invented" in mf.sources("example", catalogue=mine).caveat
    with pytest.raises(mf.UnknownFormError):
        mf.get("example")


def test_caveat_of_each_scope_is_shown_where_it_is_called_for(folder: Folder) -> None:
    """As the shipped ones are, and after them within a scope."""
    for scope in ("general", "safety", "use", "study"):
        folder.add("caveats", id=f"mine-{scope}", scope=scope, text=f"Mine: {scope}.", forms="")
    folder.change("caveats", 3, uses="example-use")
    folder.change("caveats", 4, studies="example-study")
    mine = mf.Catalogue.load(folder.path)
    scopes = [caveat.scope for caveat in mine["example"].caveats]
    assert ["standing", "own"] == scopes[:2]
    said = mine["example"].caveat
    assert all(f"Mine: {scope}." in said for scope in ("general", "safety", "use", "study"))
    compared = mf.compare("example", "citrate", catalogue=mine).caveat
    assert "Mine: use." in compared
    assert "Mine: safety." not in compared
    assert "Mine: use." in mf.query(use="example-use", catalogue=mine).caveat


def test_use_without_a_form_says_whose_it_is(folder: Folder) -> None:
    """An empty selection by a use of one's own holds a record of one's own."""
    folder.add("use_terms", id="other-use", label="Other use")
    mine = mf.Catalogue.load(folder.path)
    empty = mf.query(use="other-use", catalogue=mine)
    assert (0, NOTICE) == (len(empty), empty.caveats[1].text)


def test_form_needs_no_names_uses_or_studies(folder: Folder) -> None:
    """A form with a rating and no more."""
    folder.add("forms", id="bare", name="Magnesium bare")
    folder.add("ratings", form="bare")
    mine = mf.Catalogue.load(folder.path)
    assert ((), (), None) == (
        mine["bare"].compounds,
        mine["bare"].uses,
        mine["bare"].elemental_fraction,
    )
    assert mf.Outcome.NOT_ESTABLISHED is mine.verdict("bare", "oxide").outcome
    assert NOTICE in mine.verdict("bare", "oxide").caveat


def test_findings_give_a_verdict_on_its_form(folder: Folder) -> None:
    """The same rules as for the shipped pairs, from the folder's studies."""
    folder.change("studies", published="true")
    folder.change(
        "human_findings", verdict="higher", higher="example", lower="oxide", contrast="between_arms"
    )
    folder.change(
        "measure_appraisals",
        outcome="favours",
        favoured="example",
        studies="example-study",
        **URINE,
    )
    folder.change("pair_appraisals", outcome="favours", favoured="example", certainty="low")
    verdict = mf.Catalogue.load(folder.path).verdict("oxide", "example")
    assert mf.Outcome.FAVOURS_SECOND is verdict.outcome
    assert NOTICE in verdict.caveat


def test_statements_and_weights_of_ones_own_are_told_in_the_sources(folder: Folder) -> None:
    """Whatever record it is, the list that holds it says so."""
    folder.change("statements", statement="An example that says nothing.")
    folder.change("atomic_weights")
    mine = mf.Catalogue.load(folder.path)
    told = mf.sources(catalogue=mine)
    assert NOTICE == told.caveats[1].text
    assert "An example that says nothing." in {figure.text for figure in told.figures}


# what it never changes ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_result_of_shipped_records_is_the_shipped_one(mine: mf.Catalogue, name: str) -> None:
    """But for the version of the data; nothing is said of the folder."""
    result = SHIPPED[name](mine)
    assert without_version(SHIPPED[name](mf.catalogue())) == without_version(result)
    assert NOTICE not in result.caveat


ADDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "names": st.fixed_dictionaries(
            {
                "form": st.sampled_from(("example", "oxide", "citrate")),
                "name": st.sampled_from(("salt of mine", "mein Salz", "sal m\u00eda")),
                "status": st.sampled_from(("named", "unconfirmed", "not one form")),
            }
        ),
        "uses": st.fixed_dictionaries(
            {
                "id": st.just("mine"),
                "form": st.sampled_from(("oxide", "malate")),
                "rank": st.just("secondary"),
                "direction": st.sampled_from(("benefit", "no benefit", "mixed")),
                "certainty": st.sampled_from(("high", "none")),
            }
        ),
        "human_findings": st.fixed_dictionaries(
            {
                "verdict": st.just("higher"),
                "higher": st.sampled_from(("example", "oxide")),
                "contrast": st.sampled_from(("pooled", "within_arm")),
                "subgroup": st.sampled_from(("", "men")),
            }
        ),
        "in_vitro_findings": st.just({}),
        "human_measurements": st.fixed_dictionaries({"arm": st.sampled_from(("example", "oxide"))}),
        "limitations": st.just({}),
        "statements": st.just({}),
        "caveats": st.fixed_dictionaries(
            {
                "id": st.just("mine"),
                "scope": st.sampled_from(("general", "form", "use", "safety")),
                "forms": st.sampled_from(("", "oxide", "citrate; oxide")),
                "uses": st.sampled_from(("", "sleep")),
                "text": st.just("All is well."),
            }
        ),
    },
)


@settings(max_examples=25)
@given(ADDITIONS)
def test_whatever_is_added_shipped_answers_stay(
    tmp_path_factory: pytest.TempPathFactory, additions: dict[str, dict[str, str]]
) -> None:
    """Verdicts, ratings, compounds, names, uses, caveats and figures of shipped records."""
    folder = Folder(tmp_path_factory.mktemp("own") / "mine", COLUMNS)
    other = {"example": "oxide", "oxide": "example"}
    for table, cells in additions.items():
        lower = {"lower": other[cells["higher"]]} if "higher" in cells else {}
        folder.add(table, **cells, **lower)
    mine, shipped = mf.Catalogue.load(folder.path), mf.catalogue()
    for verdict in shipped.verdicts:
        again = mine.verdict(verdict.first, verdict.second)
        assert without_version(verdict) == without_version(again)
    for form in shipped.values():
        again_form = mine[form.id]
        for field in ("bioavailability", "compounds", "elemental_fraction", "primary_uses", "kind"):
            assert getattr(form, field) == getattr(again_form, field)
        assert set(form.uses) <= set(again_form.uses)
        assert set(form.caveats) <= set(again_form.caveats)
        assert set(form.findings) <= set(again_form.findings)
    for key, ids, why_not in shipped.index:
        assert (key, ids, why_not) in mine.index
    assert set(shipped.limits) == set(mine.limits)
    assert shipped.claims == mine.claims
    assert shipped.atomic_weights == mine.atomic_weights


# reading ------------------------------------------------------------------------------------------


def test_order_of_rows_and_tables_does_not_matter(folder: Folder) -> None:
    """The catalogue is the same."""
    first = mf.Catalogue.load(folder.path)
    shuffled = random.Random(3)  # noqa: S311  # no secret
    named = json.loads((folder.path / "datapackage.json").read_text("utf-8"))["resources"]
    shuffled.shuffle(named)
    folder.descriptor(resources=named)
    for table in ("compounds", "arms"):
        folder.write(table, folder.rows(table)[::-1])
    assert first == mf.Catalogue.load(folder.path)


def test_folder_may_hold_other_files(folder: Folder) -> None:
    """Notes beside the tables are not read."""
    (folder.path / "README.md").write_text("mine")
    (folder.path / ".hidden").mkdir()
    assert "example" in mf.Catalogue.load(str(folder.path))


def test_nothing_else_is_read(folder: Folder) -> None:
    """But the named tables, the shipped files and the library's own modules."""
    code = (
        "import sys\n"
        "import magforms as mf\n"
        "mf.catalogue()\n"
        "seen = []\n"
        "def told(event, args):\n"
        "    if event == 'open': seen.append(str(args[0]))\n"
        "    elif event.split('.')[0] in ('socket', 'subprocess', 'pickle'): seen.append(event)\n"
        "sys.addaudithook(told)\n"
        "mf.Catalogue.load(sys.argv[1])\n"
        "print(*seen, sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}", folder.path],
        capture_output=True,
        text=True,
        check=True,
    )
    package = str(Path(mf.__file__).parent.parent)
    others = {
        name
        for name in done.stdout.splitlines()
        if not name.startswith((package, sys.base_prefix, sys.prefix)) and not name.isdigit()
    }
    assert others == {str(file) for file in folder.path.iterdir()}


def test_table_that_cannot_be_read_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says stands in the error."""
    opened = mf.datafiles.os.open

    def refuse(path: str, flags: int) -> int:
        if str(path).endswith("uses.csv"):
            raise PermissionError(13, "Permission denied")
        number: int = opened(path, flags)
        return number

    monkeypatch.setattr("magforms.datafiles.os.open", refuse)
    with pytest.raises(mf.DataErrors) as caught:
        mf.Catalogue.load(folder.path)
    assert ["uses.csv: expected a file that can be read, got 'Permission denied'"] == [
        str(error) for error in caught.value.exceptions
    ]


@pytest.mark.parametrize(
    ("path", "got"), [("nothing", "none"), ("file", "a file"), ("n" * 300, "none")]
)
def test_what_is_no_folder_is_told(tmp_path: Path, path: str, got: str) -> None:
    """By its name, and as what it is."""
    (tmp_path / "file").write_text("")
    with pytest.raises(mf.DataErrors) as caught:
        mf.Catalogue.load(tmp_path / path)
    assert str(caught.value).endswith(f"{path}: expected a folder, got {got!r}")


def test_of_very_many_errors_the_first_are_told(folder: Folder) -> None:
    """A thousand are enough to begin with."""
    rows = [{**FULL["limitations"], "id": f"x{number}", "text": ""} for number in range(1001)]
    folder.name_table("limitations")
    folder.write("limitations", rows)
    with pytest.raises(mf.DataErrors) as caught:
        mf.Catalogue.load(folder.path)
    assert 1000 == len(caught.value.exceptions)
    assert "has 1001 errors, of which these are the first 1000" in str(caught.value)


# starting -----------------------------------------------------------------------------------------


def test_example_is_written_and_validates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a new folder or in an empty one, with nothing left beside it."""
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        folder = tmp_path / name
        assert 0 == main(["init", str(folder)])
        assert 0 == main(["validate", str(folder)])
        shown = capsys.readouterr()
        assert (
            f"{folder}: 13 files, every record invented; magforms validate checks them" in shown.out
        )
        assert f"{folder}: valid; data {VERSION}, with records on example, oxide\n" in shown.out
        assert "" == shown.err
    assert {"new", "empty"} == {file.name for file in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("there", "got"),
    [("file", "a file"), ("full", "a folder that holds files"), ("link", "a file")],
)
def test_example_takes_the_place_of_nothing(
    tmp_path: Path, there: str, got: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file, a folder with something in it or a link stays as it is."""
    (tmp_path / "file").write_text("old")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "old").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    before = sorted(tmp_path.rglob("*"))
    assert 2 == main(["init", str(tmp_path / there)])
    told = f"expected a folder that is empty or not there yet, got {got!r}"
    assert told in capsys.readouterr().err
    assert before == sorted(tmp_path.rglob("*"))


def test_example_that_cannot_be_written_names_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The one that was asked for."""
    folder = tmp_path / "nowhere" / "mine"
    assert 2 == main(["init", str(folder)])
    assert f"magforms: [Errno 2] No such file or directory: '{folder}'\n" == capsys.readouterr().err


def test_example_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault half way leaves nothing."""
    written = Path.write_text

    def failing(self: Path, *words: str, **options: str) -> int:
        if self.name == "ratings.csv":
            raise OSError(28, "No space left on device")
        return written(self, *words, **options)

    monkeypatch.setattr(Path, "write_text", failing)
    with pytest.raises(OSError, match="No space left"):
        write_example(tmp_path / "mine")
    assert [] == list(tmp_path.iterdir())


def test_folder_without_a_record_on_a_form_is_valid(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    """A use alone adds to no form."""
    for file in folder.path.glob("*.csv"):
        if file.stem != "use_terms":
            file.unlink()
    (folder.path / "references.json").unlink()
    folder.descriptor(resources=[{"name": "use_terms", "path": "use_terms.csv"}])
    assert 0 == main(["validate", str(folder.path)])
    assert "with no record on a form" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["compare", "example", "oxide"], "Magnesium forms compared"),
        (["query", "--use", "example-use"], "example"),
        (["show", "example"], "Magnesium example (organic salt)"),
        (["verdict", "example", "oxide"], "example and oxide, head to head"),
        (["sources", "example"], "example: rating low"),
        (["elemental", "500 mg example salt"], "85.34 mg elemental magnesium"),
        (["elemental", "example", "--declares", "20 %"], "Declares 20.0 %"),
    ],
)
def test_commands_take_the_folder(
    folder: Folder, capsys: pytest.CaptureFixture[str], words: list[str], shown: str
) -> None:
    """Each command that shows results."""
    assert 0 == main([*words, "--data", str(folder.path)])
    out = capsys.readouterr().out
    assert shown in out
    assert NOTICE in " ".join(out.split())


def test_documents_take_no_folder(folder: Folder, tmp_path: Path) -> None:
    """What stands in a document does not depend on where one is."""
    page = tmp_path / "page.md"
    page.write_text(
        f"<!-- magforms:begin compare --data {folder.path} -->\n<!-- magforms:end -->\n"
    )
    report = mf.sync(page)
    assert 2 == report.status
    assert "--data has no place in a document" in str(report.errors[0])


def test_id_that_is_said_to_fix_no_form_fixes_none(folder: Folder) -> None:
    """A name that is called vague stays so where it is the id of a form."""
    folder.add("names", form="example", name="example", status="not one form")
    made = mf.Catalogue.load(folder.path)
    with pytest.raises(mf.AmbiguousNameError):
        made.resolve("example")
    with pytest.raises(mf.AmbiguousNameError):
        mf.compare("oxide", "example", catalogue=made)
