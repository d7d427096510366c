"""Key figures and directions, typed again from the evidence by a second reader."""

from decimal import Decimal

import pytest

import magforms as mf
from magforms.vocabulary import UseBasis


@pytest.fixture(scope="module")
def studies(catalogue: mf.Catalogue) -> dict[str, mf.Study]:
    """The studies by id."""
    return {study.id: study for study in catalogue.studies}


# figures ----------------------------------------------------------------------------------------

HUMAN_FIGURES = {
    "lindberg1990": {
        ("citrate", None, "0.035 mg/mg creatinine (p < 0.05 against oxide)"),
        ("oxide", None, "0.008 mg/mg creatinine (p < 0.05 against citrate)"),
    },
    "schuette1994": {
        ("glycinate", None, "23.5 % of dose"),
        ("oxide", None, "22.8 % of dose"),
        ("glycinate", None, "23.5 % of dose (p < 0.05 against oxide)"),
        ("oxide", None, "11.8 % of dose (p < 0.05 against glycinate)"),
        ("oxide", "glycinate", "3.2 h later (+/- 1.3 (kind of spread not stated); p < 0.05)"),
    },
    "shechter2012": {
        ("oxide", None, "34.4 to 36.3 mEq/L (SD 3 and 2; p < 0.001 within arm)"),
        ("citrate", None, "34.7 to 35.4 mEq/L (SD 2 and 2; p = 0.097 within arm)"),
        ("oxide", None, "78.9 to 71.7 % (SD 16 and 23; p = 0.013 within arm)"),
        ("citrate", None, "81.3 to 73.3 % (SD 15 and 23; p = 0.036 within arm)"),
    },
    "kappeler2017": {("citrate", "oxide", "0.565 mmol (95% CI 0.212 to 0.918; p = 0.0034)")},
    "schutten2022": {
        ("citrate", None, "4.94 mmol/24 h (SD 1.47)"),
        ("oxide", None, "5.13 mmol/24 h (SD 1.65)"),
        ("citrate", "placebo", "3.12 mmol/24 h (95% CI 2.23 to 4.01)"),
        ("citrate", "placebo", "0.04 mmol/L (95% CI 0.02 to 0.06)"),
    },
    "schutten2020": {
        ("citrate", "placebo", "2.22 mmol/24 h (95% CI 1.38 to 3.07; p < 0.001)"),
        ("citrate", "placebo", "0.01 mmol/L (95% CI -0.01 to 0.04; p = 0.170)"),
    },
    "firoz2001": {("oxide", None, "4 % of dose")},
    "siener2011": {
        ("oxide (effervescent)", None, "40 % over control"),
        ("oxide (capsule)", None, "20 % over control"),
    },
    "wilimzig1996": {
        ("citrate", None, "3.1 %"),
        ("citrate", None, "4.6 %"),
        ("citrate (intravenous)", None, "9.5 %"),
        ("citrate (intravenous)", None, "16.1 %"),
    },
    "zarifyeganeh2016": {
        ("oxide", None, "10.7 % of people"),
        ("no supplement", None, "23.1 % of people"),
    },
    "rooney2020": {("oxide", "placebo", "0.03 mmol/L (95% CI 0.01 to 0.05)")},
    "urology2004": {("oxide with potassium sodium citrate", None, "44.2 %")},
    "fine1991": {
        ("standard meal alone", None, "65 % of intake"),
        ("standard meal with 80 mEq acetate", None, "11 % of intake"),
    },
    "sabatier2002": {
        ("water alone", None, "45.7 % (SD 4.6)"),
        ("water with a meal", None, "52.3 % (SD 3.9; p = 0.0001)"),
    },
    "sabatier2011": {
        ("seven servings", None, "50.7 % (SD 12.7)"),
        ("two servings", None, "32.4 % (SD 8.1; p = 0.0007)"),
    },
    "lactate_er2018": {
        ("lactate, fasting", None, "20.26 %"),
        ("lactate, fed", None, "12.49 %"),
        ("lactate, fasting", None, "38.11 %"),
        ("lactate, fed", None, "40.99 %"),
    },
    "crowley_albion": set(),
    "weiss2018": set(),
    "walker2003": set(),
    "fogarty2002": set(),
    "werner2019": set(),
    "pajuelo2024": set(),
    "brilli2018": set(),
}


@pytest.mark.parametrize("study", HUMAN_FIGURES)
def test_figures_of_a_study_are_those_of_its_paper(catalogue: mf.Catalogue, study: str) -> None:
    """Arm, comparator, value, unit and spread are as printed; nothing is added or lost."""
    figures = {
        (item.arm, item.comparator, str(item.estimate))
        for item in catalogue.measurements
        if item.study is not None and item.study.id == study
    }
    assert HUMAN_FIGURES[study] == figures


