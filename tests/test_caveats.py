"""Which caveats a result calls for."""

import pytest

import magforms as mf
from magforms.caveats import OwnCaveats, caveats_for, own_caveat
from magforms.loading import shipped_caveats, shipped_keys

STANDING = (
    "This is reference information, not medical advice. Before taking magnesium, ask a doctor or"
    " pharmacist, above all with kidney disease, during pregnancy or breast-feeding, for a child,"
    " or alongside other medicines. Upper intake levels exist and differ by authority and age."
    " Check the sources given with this result, the product label and the leaflet of every"
    " medicine taken."
)
CRAMPS = (
    "The trials behind the muscle entries measured cramps, not twitches. No trial was found that"
    " tested any magnesium form for muscle twitching."
)
DOCTOR = (
    "See a doctor about twitching that lasts longer than two weeks, is in more than one place,"
    " comes with weakness, stiffness or muscle wasting, or may come from a medicine."
)
URGENT = (
    "Twitching with slurred speech or trouble swallowing: see a doctor that same day; with"
    " difficult breathing, call emergency services. This is the library's own caution: only lists"
    " of these signs were found, no official rule."
)
MUSCLE_USES = (
    "muscle-twitching",
    "leg-cramps",
    "leg-cramps-pregnancy",
    "muscle-cramps-after-exercise",
)


def ids(**content: object) -> set[str]:
    """Return the ids of the caveats that some content calls for."""
    return {caveat.id for caveat in caveats_for(**content)}  # type: ignore[arg-type]


def test_nothing_shown_calls_for_the_standing_caveat_alone() -> None:
    """Without any content the standing caveat is there, and no other."""
    assert (STANDING,) == tuple(caveat.text for caveat in caveats_for())


def test_standing_caveat_is_about_sixty_words() -> None:
    """It is short enough that people read it."""
    assert 55 <= len(STANDING.split()) <= 65
    assert STANDING == str(mf.query().caveats[0])


def test_standing_caveat_stands_first() -> None:
    """Whatever else is called for comes after the standing caveat."""
    for result in (mf.compare(), mf.query(use="sleep"), mf.get("oxide"), mf.sources()):
        assert STANDING == result.caveats[0].text
        assert ["standing"] == [
            caveat.scope for caveat in result.caveats if caveat.scope == "standing"
        ]


def test_general_caveats_come_with_forms() -> None:
    """What holds for every form is said once a form is shown, and its details in full view."""
    assert {"standing", "surrogate", "absorption-not-benefit", "status-words"} == ids(
        forms={"citrate"}
    ) - {"citrate-laxative"}
    assert "food-first" not in ids(forms={"citrate"})
    assert "food-first" in ids(forms={"citrate"}, whole=True)


def test_caveat_of_a_form_comes_with_that_form_alone() -> None:
    """A form's caveat is there where the form is, and not with another."""
    assert "malate-thin" in ids(forms={"malate"})
    assert "malate-thin" not in ids(forms={"citrate", "glycinate", "oxide"})
    assert "malate-evidence" not in ids(forms={"malate"})
    assert "malate-evidence" in ids(forms={"malate"}, detail=True)


def test_caveat_of_a_study_comes_with_that_study() -> None:
    """What limits a study is said where its findings are shown."""
    assert "chelate-identity" in ids(studies={"walker2003"})
    assert "chelate-identity" not in ids(studies={"lindberg1990"})
    assert "pooled" not in ids(studies={"walker2003"})
    assert "pooled" in ids(studies={"walker2003"}, detail=True)


def test_caveat_of_a_use_comes_with_the_use_shown_or_asked_for() -> None:
    """A use brings its caveat; its details come only when it was asked for."""
    assert "use-sleep" in ids(uses={"sleep"})
    assert "use-sleep" in ids(asked={"sleep"})
    assert "use-sleep" not in ids(uses={"energy"})
    assert "sleep-pooled" not in ids(uses={"sleep"})
    assert "sleep-pooled" in ids(asked={"sleep"})
    assert "sleep-pooled" in ids(uses={"sleep"}, whole=True)


def test_safety_caveats_without_a_use_come_with_a_form_in_full() -> None:
    """What holds for magnesium whatever the use is said where a form is shown in full."""
    assert "medicines" not in ids(forms={"oxide"}, uses={"sleep"}, asked={"sleep"})
    assert "medicines" in ids(forms={"oxide"}, whole=True)
    assert "kidney-disease" in ids(asked={"constipation"})
    assert "kidney-disease" not in ids(asked={"sleep"})


def test_all_that_safety_says_in_detail_comes_with_every_whole_form_and_amount() -> None:
    """Whom magnesium may harm does not depend on what it is taken for."""
    safety = {row.id for row in shipped_caveats() if row.scope == "safety" and row.detail}
    assert {"kidney-disease", "pregnancy-children", "older-adults", "medicines"} <= safety
    shown = [mf.get("malate").caveats, mf.elemental("400 mg", "oxide").caveats]
    assert [safety] * 2 == [safety & {row.id for row in caveats} for caveats in shown]
    assert "twitching-urgent" not in {row.id for row in shown[1]}


