"""Uses of the public interface that mypy checks; nothing here is run."""

from decimal import Decimal
from typing import assert_type

import magforms as mf

assert_type(mf.get("citrate"), mf.Form)
assert_type(mf.query(use="sleep"), mf.Selection)
assert_type(mf.query()[0], mf.Form)
assert_type(mf.query()[1:], mf.Selection)
assert_type(mf.query() | mf.query(), mf.Selection)
assert_type(mf.compare("citrate", "oxide").verdict("citrate", "oxide"), mf.Verdict)
assert_type(mf.compare().render("html", orientation="rows"), str)
assert_type(mf.catalogue()["citrate"], mf.Form)
assert_type(mf.get("oxide").bioavailability.rating, mf.Rating)
assert_type(mf.get("oxide").caveats, tuple[mf.Caveat, ...])
assert_type(mf.FORMATS, tuple[str, ...])
bounds = mf.get("malate").elemental_fraction
assert bounds is not None
assert_type(bounds.low, Decimal)