def test_difference_of_citrate_and_oxide_is_exact(catalogue: mf.Catalogue) -> None:
    """The one difference between two of the forms with an interval keeps its digits."""
    (item,) = [item for item in catalogue.measurements if item.id == "kappeler2017-m1"]
    assert Decimal("0.565") == item.estimate.value
    assert "urinary_magnesium_24h" == item.measure
    assert ("abstract", "reported") == (item.verification, item.origin)
    assert "10.1186/s40795-016-0121-3" == item.reference.doi


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("molecules25_3172_table3-m1", "0.010 g/100 mL"),
        ("molecules25_3172_table3-m2", "20 g/100 mL"),
        ("molecules26_2419_table1-m3", "1.36 g/100 mL"),
        ("lindberg1990-m5", "55 %"),
        ("lindberg1990-m6", "43 %"),
    ],
)
def test_laboratory_figure_is_that_of_its_source(
    catalogue: mf.Catalogue, figure: str, text: str
) -> None:
    """Solubility and shares dissolved keep their zeros and units."""
    (item,) = [item for item in catalogue.in_vitro_measurements if item.id == figure]
    assert text == str(item.estimate)


def test_solubility_of_the_one_to_one_citrate_is_of_no_other(catalogue: mf.Catalogue) -> None:
    """The solubility of a citrate of molar mass 214.41 belongs to the 1:1 salt."""
    items = [item for item in catalogue.in_vitro_measurements if str(item.estimate.value) == "20"]
    assert {"magnesium_hydrogen_citrate"} == {item.compound for item in items}


def test_range_over_ten_salts_in_rats_is_lowest_and_highest(catalogue: mf.Catalogue) -> None:
    """The share absorbed in rats ran from 50 to 67 % over ten salts, none of them named."""
    (item,) = catalogue.animal_measurements
    assert ("all ten salts", "50 to 67 %") == (item.arm, str(item.estimate))
    assert item.context_required


# studies ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("study", "n", "dose", "duration"),
    [
        ("schuette1994", "12", "100 mg magnesium", "single dose per arm"),
        ("walker2003", "46", "300 mg magnesium", "60 days; also 24 h after first dose"),
        ("kappeler2017", "20", None, "single dose per form, 24 h urine"),
        ("schutten2022", "164", "450 mg magnesium", "24 weeks"),
        ("pajuelo2024", "40", None, "single dose per product, plasma to 6 h"),
        ("werner2019", "14", "400 mg magnesium", "24 h per product"),
        ("fogarty2002", None, "300 mg magnesium", "single dose, serum followed for 4 h"),
        ("schutten2020", "49", "350 mg magnesium", "24 weeks"),
        ("jaipakdee2004", "61", None, "1 month"),
        ("crowley_albion", None, None, None),
        ("weiss2018", None, None, None),
    ],
)
def test_people_and_dose_of_a_study(
    studies: dict[str, mf.Study], study: str, n: str | None, dose: str | None, duration: str | None
) -> None:
    """Number of people, magnesium given and duration are as stated, or not shown."""
    found = studies[study]
    assert (n, dose, duration) == (found.n, found.dose, found.duration)


def test_doses_of_the_unmatched_trial(studies: dict[str, mf.Study]) -> None:
    """In the trial that leans to oxide its arm had 1.76 times the magnesium."""
    arms = {arm.name: arm.elemental_dose_mg for arm in studies["shechter2012"].arms}
    assert {"oxide": "520", "citrate": "295.8"} == arms
    assert 1.76 == round(520 / 295.8, 2)


@pytest.mark.parametrize(
    ("study", "registration"),
    [
        ("schutten2022", "NCT03632590"),
        ("pajuelo2024", "NCT06225349"),
        ("schutten2020", "NCT02235805"),
        ("kappeler2017", None),
    ],
)
def test_registration_of_a_trial(
    studies: dict[str, mf.Study], study: str, registration: str | None
) -> None:
    """A trial is registered under its number, or none was seen."""
    assert registration == studies[study].registration