@pytest.mark.parametrize("use", MUSCLE_USES)
def test_muscle_uses_carry_cramps_are_not_twitches_and_when_to_see_a_doctor(use: str) -> None:
    """A selection by a muscle use says that cramps are not twitches, and who must see a doctor."""
    texts = [caveat.text for caveat in mf.query(use=use).caveats]
    for text in (STANDING, CRAMPS, DOCTOR, URGENT):
        assert 1 == texts.count(text)


@pytest.mark.parametrize("use", ["constipation", "sleep", "energy", "migraine-prevention"])
def test_other_uses_do_not_speak_of_twitching(use: str) -> None:
    """The caveats on twitching stand only where muscles are asked about."""
    texts = {caveat.text for caveat in mf.query(use=use).caveats}
    assert not texts & {CRAMPS, DOCTOR, URGENT}


def test_default_comparison_shows_a_reader_at_most_twenty_lines_of_caveat() -> None:
    """At eighty columns the caveat of the four forms stays readable, the standing part first."""
    text = mf.compare().render("text")
    assert max(map(len, text.splitlines())) <= 120
    lines = text.partition("\nCaveat\n")[2].splitlines()
    assert lines
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 80
    assert " ".join(" ".join(lines).split()).startswith(STANDING)


def test_default_comparison_names_the_caveats_of_what_it_shows() -> None:
    """Each form's caveat, those of the primary uses and those of the trials are there."""
    standing, *others = (caveat.id for caveat in mf.compare().caveats)
    assert "standing" == standing
    assert [
        "absorption-not-benefit",
        "chelate-identity",
        "citrate-laxative",
        "constipation-warning",
        "glycinate-thin",
        "malate-thin",
        "oxide-label-weight",
        "status-words",
        "surrogate",
        "unpublished",
        "use-muscle-pain",
        "use-sleep",
    ] == sorted(others)


def test_comparison_says_nothing_of_forms_it_does_not_show() -> None:
    """A comparison of two carries neither the caveats of the other forms nor of their uses."""
    shown = {caveat.id for caveat in mf.compare("citrate", "oxide").caveats}
    assert {"citrate-laxative", "oxide-label-weight", "constipation-warning"} <= shown
    assert not shown & {"glycinate-thin", "malate-thin", "use-sleep", "use-muscle-pain"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "User-supplied, not checked by magforms."),
        ("mine 1", "User-supplied, not checked by magforms: the records of mine 1."),
    ],
)
def test_records_of_ones_own_call_for_a_caveat(title: str, text: str) -> None:
    """It says whose they are where that is known, and that nobody checked them."""
    expected = mf.Caveat(id=f"own:{title}", scope="own", text=text, checked_on="")
    assert expected == own_caveat(title)
    assert own_caveat("") == own_caveat()


def test_results_that_show_all_there_is_hold_nothing_of_ones_own() -> None:
    """Every shipped form, use and record is shipped."""
    keys = shipped_keys()
    for shown in (
        {"forms": keys.forms},
        {"uses": keys.uses},
        {"asked": keys.uses},
        {"held": keys.others},
    ):
        assert "own" not in {caveat.scope for caveat in caveats_for(**shown)}  # type: ignore[arg-type]
    for shown in ({"forms": {"gold"}}, {"uses": {"rest"}}, {"studies": {"nobody"}}, {"held": {0}}):
        assert "own" in {caveat.scope for caveat in caveats_for(**shown)}  # type: ignore[arg-type]


def test_caveat_on_uses_as_such_goes_with_any_use() -> None:
    """And with nothing that shows none."""
    as_such = mf.Caveat(id="as-such", scope="use", text="Uses differ.", checked_on="2026-11-22")
    own = [own_caveat("mine 1"), as_such]
    assert as_such in caveats_for(forms={"citrate"}, uses={"sleep"}, own=own)
    assert as_such not in caveats_for(forms={"citrate"}, own=own)
    assert as_such not in caveats_for(forms={"citrate"}, amounts=True, own=own)


def test_own_caveats_go_with_what_they_are_about() -> None:
    """The notice goes with everything of the folder, a caveat on a form with that form."""
    notice = own_caveat("mine 1")
    about = mf.Caveat(id="a", scope="form", text="Of a.", forms=frozenset("a"), checked_on="")
    own = OwnCaveats(notice, [about], forms={"a", "b"}, new={"b"}, uses={"rest"})
    assert (notice, about) == own.of_form("a")
    assert (notice,) == own.of_form("b")
    assert () == own.of_form("c")
    assert (notice,) == own.of_new("a", "b")[:1]
    assert () == own.of_new("a", "c")
    assert (notice,) == own.of_use("rest")
    assert () == own.of_use("sleep")
