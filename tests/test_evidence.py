"""Studies, findings and measurements."""

from decimal import Decimal

import pytest

from magforms.evidence import (
    AnimalFinding,
    Arm,
    Finding,
    HumanFinding,
    HumanMeasurement,
    InVitroFinding,
    InVitroMeasurement,
    Measurement,
    Study,
)
from magforms.quantities import Estimate
from magforms.references import Reference
from magforms.vocabulary import Contrast, Found, Identity, Measure, Species, Verification

SOURCE = Reference(id="demo", type="article-journal", title="Demo")
READ = {
    "reference": SOURCE,
    "locator": "abstract",
    "verification": Verification.ABSTRACT,
    "readings": 2,
    "checked_on": "2026-11-22",
}


def trial(**changed: object) -> Study:
    """Return a trial of two forms and placebo, with a group of the two others."""
    fields = {
        "id": "demo",
        "role": "human head-to-head",
        "published": True,
        "species": Species.HUMAN,
        "design": "crossover",
        "population": "healthy adults",
        "arms": (
            Arm(name="citrate", form="citrate", substance="citrate", identity=Identity.STATED),
            Arm(name="chelate", form="glycinate", identity=Identity.ASSUMED),
            Arm(name="placebo", substance="placebo"),
            Arm(name="others", members=("chelate", "placebo")),
        ),
        **READ,
        **changed,
    }
    return Study(**fields)  # type: ignore[arg-type]


def result(kind: type[Finding] = HumanFinding, **changed: object) -> Finding:
    """Return a finding that puts citrate over the others."""
    fields = {
        "id": "demo-f1",
        "study": trial(),
        "endpoint": "urine",
        "measure": Measure.URINARY_MAGNESIUM_24H,
        "found": Found.HIGHER,
        "higher": "citrate",
        "lower": "others",
        "contrast": Contrast.RANK,
        "statement": "Citrate was highest.",
        **READ,
        **changed,
    }
    return kind(**fields)  # type: ignore[arg-type]


def figure(kind: type[Measurement] = HumanMeasurement, **changed: object) -> Measurement:
    """Return a figure measured in the citrate arm."""
    fields = {
        "id": "demo-m1",
        "study": trial(n="12", dose="300 mg", duration="4 weeks"),
        "arm": "citrate",
        "endpoint": "urine",
        "measure": Measure.URINARY_MAGNESIUM_24H,
        "estimate": Estimate(value=Decimal("1.50"), unit="mmol"),
        "context_required": False,
        **READ,
        **changed,
    }
    return kind(**fields)  # type: ignore[arg-type]


def test_study_holds_the_forms_of_its_arms() -> None:
    """Placebo and groups add no form."""
    assert {"citrate", "glycinate"} == trial().forms


def test_arm_is_found_by_its_name() -> None:
    """The label of an arm leads to it."""
    assert "placebo" == trial().arm("placebo").substance


@pytest.mark.parametrize(
    ("arm", "forms"),
    [("citrate", {"citrate"}), ("placebo", set()), ("others", {"glycinate"})],
)
def test_group_of_arms_holds_the_forms_of_its_members(arm: str, forms: set[str]) -> None:
    """The forms of a group are those of the arms in it."""
    assert forms == trial().forms_in(arm)


def test_assumed_form_is_told_from_a_stated_one() -> None:
    """An arm whose source does not name the form is known as assumed."""
    assert {"glycinate"} == trial().assumed_forms


@pytest.mark.parametrize(
    ("arm", "text"),
    [
        (Arm(name="placebo", substance="placebo"), "placebo"),
        (Arm(name="placebo", identity=Identity.STATED), "placebo"),
        (Arm(name="tablets", form="oxide"), "tablets"),
        (Arm(name="others", members=("chelate", "placebo")), "others: chelate, placebo together"),
        (
            Arm(
                name="chelate",
                form="glycinate",
                substance="amino-acid chelate",
                as_described="MgAA",
                identity=Identity.ASSUMED,
                formulation="tablets",
                elemental_dose_mg="300",
            ),
            (
                "chelate: amino-acid chelate; in the source MgAA; counted as glycinate"
                " (assumed); tablets; 300 mg magnesium"
            ),
        ),
    ],
)
def test_arm_says_what_was_given_and_what_it_counts_as(arm: Arm, text: str) -> None:
    """What the source calls it stands beside what it is taken for, and on what ground."""
    assert text == str(arm)