@pytest.mark.parametrize(
    ("study", "doi", "pmid", "year"),
    [
        ("lindberg1990", "10.1080/07315724.1990.10720349", "2407766", 1990),
        ("schuette1994", "10.1177/0148607194018005430", "7815675", 1994),
        ("fogarty2002", None, None, 2002),
        ("walker2003", None, "14596323", 2003),
        ("shechter2012", "10.1684/mrh.2012.0305", "22433473", 2012),
        ("kappeler2017", "10.1186/s40795-016-0121-3", None, 2017),
        ("brilli2018", "10.26355/eurrev_201803_14605", "29630135", 2018),
        ("schutten2022", "10.1161/JAHA.121.021783", "35253448", 2022),
        ("pajuelo2024", "10.3390/nu16244367", "39770988", 2024),
        ("werner2019", "10.1684/mrh.2019.0457", "32162607", 2019),
        ("crowley_albion", None, None, None),
        ("jaipakdee2004", None, None, 2004),
        ("firoz2001", None, "11794633", 2001),
        ("schutten2020", "10.1111/cen.14350", "33030273", 2020),
        ("uysal2019", "10.1007/s12011-018-1351-9", "29679349", 2019),
        ("coudray2005", None, "16548135", 2005),
    ],
)
def test_identifiers_of_a_study(
    studies: dict[str, mf.Study], study: str, doi: str | None, pmid: str | None, year: int | None
) -> None:
    """DOI, PMID and year are those that may be printed, and no others."""
    reference = studies[study].reference
    assert (doi, pmid, year) == (reference.doi, reference.pmid, reference.year)


@pytest.mark.parametrize(
    ("reference", "doi", "pmid"),
    [
        ("garrison-2020", "10.1002/14651858.CD009402.pub3", "32956536"),
        ("roguin-maor-2017", "10.1001/jamainternmed.2016.9261", "28241153"),
        ("aga-acg-2023", "10.14309/ajg.0000000000002227", "37204227"),
        ("mori-2019", "10.5056/jnm18194", "31587548"),
        ("morishita-2021", "10.14309/ajg.0000000000000942", "32969946"),
        ("peikert-1996", "10.1046/j.1468-2982.1996.1604257.x", "8792038"),
        ("schuster-2025", "10.2147/NSS.S524348", "40918053"),
        ("mah-pitre-2021", "10.1186/s12906-021-03297-z", "33865376"),
        ("walker-1998", "10.1089/jwh.1998.7.1157", "9861593"),
        ("wakai-2019", "10.1186/s40780-019-0133-7", "30805197"),
        ("pardo2021", "10.1016/j.nut.2021.111294", "34111673"),
        ("nielsen-2010", None, None),
        ("russell-1995", None, None),
        ("popular-article", None, None),
    ],
)
def test_identifiers_of_a_source(
    catalogue: mf.Catalogue, reference: str, doi: str | None, pmid: str | None
) -> None:
    """Sources of uses and claims have their DOI and PMID, or none that was confirmed."""
    (found,) = [item for item in catalogue.references if item.id == reference]
    assert (doi, pmid) == (found.doi, found.pmid)


# ratings and verdicts ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "rating", "certainty", "strict", "claimed"),
    [
        ("citrate", "high", "moderate", "high", "high"),
        ("glycinate", "moderate", "low", None, "high"),
        ("malate", "moderate", "very low", None, "high"),
        ("oxide", "low", "moderate", "low", "low"),
    ],
)
def test_rating_of_a_form(
    form: str, rating: str, certainty: str, strict: str | None, claimed: str
) -> None:
    """Rating, certainty and strict rating are the appraised ones; the claim stands apart."""
    found = mf.get(form).bioavailability
    assert (rating, certainty, strict, claimed) == (
        found.rating,
        found.certainty,
        found.strict_rating,
        found.claimed,
    )
    assert "popular-article" == found.claimed_source.id


@pytest.mark.parametrize(
    ("form", "evidence", "against"),
    [
        (
            "citrate",
            "lindberg1990 kappeler2017 schutten2022 walker2003 werner2019 fogarty2002 wilimzig1996",
            "shechter2012",
        ),
        (
            "glycinate",
            "schuette1994 crowley_albion walker2003",
            "schuette1994 pajuelo2024 fogarty2002 walker2003",
        ),
        ("malate", "crowley_albion weiss2018 efsa2018_dmm", ""),
        (
            "oxide",
            "lindberg1990 kappeler2017 schutten2022 walker2003 werner2019 firoz2001",
            "shechter2012 schuette1994 siener2011 pajuelo2024 rooney2020",
        ),
    ],
)
def test_sources_for_and_against_a_rating(form: str, evidence: str, against: str) -> None:
    """A rating rests on these sources, and these speak against it."""
    found = mf.get(form).bioavailability
    assert set(evidence.split()) == {item.id for item in found.evidence}
    assert set(against.split()) == {item.id for item in found.against}


