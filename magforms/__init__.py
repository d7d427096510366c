"""
Magnesium forms with their evidence.

Every figure has a source and a place in it; every result carries its caveat.
"""

# Names resolve on first use, so that importing the package loads neither attrs nor tabulate.
# Type checkers take any TYPE_CHECKING for true.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from magforms.amounts import Amount as Amount
    from magforms.amounts import parse_amount as parse_amount
    from magforms.assets import json_schema as json_schema
    from magforms.assets import stylesheet as stylesheet
    from magforms.catalogues import Catalogue as Catalogue
    from magforms.caveats import Caveat as Caveat
    from magforms.citations import BIBLIOGRAPHIES as BIBLIOGRAPHIES
    from magforms.columns import COLUMNS as COLUMNS
    from magforms.comparisons import Comparison as Comparison
    from magforms.comparisons import compare as compare
    from magforms.composition import Compound as Compound
    from magforms.conversions import Declared as Declared
    from magforms.conversions import Elemental as Elemental
    from magforms.conversions import ElementalMass as ElementalMass
    from magforms.conversions import LimitPosition as LimitPosition
    from magforms.conversions import against_limits as against_limits
    from magforms.conversions import compound_for as compound_for
    from magforms.conversions import declared as declared
    from magforms.conversions import elemental as elemental
    from magforms.conversions import elemental_in as elemental_in
    from magforms.documents import SyncedDocument as SyncedDocument
    from magforms.documents import SyncReport as SyncReport
    from magforms.documents import sync as sync
    from magforms.errors import AmbiguousNameError as AmbiguousNameError
    from magforms.errors import AmountError as AmountError
    from magforms.errors import ComparisonError as ComparisonError
    from magforms.errors import DataError as DataError
    from magforms.errors import DataErrors as DataErrors
    from magforms.errors import MagformsError as MagformsError
    from magforms.errors import QueryError as QueryError
    from magforms.errors import SyncError as SyncError
    from magforms.errors import UnknownFormatError as UnknownFormatError
    from magforms.errors import UnknownFormError as UnknownFormError
    from magforms.evidence import AnimalFinding as AnimalFinding
    from magforms.evidence import HumanFinding as HumanFinding
    from magforms.evidence import InVitroFinding as InVitroFinding
    from magforms.evidence import Study as Study
    from magforms.forms import Bioavailability as Bioavailability
    from magforms.forms import Form as Form
    from magforms.forms import Use as Use
    from magforms.identification import Identification as Identification
    from magforms.identification import LeftOut as LeftOut
    from magforms.identification import Mention as Mention
    from magforms.identification import StatedAmount as StatedAmount
    from magforms.identification import identify as identify
    from magforms.identification import identify_many as identify_many
    from magforms.intake import IntakeLimit as IntakeLimit
    from magforms.intake import LimitKind as LimitKind
    from magforms.intake import LimitStatus as LimitStatus
    from magforms.intake import Position as Position
    from magforms.loading import catalogue as catalogue
    from magforms.provenance import Sources as Sources
    from magforms.provenance import sources as sources
    from magforms.reading import from_dict as from_dict
    from magforms.references import Reference as Reference
    from magforms.render import FORMATS as FORMATS
    from magforms.selections import Selection as Selection
    from magforms.selections import get as get
    from magforms.selections import query as query
    from magforms.verdicts import MeasureVerdict as MeasureVerdict
    from magforms.verdicts import Verdict as Verdict
    from magforms.vocabulary import Certainty as Certainty
    from magforms.vocabulary import Direction as Direction
    from magforms.vocabulary import Kind as Kind
    from magforms.vocabulary import Measure as Measure
    from magforms.vocabulary import Outcome as Outcome
    from magforms.vocabulary import Rank as Rank
    from magforms.vocabulary import Rating as Rating
    from magforms.vocabulary import Status as Status

__version__ = "0.1.0"

_HOMES = {
    "against_limits": "conversions",
    "Position": "intake",
    "LimitKind": "intake",
    "LimitStatus": "intake",
    "LimitPosition": "conversions",
    "IntakeLimit": "intake",
    "parse_amount": "amounts",
    "elemental_in": "conversions",
    "elemental": "conversions",
    "declared": "conversions",
    "compound_for": "conversions",
    "ElementalMass": "conversions",
    "Elemental": "conversions",
    "Declared": "conversions",
    "Amount": "amounts",
    "AmountError": "errors",
    "AmbiguousNameError": "errors",
    "AnimalFinding": "evidence",
    "BIBLIOGRAPHIES": "citations",
    "Bioavailability": "forms",
    "COLUMNS": "columns",
    "Catalogue": "catalogues",
    "Caveat": "caveats",
    "Certainty": "vocabulary",
    "Comparison": "comparisons",
    "ComparisonError": "errors",
    "Compound": "composition",
    "DataError": "errors",
    "DataErrors": "errors",
    "Direction": "vocabulary",
    "FORMATS": "render",
    "Form": "forms",
    "HumanFinding": "evidence",
    "InVitroFinding": "evidence",
    "Kind": "vocabulary",
    "MagformsError": "errors",
    "Measure": "vocabulary",
    "MeasureVerdict": "verdicts",
    "Outcome": "vocabulary",
    "QueryError": "errors",
    "Rank": "vocabulary",
    "Rating": "vocabulary",
    "Reference": "references",
    "Selection": "selections",
    "Sources": "provenance",
    "Status": "vocabulary",
    "Study": "evidence",
    "SyncError": "errors",
    "SyncReport": "documents",
    "SyncedDocument": "documents",
    "UnknownFormError": "errors",
    "UnknownFormatError": "errors",
    "Use": "forms",
    "Verdict": "verdicts",
    "catalogue": "loading",
    "compare": "comparisons",
    "from_dict": "reading",
    "get": "selections",
    "Identification": "identification",
    "LeftOut": "identification",
    "Mention": "identification",
    "StatedAmount": "identification",
    "identify": "identification",
    "identify_many": "identification",
    "json_schema": "assets",
    "query": "selections",
    "sources": "provenance",
    "stylesheet": "assets",
    "sync": "documents",
}

__all__ = list(_HOMES)  # one list of names serves both


def __getattr__(name: str) -> object:
    """Return a public name from its home module and keep it here."""
    from importlib import import_module

    if name not in _HOMES:
        message = f"module 'magforms' has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"magforms.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, resolved or not."""
    return sorted({*globals(), *_HOMES} - {"TYPE_CHECKING", "_HOMES"})