def test_context_says_who_got_what_for_how_long() -> None:
    """Design, people, dose and duration stand in one line, and what is unknown is left out."""
    assert "crossover; healthy adults" == trial().context
    assert "crossover; n = 12, healthy adults; 300 mg; 4 weeks; sums do not agree" == (
        trial(
            n="12", dose="300 mg", duration="4 weeks", numbers_withheld="sums do not agree"
        ).context
    )


def test_study_is_written_as_its_id() -> None:
    """A study in a text is its key."""
    assert "demo" == str(trial())


def test_finding_is_about_the_forms_of_both_sides_and_of_every_arm_compared() -> None:
    """Forms come from the arms compared, the higher and the lower one, groups included."""
    assert {"citrate", "glycinate"} == result().forms
    assert {"citrate"} == result(lower="placebo").forms
    same = {"found": Found.NO_DIFFERENCE, "higher": None, "lower": None}
    assert {"glycinate"} == result(**same, compared=("chelate", "placebo")).forms


def test_finding_says_which_of_its_forms_are_assumed() -> None:
    """Only a form that the finding is about is named as assumed."""
    assert {"glycinate"} == result().assumed_forms
    assert set() == result(lower="placebo").assumed_forms


@pytest.mark.parametrize(
    ("verification", "second_hand"),
    [
        (Verification.SECONDARY, True),
        (Verification.ABSTRACT, False),
        (Verification.FULL_TEXT, False),
    ],
)
def test_finding_known_from_others_is_second_hand(
    verification: Verification, *, second_hand: bool
) -> None:
    """What was read only in someone else's account is known as such."""
    assert second_hand is result(verification=verification).second_hand


def test_findings_in_people_animals_and_laboratory_are_never_equal() -> None:
    """The same content in another kind of finding is another finding."""
    human, animal, vitro = (result(kind) for kind in (HumanFinding, AnimalFinding, InVitroFinding))
    assert human == result()
    assert human != animal
    assert animal != vitro
    assert 3 == len({human, animal, vitro})


def test_figure_is_written_with_its_arm_and_the_digits_of_its_source() -> None:
    """A trailing zero stays."""
    assert "citrate, urine: 1.50 mmol" == str(figure())


def test_figure_that_needs_its_context_is_never_written_without() -> None:
    """A share absorbed carries design, people, dose and duration."""
    assert (
        "citrate, urine: 1.50 mmol [crossover; n = 12, healthy adults; 300 mg; 4 weeks] as printed"
    ) == str(figure(context_required=True, note="as printed"))


def test_laboratory_figure_without_a_study_is_about_its_form() -> None:
    """A figure from a table of laboratory values has a form and no arm, and says of what it is."""
    item = figure(InVitroMeasurement, study=None, arm=None, form="oxide")
    assert {"oxide"} == item.forms
    assert "oxide, urine: 1.50 mmol" == str(item)
    of_compound = figure(
        InVitroMeasurement, study=None, arm=None, form="citrate", compound="trimagnesium_dicitrate"
    )
    assert "trimagnesium dicitrate, urine: 1.50 mmol" == str(of_compound)
    assert set() == figure(InVitroMeasurement, study=None, arm=None).forms
    assert "urine: 1.50 mmol" == str(figure(InVitroMeasurement, study=None, arm=None))


def test_figure_of_an_arm_is_about_the_forms_in_it() -> None:
    """The arm of a figure says which form was measured."""
    assert {"citrate"} == figure().forms
    assert set() == figure(arm="placebo").forms