@pytest.mark.parametrize(
    ("first", "second", "favoured", "outcome", "certainty"),
    [
        ("citrate", "oxide", "citrate", "favours first", "moderate"),
        ("glycinate", "oxide", None, "conflicting", "low"),
        ("citrate", "glycinate", "citrate", "favours first", "low"),
        ("malate", "oxide", None, "not established", "very low"),
        ("malate", "glycinate", None, "not established", None),
        ("citrate", "malate", None, "not established", None),
    ],
)
def test_verdict_on_a_pair(
    *,
    catalogue: mf.Catalogue,
    first: str,
    second: str,
    favoured: str | None,
    outcome: str,
    certainty: str | None,
) -> None:
    """Outcome and certainty of each pair are the appraised ones."""
    verdict = catalogue.verdict(first, second)
    assert (favoured, outcome, certainty) == (verdict.favoured, verdict.outcome, verdict.certainty)


MEASURES = {
    ("citrate", "oxide", "urinary_magnesium_24h"): ("citrate", "kappeler2017 schutten2022"),
    ("citrate", "oxide", "urinary_magnesium_other"): ("citrate", "lindberg1990"),
    ("citrate", "oxide", "serum_single_dose"): ("citrate", "kappeler2017 werner2019 walker2003"),
    ("citrate", "oxide", "plasma_long_term"): ("conflicting", "schutten2022 walker2003"),
    ("citrate", "oxide", "intracellular"): ("no difference found", "kappeler2017 walker2003"),
    ("citrate", "oxide", "other"): ("citrate", "walker2003"),
    ("glycinate", "oxide", "fractional_absorption_isotope"): (
        "no difference found",
        "schuette1994",
    ),
    ("glycinate", "oxide", "isotope_time_course"): ("glycinate", "schuette1994"),
    ("glycinate", "oxide", "urinary_magnesium_24h"): ("not established", ""),
    ("glycinate", "oxide", "serum_single_dose"): ("not established", ""),
    ("glycinate", "oxide", "intracellular"): ("no difference found", "walker2003"),
    ("glycinate", "oxide", "tolerability"): ("glycinate", "schuette1994"),
    ("citrate", "glycinate", "serum_single_dose"): ("citrate", "fogarty2002 walker2003"),
    ("citrate", "glycinate", "plasma_long_term"): ("citrate", "walker2003"),
    ("citrate", "glycinate", "intracellular"): ("no difference found", "walker2003"),
    ("citrate", "glycinate", "other"): ("citrate", "walker2003"),
    ("malate", "oxide", "serum_single_dose"): ("not established", ""),
}


@pytest.mark.parametrize(("first", "second", "measure"), MEASURES)
def test_verdict_on_a_measure(
    catalogue: mf.Catalogue, first: str, second: str, measure: str
) -> None:
    """Each measure of a pair has its outcome and the studies that set it."""
    outcome, held = MEASURES[first, second, measure]
    (found,) = [
        item for item in catalogue.verdict(first, second).measures if item.measure == measure
    ]
    assert outcome == (found.favoured or found.outcome)
    assert set(held.split()) == {finding.study.id for finding in found.findings}


@pytest.mark.parametrize(
    ("finding", "found", "higher", "lower", "contrast"),
    [
        ("lindberg1990-f1", "higher", "citrate", "oxide", "between_arms"),
        ("schuette1994-f1", "no_difference", None, None, "between_arms"),
        ("schuette1994-f3", "higher", "glycinate", "oxide", "between_arms"),
        ("fogarty2002-f1", "higher", "citrate", "glycinate", "between_arms"),
        ("walker2003-f1", "higher", "organic forms", "oxide", "pooled"),
        ("walker2003-f2", "higher", "citrate", "other treatments", "rank"),
        ("walker2003-f5", "no_difference", None, None, "between_arms"),
        ("shechter2012-f1", "not_reported", None, None, "within_arm"),
        ("kappeler2017-f1", "higher", "citrate", "oxide", "between_arms"),
        ("kappeler2017-f3", "no_difference", None, None, "between_arms"),
        ("schutten2022-f1", "higher", "citrate", "oxide", "between_arms"),
        ("schutten2022-f3", "no_difference", None, None, "between_arms"),
        ("werner2019-f2", "higher", "citrate", "oxide", "between_arms"),
        ("pajuelo2024-f1", "not_reported", None, None, "within_arm"),
        ("crowley_albion-f1", "higher", "malate", "oxide", "between_arms"),
        ("crowley_albion-f4", "not_reported", None, None, "none"),
    ],
)
def test_direction_of_a_human_finding(
    *,
    catalogue: mf.Catalogue,
    finding: str,
    found: str,
    higher: str | None,
    lower: str | None,
    contrast: str,
) -> None:
    """What was contrasted and which was higher is as the source reports it."""
    (item,) = [item for item in catalogue.findings if item.id == finding]
    assert (found, higher, lower, contrast) == (item.found, item.higher, item.lower, item.contrast)


