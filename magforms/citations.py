"""References for citation managers: CSL-JSON and BibTeX."""

from collections.abc import Iterable
from typing import Any

from magforms.export import strict_json
from magforms.references import Author, Reference

_BIBTEX_TYPES = {"article-journal": "article", "book": "book", "report": "techreport"}
_BIBTEX_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    # BibTeX counts braces, escaped ones too
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def csl_json(references: Iterable[Reference]) -> str:
    """
    Return references as a CSL-JSON array.

    Args:
        references: In the order wanted.
    """
    return strict_json([_csl(reference) for reference in references])


def _csl(reference: Reference) -> dict[str, Any]:
    fields = {
        "id": reference.id,
        "type": reference.type,
        "title": reference.title,
        "author": [_csl_author(author) for author in reference.authors] or None,
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "container-title": reference.container,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.page,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "URL": reference.url,
        "note": reference.note,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _csl_author(author: Author) -> dict[str, str]:
    fields = {"family": author.family, "given": author.given, "literal": author.literal}
    return {name: value for name, value in fields.items() if value is not None}


def bibtex(references: Iterable[Reference]) -> str:
    """
    Return references as a BibTeX file in UTF-8.

    Args:
        references: In the order wanted.
    """
    return "\n".join(_bibtex(reference) for reference in references)


def _bibtex(reference: Reference) -> str:
    fields = {
        "author": " and ".join(_bibtex_author(author) for author in reference.authors),
        "title": f"{{{_escaped(reference.title)}}}" if reference.title else "",
        "journal": _escaped(reference.container),
        "year": str(reference.year or ""),
        "volume": _escaped(reference.volume),
        "number": _escaped(reference.issue),
        "pages": _escaped(reference.page).replace("-", "--"),
        "doi": reference.doi or "",
        "pmid": reference.pmid or "",
        "url": reference.url or "",
        "note": _escaped(reference.note),
    }
    kind = _BIBTEX_TYPES.get(reference.type, "misc")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{reference.id},", *lines, "}", ""])


def _bibtex_author(author: Author) -> str:
    if author.literal or not author.given:
        return f"{{{_escaped(author.short)}}}"
    return f"{_escaped(author.family)}, {_escaped(author.given)}"


def _escaped(text: str | None) -> str:
    return (text or "").translate(_BIBTEX_ESCAPES)
