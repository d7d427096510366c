"""
Write the pages that are made from the data: the dictionary, the claims and a page a form.

`python docs/make_pages.py` writes them; `tests/test_pages.py` fails while they are not current.
"""

import json
from pathlib import Path
from typing import Any

import magforms as mf
from magforms.caveats import caveats_for
from magforms.columns import found_in_words
from magforms.references import Reference
from magforms.render.markdown import write
from magforms.table import Cell, Document, Listing, Row, Table

DOCS = Path(__file__).parent
FROM_DATA = "<!-- made by docs/make_pages.py from the data: edit those, not this page -->\n\n"


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def pages() -> dict[str, str]:
    """Return the text of each page by its place in this folder."""
    made = {f"forms/{form.id}.md": _form(form) for form in mf.query()}
    made["forms/index.md"] = _forms()
    made["claims.md"] = _claims()
    made["uses.md"] = _uses()
    made["sources.md"] = _sources()
    made["pairs.md"] = _pairs()
    made["dictionary.md"] = _dictionary(
        json.loads((DOCS.parent / "data" / "datapackage.json").read_text("utf-8"))
    )
    return {name: FROM_DATA + text for name, text in made.items()}


def _forms() -> str:
    names = "\n".join(form.id for form in mf.query())
    return f"""# The forms

Each page is what `magforms show` prints of a form: appraisal and claim side by side, uses,
compounds, names, findings, sources and the caveat.

```{{toctree}}
:maxdepth: 1

{names}
```
"""


def _form(form: mf.Form) -> str:
    shown = form.render("markdown", heading_level=2, caption="What the data hold")
    return f"# {form.name}\n\n{shown}"


def _pairs() -> str:
    shown = [verdict.render("markdown", heading_level=2) for verdict in mf.compare().verdicts]
    return "\n".join(["# The pairs, head to head\n", *shown])


def _sources() -> str:
    shown = mf.sources().render("markdown", heading_level=2, caption="The whole data set")
    return f"# Every figure with its source\n\n{shown}"


def _uses() -> str:
    source = mf.catalogue()
    rows: list[Row] = []
    sources: list[Reference] = []
    for term in source.use_terms:
        listed = [(form.id, use) for form in source.forms if (use := form.listed_use(term.id))]
        told = [f"{form} ({use.rank.value}): {found_in_words(use)}" for form, use in listed]
        cited = tuple(dict.fromkeys(item for _, use in listed for item in use.sources))
        none = "no form was tested" if term.untested else "no form is listed"
        cells = (Cell(term.id), Cell(term.description), Cell("; ".join(told) or none, cited))
        rows.append(Row(label=term.label, cells=cells))
        sources += cited
    return "# Uses that can be asked for\n\n" + _written(
        "Uses",
        Table(corner="Use", columns=("Word for query", "What is meant", "Forms"), rows=tuple(rows)),
        tuple(sources),
        note=Cell("What was found stands with each form, also where a trial found no benefit."),
    )


def _claims() -> str:
    catalogue = mf.catalogue()
    rows = tuple(
        Row(
            label=claim.claim,
            cells=(Cell(claim.found, claim.references), Cell(claim.verdict)),
        )
        for claim in catalogue.claims
    )
    cited = tuple(
        dict.fromkeys(source for claim in catalogue.claims for source in claim.references)
    )
    return "# The popular article's claims\n\n" + _written(
        "Claims and what was found",
        Table(corner="Claim", columns=("Found", "Verdict"), rows=rows),
        (catalogue.claims[0].source, *cited),
        note=Cell("All claims are those of one article.", (catalogue.claims[0].source,)),
    )


def _written(title: str, part: Table | Listing, sources: tuple[Reference, ...], note: Cell) -> str:
    source = mf.catalogue()
    document = Document(
        title=title,
        parts=(part,),
        notes=(note,),
        sources=tuple(dict.fromkeys(sources)),
        caveats=caveats_for(
            forms=set(source), uses={term.id for term in source.use_terms}, whole=True
        ),
        data_version=source.data_version,
    )
    return write(document)


def _dictionary(descriptor: dict[str, Any]) -> str:
    lines = ["# Data dictionary", "", descriptor["conventions"], ""]
    for resource in descriptor["resources"]:
        schema = resource["schema"]
        key = schema["primaryKey"]
        lines += [f"## {resource['name']}", "", resource["description"], ""]
        lines += [f"Key: {key if isinstance(key, str) else ', '.join(key)}.", ""]
        lines += ["| field | type | what it holds |", "| --- | --- | --- |"]
        keys = {}
        for foreign in schema.get("foreignKeys", ()):
            fields = foreign["fields"]
            target = foreign["reference"]
            keys[fields if isinstance(fields, str) else fields[-1]] = target["resource"]
        lines += [_field(field, keys.get(field["name"])) for field in schema["fields"]]
        lines.append("")
    return "\n".join(lines)


def _field(field: dict[str, Any], target: str | None) -> str:
    rules = field.get("constraints", {})
    said = [field["description"]] if field.get("description") else []
    if rules.get("required"):
        said.append("Required.")
    if "enum" in rules:
        said.append(f"One of: {', '.join(map(str, rules['enum']))}.")
    if "unit" in field:
        said.append(f"In {field['unit']}.")
    if "separator" in field:
        said.append("A list.")
    target = target or field.get("items", {}).get("resource")
    if target:
        said.append(f"Key of `{target}`.")
    text = " ".join(said).replace("|", "\\|").replace("<", "&lt;")
    return f"| `{field['name']}` | {field['type']} | {text} |"


if __name__ == "__main__":
    main()