@pytest.mark.parametrize(
    ("finding", "found", "higher", "lower"),
    [
        ("ranhotra1976-f1", "no_difference", None, None),
        ("coudray2005-f1", "higher", "organic salts", "inorganic salts"),
        ("coudray2005-f2", "higher", "citrate", "inorganic salts"),
        ("bertinato2014-f1", "no_difference", None, None),
        ("uysal2019-f1", "higher", "malate", "citrate"),
        ("uysal2019-f2", "higher", "malate", "oxide"),
    ],
)
def test_direction_of_an_animal_finding(
    catalogue: mf.Catalogue, finding: str, found: str, higher: str | None, lower: str | None
) -> None:
    """Findings in rats have their direction, in a place of their own."""
    (item,) = [item for item in catalogue.animal_findings if item.id == finding]
    assert (found, higher, lower) == (item.found, item.higher, item.lower)


@pytest.mark.parametrize(
    ("study", "assumed"),
    [
        ("walker2003", {"glycinate"}),
        ("fogarty2002", {"glycinate"}),
        ("jaipakdee2004", {"glycinate"}),
        ("schuette1994", set()),
        ("kappeler2017", set()),
    ],
)
def test_identity_of_a_chelate(studies: dict[str, mf.Study], study: str, assumed: set[str]) -> None:
    """An unnamed amino-acid chelate is only assumed to be glycinate."""
    assert assumed == studies[study].assumed_forms


# composition ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "compound", "formula", "mass", "fraction", "cas", "unii"),
    [
        (
            "citrate",
            "trimagnesium_dicitrate",
            "C12H10Mg3O14",
            "451.113",
            "0.161634",
            "3344-18-1",
            "RHO26O1T9V",
        ),
        (
            "citrate",
            "trimagnesium_dicitrate_nonahydrate",
            "C12H28Mg3O23",
            "613.248",
            "0.118900",
            None,
            "I10B9YK3MA",
        ),
        (
            "citrate",
            "trimagnesium_dicitrate_tetradecahydrate",
            "C12H38Mg3O28",
            "703.323",
            "0.103672",
            None,
            "X88335YT7M",
        ),
        (
            "citrate",
            "magnesium_hydrogen_citrate",
            "C6H6MgO7",
            "214.412",
            "0.113357",
            None,
            "CMX69F3697",
        ),
        (
            "citrate",
            "magnesium_hydrogen_citrate_trihydrate",
            "C6H12MgO10",
            "268.457",
            "0.090536",
            None,
            "T7BV7MMN5D",
        ),
        (
            "citrate",
            "magnesium_hydrogen_citrate_pentahydrate",
            "C6H16MgO12",
            "304.487",
            "0.079823",
            None,
            "I5MA9B32Y6",
        ),
        ("citrate", "magnesium_citrate_unspecified", None, None, None, None, None),
        (
            "glycinate",
            "magnesium_bisglycinate",
            "C4H8MgN2O4",
            "172.423",
            "0.140961",
            "14783-68-7",
            "IFN18A4Y6B",
        ),
        (
            "glycinate",
            "magnesium_bisglycinate_dihydrate",
            "C4H12MgN2O6",
            "208.453",
            "0.116597",
            None,
            "UR2UMM2CWZ",
        ),
        ("glycinate", "magnesium_glycinate_buffered", None, None, None, None, None),
        ("glycinate", "magnesium_lysinate_glycinate", None, None, None, None, None),
        ("malate", "magnesium_malate", "C4H4MgO5", "156.376", "0.155427", None, "LA9X9UJA2Z"),
        ("malate", "dimagnesium_malate", None, None, None, None, None),
        ("malate", "magnesium_citrate_malate", None, None, None, None, None),
        ("oxide", "magnesium_oxide", "MgO", "40.304", "0.603042", "1309-48-4", "3A3U0GI71G"),
    ],
)
def test_compound_of_a_form(
    *,
    form: str,
    compound: str,
    formula: str | None,
    mass: str | None,
    fraction: str | None,
    cas: str | None,
    unii: str | None,
) -> None:
    """Formula, figures and registry numbers of each compound are the confirmed ones."""
    (found,) = [item for item in mf.get(form).compounds if item.id == compound]
    figures = [
        None if figure is None else str(figure)
        for figure in (found.molar_mass, found.elemental_fraction)
    ]
    assert (formula, mass, fraction) == (found.formula, *figures)
    assert (cas, unii) == (found.cas, found.unii)


