"""The published schema of results, by a validator that is not ours."""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from make_schema import schema
from strategies import examples, result_types

import magforms as mf

EXAMPLES = examples()
FILE = Path(mf.__file__).with_name("schema.json")
CHECKER = jsonschema.Draft202012Validator(mf.json_schema())
Change = Callable[[dict[str, Any]], object]


def test_schema_is_that_of_the_classes() -> None:
    """The file holds what the classes say; with MAGFORMS_UPDATE_GOLDEN=1 it is written anew."""
    made = schema(sorted(result_types(), key=lambda cls: cls.__name__))
    if os.environ.get("MAGFORMS_UPDATE_GOLDEN") == "1":
        text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
        FILE.write_text(text, encoding="utf-8", newline="\n")
        pytest.skip(f"{FILE.name} written: read it")
    assert made == mf.json_schema()


def test_schema_itself_is_valid() -> None:
    """It is a schema of the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(mf.json_schema())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_result_validates(name: str) -> None:
    """So do the dict, the text and what is rendered."""
    result = EXAMPLES[name]
    for written in (result.to_json(), result.render("json")):
        CHECKER.validate(json.loads(written))
    CHECKER.validate(result.to_dict())


CHANGES: dict[str, Change] = {
    "no caveat": lambda plain: plain.pop("caveat"),
    "an empty caveat": lambda plain: plain.update(caveat=""),
    "no caveats": lambda plain: plain.update(caveats=[]),
    "no references": lambda plain: plain.pop("references"),
    "no version of the data": lambda plain: plain.pop("data_version"),
    "another schema": lambda plain: plain.update(schema="magforms-result/0"),
    "another type": lambda plain: plain.update(type="Verdict"),
    "a further key": lambda plain: plain.update(score=10),
    "a further key within": lambda plain: plain["forms"][0].update(score=10),
    "a word that is none": lambda plain: plain["forms"][0].update(kind="best"),
    "a number for a text": lambda plain: plain["forms"][0].update(name=1),
    "a fraction as a number": lambda plain: plain["forms"][0].update(elemental_fraction=[0.1, 0.2]),
    "one end of a range": lambda plain: plain["forms"][0]["elemental_fraction"].pop(),
    "a caveat without text": lambda plain: plain["caveats"][0].update(text=""),
    "a cell without sources": lambda plain: plain["shown"]["notes"][0].pop("sources"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_no_result_does_not_validate(name: str) -> None:
    """Each change of a result that is valid makes one that is not."""
    plain = json.loads(mf.compare().render("json"))
    changed = copy.deepcopy(plain)
    CHANGES[name](changed)
    CHECKER.validate(plain)
    assert not CHECKER.is_valid(changed)
