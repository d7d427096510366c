"""A product in words: amounts with their names, all of it read or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import magforms as mf
from magforms.errors import shown
from magforms.products import parse_product

LIKE = "such as '500 mg magnesium citrate' or '100 mg elemental magnesium as citrate'"
NAMES = ["oxide", "magnesium citrate", "Magnesium bisglycinate dihydrate"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("500 mg magnesium citrate", [("500", "mg", "citrate", "compound")]),
        ("Magnesium citrate 500mg", [("500", "mg", "citrate", "compound")]),
        ("Magnesium citrate: 500 mg", [("500", "mg", "citrate", "compound")]),
        ("500 mg of bisglycinate", [("500", "mg", "bisglycinate", "compound")]),
        ("0,5 g Magnesiumcitrat", [("0.5", "g", "citrate", "compound")]),
        ("1 000 mg oxide", [("1000", "mg", "oxide", "compound")]),
        ("1 kg oxide", [("1", "kg", "oxide", "compound")]),
        ("20 mmol magnesium oxide", [("20", "mmol", "magnesium_oxide", "compound")]),
        ("100 mg elemental magnesium as citrate", [("100", "mg", "citrate", "elemental")]),
        ("100 mg elemental magnesium (as citrate)", [("100", "mg", "citrate", "elemental")]),
        ("100 mg of elemental magnesium from oxide", [("100", "mg", "oxide", "elemental")]),
        (
            "500 mg oxide, 1,5 g magnesium malate; 2 g citrate & 1 g oxide+2 g oxide and 3 g oxide",
            [
                ("500", "mg", "oxide", "compound"),
                ("1.5", "g", "malate", "compound"),
                ("2", "g", "citrate", "compound"),
                *((figure, "g", "oxide", "compound") for figure in "123"),
            ],
        ),
    ],
)
def test_parts_of_a_product(text: str, parts: list[tuple[str, str, str, str]]) -> None:
    """Amount and name in either order, a part between each two separators."""
    found = [(amount.value, amount.unit, name, of) for amount, name, of in parse_product(text)]
    assert [(Decimal(value), *rest) for value, *rest in parts] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "500 mg",
        "magnesium citrate",
        "Magnesium (500 mg) oxide",
        "1/2 g magnesium oxide",
        "500-600 mg magnesium oxide",
        "1\u20132 g magnesium oxide",
        "-5 mg oxide",
        "\u22125 mg oxide",
        "<500 mg magnesium oxide",
        "up to 500 mg magnesium oxide",
        "free from 500 mg magnesium oxide",
        "1" * 1000,
        "5*100 mg oxide",
        "2 x 500 mg oxide",
        "500 mg -oxide",
    ],
)
def test_what_is_not_read_whole_is_refused(text: str) -> None:
    """A sign or a word that is passed over would make another amount of it."""
    with pytest.raises(mf.AmountError) as caught:
        parse_product(text)
    told = f"each form needs one amount beside its name, {LIKE}, got {shown(text)}"
    assert told == str(caught.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("500 mg oxide, magnesium citrate", "magnesium citrate"),
        ("500 mg oxide,", "500 mg oxide,"),
        ("500 mg oxide,, 5 mg citrate", "500 mg oxide,, 5 mg citrate"),
    ],
)
def test_part_that_is_not_read_is_named(text: str, part: str) -> None:
    """Or the whole, where nothing stands between two separators."""
    with pytest.raises(mf.AmountError) as caught:
        parse_product(text)
    assert str(caught.value).endswith(f"{LIKE}, got {shown(part)}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "1,000 mg oxide",
            "a comma before three digits parts thousands or decimals: write 1 000 or",
        ),
        ("5 ml oxide", "a unit must be one of"),
        (
            "500 mg citrate, 100 mg elemental magnesium as oxide",
            f"elemental magnesium is of one form alone, {LIKE}, got '500 mg citrate, 100 mg elem",
        ),
        ("1" * 1001, "a product must be told in at most 1000 characters, got 1001"),
    ],
)
def test_amounts_and_parts_that_cannot_be_are_refused(text: str, message: str) -> None:
    """The message says what would be right."""
    with pytest.raises(mf.AmountError) as caught:
        parse_product(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "name",
    [
        "magnesium oxide x 2",
        "potassium magnesium citrate",
        "magnesium citrate-free",
        "oxide daily",
        "gold 3 mg tin",
    ],
)
def test_name_is_taken_whole(name: str) -> None:
    """What stands beside it makes another name, which no form has."""
    ((amount, read, of),) = parse_product(f"500 mg {name}")
    assert (name, "compound") == (read, of)
    with pytest.raises(mf.UnknownFormError):
        mf.elemental(amount, read)


@given(
    st.sampled_from(NAMES),
    st.text(alphabet=" ,-/*x<~()", max_size=6),
    st.text(alphabet="0123456789 .,-/*x<~mg()", max_size=8),
)
def test_nothing_around_an_amount_is_passed_over(name: str, before: str, after: str) -> None:
    """Either the figure is what it was, or the text is refused."""
    text = f"{before}500 mg {name}{after}"
    try:
        found = [mf.elemental(amount, read).mass for amount, read, _ in parse_product(text)]
    except mf.MagformsError:
        return
    assert [mf.elemental("500 mg", name).mass] == found
    # blanks, hyphens and brackets of a name do not count
    assert not {*before.strip(), *after} - set(" -()")


@pytest.mark.parametrize(
    "text",
    [
        "100 mg magnesium from citrate",
        "100 mg Magnesium (as citrate)",
        "Magnesium  [as oxide]: 5 mg",
        "5 mg Mg (as oxide)",
    ],
)
def test_amount_of_either_is_refused_with_what_would_be_plain(text: str) -> None:
    """Whether it is the magnesium's or the compound's is not guessed."""
    with pytest.raises(mf.AmountError) as caught:
        parse_product(text)
    told = "does not say whether the amount is of magnesium or of a compound, as '500 mg magnesium"
    assert told in str(caught.value)
    assert str(caught.value).endswith("'100 mg elemental magnesium as citrate' do")