@pytest.mark.parametrize(
    ("form", "compound", "inchikey", "origin"),
    [
        ("citrate", "trimagnesium_dicitrate", "PLSARIKBYIPYPF-UHFFFAOYSA-H", "computed"),
        ("citrate", "magnesium_hydrogen_citrate", "DIXGJWCZQHXZNR-UHFFFAOYSA-L", "reported"),
        ("glycinate", "magnesium_bisglycinate", "AACACXATQSKRQG-UHFFFAOYSA-L", "reported"),
        ("malate", "magnesium_malate", "JFQQIWNDAXACSR-UHFFFAOYSA-L", "computed"),
        ("oxide", "magnesium_oxide", "CPLXHLVBOLITMK-UHFFFAOYSA-N", "reported"),
    ],
)
def test_structure_key_of_a_compound(form: str, compound: str, inchikey: str, origin: str) -> None:
    """A structure key is told apart as printed by a source or as our own calculation."""
    (found,) = [item for item in mf.get(form).compounds if item.id == compound]
    assert inchikey == found.inchikey
    origins = {item.value: item.origin for item in found.identifiers}
    assert origin == origins[inchikey]


@pytest.mark.parametrize(
    ("compound", "cid"),
    [
        ("trimagnesium_dicitrate", "6099959"),
        ("magnesium_bisglycinate", "84645"),
        ("magnesium_oxide", "14792"),
    ],
)
def test_pubchem_number_of_a_compound(catalogue: mf.Catalogue, compound: str, cid: str) -> None:
    """PubChem numbers are those that were confirmed."""
    (found,) = [item for form in catalogue.forms for item in form.compounds if item.id == compound]
    assert [cid] == [item.value for item in found.identifiers if item.scheme == "pubchem_cid"]


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [
        ("citrate", "0.079823", "0.161634"),
        ("glycinate", "0.116597", "0.140961"),
        ("malate", "0.155427", "0.155427"),
        ("oxide", "0.603042", "0.603042"),
    ],
)
def test_elemental_range_of_a_form(form: str, low: str, high: str) -> None:
    """A form spans its compounds, from the wettest salt to the driest."""
    assert (Decimal(low), Decimal(high)) == mf.get(form).elemental_fraction


# uses -------------------------------------------------------------------------------------------

USES = {
    ("citrate", "constipation"): ("primary", "approved marketed", "benefit", None),
    ("citrate", "bowel-preparation"): ("secondary", "approved tested", "benefit", "low"),
    ("citrate", "migraine-prevention"): ("secondary", "tested marketed", "benefit", "low"),
    ("citrate", "leg-cramps"): ("secondary", "tested marketed", "no benefit", "moderate"),
    ("citrate", "leg-cramps-pregnancy"): ("secondary", "tested marketed", "mixed", "very low"),
    ("citrate", "sleep"): ("secondary", "tested marketed", "no benefit", "very low"),
    ("citrate", "deficiency"): ("secondary", "tested marketed", "mixed", "very low"),
    ("glycinate", "sleep"): ("primary", "tested marketed", "mixed", "very low"),
    ("glycinate", "leg-cramps-pregnancy"): ("secondary", "tested marketed", "mixed", "very low"),
    ("glycinate", "deficiency"): ("secondary", "marketed", "unknown", None),
    ("glycinate", "mood"): ("secondary", "marketed", "unknown", None),
    ("glycinate", "antacid"): ("secondary", "approved", "benefit", None),
    ("malate", "muscle-pain-fatigue"): ("primary", "tested marketed", "no benefit", "very low"),
    ("malate", "deficiency"): ("secondary", "marketed", "unknown", None),
    ("malate", "energy"): ("secondary", "marketed", "unknown", None),
    ("oxide", "constipation"): ("primary", "approved tested marketed", "benefit", "very low"),
    ("oxide", "antacid"): ("primary", "approved marketed", "benefit", None),
    ("oxide", "bowel-preparation"): ("secondary", "approved", "benefit", None),
    ("oxide", "leg-cramps"): ("secondary", "tested marketed", "no benefit", "low"),
    ("oxide", "migraine-prevention"): ("secondary", "tested marketed", "unknown", "very low"),
    ("oxide", "sleep"): ("secondary", "tested", "mixed", "very low"),
    ("oxide", "deficiency"): ("secondary", "marketed", "unknown", None),
    ("oxide", "premenstrual-symptoms"): ("secondary", "tested", "mixed", "very low"),
}


