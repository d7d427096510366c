"""The stylesheet, read by a parser of CSS."""

import re

import readers
import tinycss2
from documents import one_cell

import magforms as mf
from magforms.references import Reference
from magforms.render import html


def selectors(rules: list[tinycss2.ast.Node]) -> list[str]:
    """The selectors of all rules, those under a condition as well."""
    found: list[str] = []
    for rule in rules:
        assert rule.type in ("qualified-rule", "at-rule", "comment", "whitespace"), rule
        if rule.type == "qualified-rule":
            found += tinycss2.serialize(rule.prelude).split(",")
        elif rule.type == "at-rule":
            assert "media" == rule.at_keyword
            found += selectors(tinycss2.parse_rule_list(rule.content))
    return [selector.strip() for selector in found]


def test_every_rule_is_for_what_the_writer_writes() -> None:
    """No rule reaches beyond the section, and each class in it is one that the section has."""
    found = selectors(tinycss2.parse_stylesheet(mf.stylesheet()))
    assert 10 < len(found)
    assert [] == [selector for selector in found if not selector.startswith(".magforms")]
    named = {name for selector in found for name in re.findall(r"\.([a-z-]+)", selector)}
    root = readers.fragment(html.write(one_cell("x", Reference(id="a", type="book"))))
    assert named <= {item.get("class") for item in root.iter()}


def test_every_declaration_can_be_read_and_loads_nothing() -> None:
    """The stylesheet holds no error, no address and nothing that a page could not undo."""
    text = mf.stylesheet()
    for content in re.findall(r"\{([^{}]*)\}", text):
        kinds = {item.type for item in tinycss2.parse_declaration_list(content)}
        assert kinds <= {"declaration", "whitespace", "comment"}
    assert "declaration" in kinds
    assert [] == re.findall(r"url\(|@import|!important|position", text)
