"""Closed word lists: their words, their order and what follows from a word."""

import enum
import pickle
from itertools import pairwise

import pytest

import magforms as mf
from magforms import intake, vocabulary
from magforms.vocabulary import Certainty, Measure, Outcome, Rating

WORDS = {
    "Rating": ("low", "moderate", "high"),
    "Certainty": ("very low", "low", "moderate", "high"),
    "Outcome": (
        "favours first",
        "favours second",
        "no difference found",
        "conflicting",
        "not established",
    ),
    "Kind": ("inorganic salt", "organic salt", "amino-acid chelate", "mixture"),
    "Species": ("human", "rat", "mouse"),
    "Measure": (
        "urinary_magnesium_24h",
        "urinary_magnesium_other",
        "serum_single_dose",
        "plasma_long_term",
        "ionized_magnesium",
        "intracellular",
        "fractional_absorption_isotope",
        "fractional_absorption_other",
        "isotope_time_course",
        "solubility_in_vitro",
        "tolerability",
        "other",
    ),
    "Contrast": ("between_arms", "rank", "pooled", "within_arm", "none"),
    "Found": ("higher", "no_difference", "not_reported"),
    "Identity": ("stated", "assumed", "not seen"),
    "Verification": ("full text", "abstract", "secondary"),
    "Origin": ("reported", "computed", "appraised"),
    "Rank": ("primary", "secondary"),
    "Status": ("approved", "tested", "marketed"),
    "Direction": ("benefit", "no benefit", "mixed", "unknown"),
    "UseBasis": ("approved drug indication", "clinical trials", "marketing/traditional"),
    "FormSpecific": ("this form", "magnesium in general", "mixed", "not this form"),
    "LimitKind": (
        "upper level",
        "suggested upper level",
        "supplement maximum",
        "recommended intake",
        "adequate intake",
        "label reference",
    ),
    "Counts": (
        "supplements and medicines",
        "supplements, water and added to food",
        "supplements",
        "all sources",
        "labels",
    ),
    "LimitStatus": ("stated", "not established", "not reported"),
    "Position": ("below", "at", "across", "above", "no level"),
}


def _lists() -> dict[str, type[enum.StrEnum]]:
    return {
        name: item
        for module in (vocabulary, intake)
        for name, item in vars(module).items()
        if isinstance(item, type)
        and issubclass(item, enum.StrEnum)
        and item.__module__ == module.__name__
        and len(item)
    }


def test_word_lists_hold_these_words_in_this_order() -> None:
    """Every closed list has the words of the contract and no other."""
    assert WORDS == {name: tuple(word.value for word in words) for name, words in _lists().items()}


@pytest.mark.parametrize("scale", [Rating, Certainty])
def test_scales_rise_in_the_order_of_their_words(scale: type[Rating | Certainty]) -> None:
    """Ratings and certainties compare by their place and never by the alphabet."""
    for lower, higher in pairwise(scale):
        assert lower < higher
        assert lower <= higher
        assert lower <= lower  # noqa: PLR0124  # a word against itself is what is tested
        assert higher > lower
        assert higher >= lower
        assert higher >= higher  # noqa: PLR0124
        assert not higher < lower
        assert not higher <= lower
        assert not lower > higher
        assert not lower >= higher


def test_scale_compares_with_its_words_as_text() -> None:
    """A rating may be compared with a plain word of its scale."""
    assert Rating.MODERATE > "low"
    assert Rating.LOW <= "low"
    assert Certainty.VERY_LOW < "low"


def test_highest_of_a_scale_is_found_by_order() -> None:
    """The largest of ratings is the highest, though the alphabet puts moderate last."""
    assert Rating.HIGH == max(Rating)
    assert [Rating.LOW, Rating.MODERATE, Rating.HIGH] == sorted(
        [Rating.HIGH, Rating.LOW, Rating.MODERATE]
    )


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("best", "Rating does not compare with 'best'"),
        (3, "Rating does not compare with 3"),
        (None, "Rating does not compare with None"),
    ],
)
def test_scale_refuses_what_is_no_word_of_it(word: object, message: str) -> None:
    """A comparison with something outside the scale is an error that names it."""
    with pytest.raises(TypeError) as caught:
        assert Rating.LOW < word  # type: ignore[operator]
    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("outcome", "mirrored"),
    [
        (Outcome.FAVOURS_FIRST, Outcome.FAVOURS_SECOND),
        (Outcome.FAVOURS_SECOND, Outcome.FAVOURS_FIRST),
        (Outcome.NO_DIFFERENCE_FOUND, Outcome.NO_DIFFERENCE_FOUND),
        (Outcome.CONFLICTING, Outcome.CONFLICTING),
        (Outcome.NOT_ESTABLISHED, Outcome.NOT_ESTABLISHED),
    ],
)
def test_mirrored_outcome_exchanges_the_two_forms(outcome: Outcome, mirrored: Outcome) -> None:
    """Only the outcomes that favour a form change when the pair is turned round."""
    assert mirrored is outcome.mirrored()


def test_solubility_tolerability_and_other_markers_are_not_bioavailability() -> None:
    """Three kinds of measure say nothing of bioavailability."""
    outside = {measure for measure in Measure if not measure.is_bioavailability}
    assert {Measure.SOLUBILITY_IN_VITRO, Measure.TOLERABILITY, Measure.OTHER} == outside


def test_shares_absorbed_are_known_as_such() -> None:
    """Figures on fractional absorption are shares of a dose, and no others are."""
    shares = {measure for measure in Measure if measure.is_share_absorbed}
    expected = {Measure.FRACTIONAL_ABSORPTION_ISOTOPE, Measure.FRACTIONAL_ABSORPTION_OTHER}
    assert expected == shares


def test_words_are_text_and_survive_pickling() -> None:
    """A word equals its text, and comes back from a pickle as itself."""
    for words in _lists().values():
        for word in words:
            assert word.value == word
            assert word is pickle.loads(pickle.dumps(word))  # noqa: S301  # our own bytes


def test_words_of_different_scales_do_not_compare() -> None:
    """A rating is not above or below a certainty, though both know the word high."""
    with pytest.raises(TypeError) as caught:
        assert mf.Rating.LOW < mf.Certainty.HIGH
    expected = "Rating does not compare with <Certainty.HIGH: 'high'>"
    assert expected == str(caught.value)


def test_word_of_another_list_is_no_filter() -> None:
    """A filter takes its own words, plain or as members, and no other member spelt alike."""
    with pytest.raises(mf.QueryError) as caught:
        mf.query(min_bioavailability=mf.Certainty.HIGH)
    assert str(caught.value).startswith("no such min_bioavailability: <Certainty.HIGH: 'high'>")