@pytest.mark.parametrize(("form", "use"), USES)
def test_use_of_a_form(form: str, use: str) -> None:
    """Rank, status, direction and certainty of each use are the appraised ones."""
    found = mf.get(form).use(use)
    assert found is not None
    status = " ".join(found.status)
    assert USES[form, use] == (found.rank, status, found.direction, found.certainty)


@pytest.mark.parametrize("form", ["citrate", "glycinate", "malate", "oxide"])
def test_form_has_no_other_use(form: str) -> None:
    """No use is listed that was not appraised."""
    assert {use for of, use in USES if of == form} == {use.id for use in mf.get(form).uses}


@pytest.mark.parametrize(
    ("form", "primary"),
    [
        ("citrate", {"constipation"}),
        ("glycinate", {"sleep"}),
        ("malate", {"muscle-pain-fatigue"}),
        ("oxide", {"constipation", "antacid"}),
    ],
)
def test_primary_uses_of_a_form(form: str, primary: set[str]) -> None:
    """A form is chiefly approved, used or sold for these."""
    assert primary == {use.id for use in mf.get(form).primary_uses}


@pytest.mark.parametrize(
    ("form", "use", "places", "specific", "basis"),
    [
        ("citrate", "constipation", ("US",), "this form", UseBasis.APPROVED_INDICATION),
        ("oxide", "constipation", ("JP",), "this form", UseBasis.CLINICAL_TRIALS),
        ("oxide", "antacid", ("US", "JP"), "this form", UseBasis.APPROVED_INDICATION),
        ("glycinate", "sleep", (), "this form", UseBasis.MARKETING),
        ("malate", "muscle-pain-fatigue", (), "not this form", UseBasis.MARKETING),
        ("malate", "energy", (), "magnesium in general", UseBasis.MARKETING),
        ("citrate", "leg-cramps", (), "mixed", UseBasis.CLINICAL_TRIALS),
    ],
)
def test_what_a_use_rests_on(
    form: str, use: str, places: tuple[str, ...], specific: str, basis: UseBasis
) -> None:
    """A use has its places of approval, its basis, and evidence on this form or on another."""
    found = mf.get(form).use(use)
    assert found is not None
    assert (places, specific, basis) == (found.approved_in, found.form_specific, found.basis)


@pytest.mark.parametrize(
    ("form", "use", "references"),
    [
        ("citrate", "constipation", "dailymed-citrate onelax-label fda-m007-list"),
        ("glycinate", "sleep", "schuster-2025 market-comparison-pages"),
        (
            "malate",
            "muscle-pain-fatigue",
            "russell-1995 abraham-flechas-1992 medwave-7633",
        ),
        (
            "oxide",
            "constipation",
            "mori-2019 morishita-2021 van-der-schoot-2023 aga-acg-2023 mori-h-2021 doi-2021",
        ),
        (
            "oxide",
            "antacid",
            "cfr-331-11 dailymed-oxide openfda-oxide-2026 efsa-376 guerrera-2009 wakai-2019",
        ),
        ("oxide", "leg-cramps", "roguin-maor-2017 garrison-2020"),
        ("oxide", "premenstrual-symptoms", "walker-1998"),
    ],
)
def test_sources_of_a_use(form: str, use: str, references: str) -> None:
    """A use rests on these sources."""
    found = mf.get(form).use(use)
    assert found is not None
    assert references.split() == [item.id for item in found.references]


# claims and caveats -----------------------------------------------------------------------------

SUPPORTED = (1, 2, 3, 8, 10, 11, 15, 17, 23, 24, 27, 30, 32, 34)
PARTLY = (4, 5, 12, 13, 16, 18, 19, 20, 21, 25, 26, 28)
CONTRADICTED = (6, 31)
UNVERIFIABLE = (7, 9, 14, 22, 29, 33, 35)


@pytest.mark.parametrize(
    ("verdict", "numbers"),
    [
        ("supported", SUPPORTED),
        ("partly", PARTLY),
        ("contradicted", CONTRADICTED),
        ("unverifiable", UNVERIFIABLE),
    ],
)
def test_verdicts_on_the_popular_claims(
    catalogue: mf.Catalogue, verdict: str, numbers: tuple[int, ...]
) -> None:
    """Each claim of the popular article was checked with this result."""
    found = {claim.id for claim in catalogue.claims if claim.verdict == verdict}
    assert {f"claim-{number:02}" for number in numbers} == found


@pytest.mark.parametrize(
    ("claim", "references"),
    [
        ("claim-01", "ods-hp efsa-claims-pl"),
        ("claim-06", "garrison-2020 hypomag-ency"),
        ("claim-18", "nih-forms-secondary schuette1994 efsa2018_dmm weiss2018"),
        ("claim-29", ""),
        ("claim-31", "medscape-hypermag merck-hypermag"),
    ],
)
def test_sources_of_a_checked_claim(catalogue: mf.Catalogue, claim: str, references: str) -> None:
    """What was found on a claim rests on these sources."""
    (found,) = [item for item in catalogue.claims if item.id == claim]
    assert set(references.split()) == {item.id for item in found.references}
    assert "popular-article" == found.source.id


CAVEATS = {
    "standing": (
        "dailymed-oxide onelax-label aga-acg-2023 emc-2678 iom-2000-application"
        " efsa-ul-overview-2018"
    ),
    "surrogate": "kappeler2017 schutten2022 walker2003",
    "chelate-identity": "walker2003 fogarty2002",
    "unpublished": "crowley_albion",
    "population": "schuette1994",
    "dose-mismatch": "shechter2012",
    "animal": "uysal2019 bertinato2014 coudray2005 ranhotra1976",
    "citrate-laxative": "dailymed-citrate onelax-label",
    "glycinate-thin": "schuette1994 supakatisant-2015 schuster-2025 mah-pitre-2021",
    "malate-thin": "weiss2018 russell-1995 medwave-7633",
    "use-premenstrual": "walker-1998",
    "use-leg-cramps": "garrison-2020 roguin-maor-2017 frusso-1999 roffe-2002 barna-2021",
    "use-muscle-twitching": "garrison-2020 healthgrades-twitch",
    "cramps-are-not-twitches": "garrison-2020 healthgrades-twitch",
    "twitching-see-doctor": "nhs-twitching adam-twitching als-association nhs-mnd",
    "kidney-disease": (
        "aga-acg-2023 merck-hypermag wakai-2019 dailymed-oxide openfda-oxide-2026"
        " hypermag-dialysis-2018 mori-h-2019"
    ),
}


@pytest.mark.parametrize("caveat", CAVEATS)
def test_sources_of_a_caveat(catalogue: mf.Catalogue, caveat: str) -> None:
    """A caveat rests on these sources."""
    (found,) = [item for item in catalogue.caveats if item.id == caveat]
    assert set(CAVEATS[caveat].split()) == {item.id for item in found.references}


def test_upper_levels_are_told_with_their_authority(catalogue: mf.Catalogue) -> None:
    """The limits for adults stand with authority, year and what they count."""
    (found,) = [item for item in catalogue.caveats if item.id == "upper-limit"]
    for words in (
        "350 mg a day in the United States",
        "Institute of Medicine, 1997",
        "250 mg a day in the European Union",
        "Scientific Committee on Food, 2001",
        "supplements",
    ):
        assert words in found.text


@pytest.mark.parametrize(
    ("claim", "year", "readings"),
    [
        ("eu-tiredness", 2012, 2),
        ("eu-electrolyte-balance", 2012, 1),
        ("eu-muscle-function", 2012, 2),
        ("eu-stomach-acid-rejected", None, 2),
        ("us-blood-pressure", 2022, 1),
        ("ca-prevent-deficiency", 2007, 1),
    ],
)
def test_authorised_claim(
    catalogue: mf.Catalogue, claim: str, year: int | None, readings: int
) -> None:
    """A claim that a regulator dealt with has its year and readings."""
    (found,) = [item for item in catalogue.authorised_claims if item.id == claim]
    assert (year, readings) == (found.year, found.readings)


@pytest.mark.parametrize(
    ("reference", "decision"),
    [
        ("macian-2022", "not used"),
        ("khani-2021", "not used"),
        ("lopresti-review-2026", "not read"),
        ("desouza-2000", "not read"),
        ("droracle-178743", "not a source"),
        ("droracle-other-pages", "not a source"),
    ],
)
def test_screened_source(catalogue: mf.Catalogue, reference: str, decision: str) -> None:
    """What was looked at and not used is listed with the decision."""
    (found,) = [item for item in catalogue.screened if item.reference.id == reference]
    assert decision == found.decision


# what may not be printed ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("study", "figure"),
    [
        ("lindberg1990", "0.22 mg/mg"),
        ("lindberg1990", "0.006 mg/mg"),
        ("weiss2018", "30 %"),
        ("crowley_albion", "150 mg"),
    ],
)
def test_withheld_figure_is_nowhere(catalogue: mf.Catalogue, study: str, figure: str) -> None:
    """A figure that could not be confirmed stands in no figure, finding or study."""
    rows = (*catalogue.findings, *catalogue.measurements)
    texts = [repr(row) for row in rows if row.study is not None and row.study.id == study]
    texts += [repr(item) for item in catalogue.studies if item.id == study]
    assert texts
    assert not [text for text in texts if figure in text]
