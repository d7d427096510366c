"""Bibliographies: the sources of a result, for a reader and for citation managers."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve, fields

from magforms.errors import UnknownFormatError
from magforms.export import strict_json
from magforms.names import nearest
from magforms.references import Author, Reference
from magforms.render.clean import MISSING, numbered, one_line
from magforms.results import Result

# type -> (entry, field that holds journal, series or what else contains it)
_BIBTEX_TYPES = {
    "article-journal": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "book": ("book", "series"),
    "report": ("techreport", "institution"),
}
_BIBTEX_OTHER = ("misc", "howpublished")
_BIBTEX_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    # BibTeX counts braces, escaped ones too
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_BIBTEX_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D"})
_PARTS_NAMES = re.compile(r",|\band\b", re.IGNORECASE)
_RIS_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "book": "BOOK",
    "dataset": "DATA",
    "legislation": "STAT",
    "report": "RPRT",
    "webpage": "ELEC",
}
_PAGE_RANGE = re.compile(r"([^\s\u2013-]+) ?[\u2013-]+ ?([^\s\u2013-]+)")
_NONE_CITED = "No source is cited."
# a note that starts with a word and a colon is taken for a field of that name
_CAVEAT_FOLLOWS = "Read with this caveat:"


def bibliography(result: Result, format: str) -> str:  # noqa: A002  # as of `Result.bibliography`
    """
    Return the sources of a result in a format, with its caveat.

    Text is on one line and without control and direction characters, as in every rendering;
    a field with nothing left is left out.

    Args:
        result: Any result of this library.
        format: One of `BIBLIOGRAPHIES`.

    Raises:
        UnknownFormatError: No such format.
    """
    if not isinstance(format, str) or format not in _WRITERS:
        message = "no such bibliography"
        known = BIBLIOGRAPHIES
        raise UnknownFormatError(message, format, known, nearest(format, known))
    caveat = [one_line(item.text) for item in result.caveats]
    caveat.append(f"Data version {one_line(result.data_version)}.")
    return _WRITERS[format](tuple(map(_cleaned, result.references)), caveat)


def _cleaned(source: Reference) -> Reference:
    texts: dict[str, Any] = {
        field.name: _line(value)
        for field in fields(Reference)
        if isinstance(value := getattr(source, field.name), str)
    }
    authors = (author for author in map(_cleaned_author, source.authors) if author.short)
    return evolve(source, authors=tuple(authors), **texts)


def _cleaned_author(author: Author) -> Author:
    """Return a person with a family name, else a body."""
    family, given, literal = map(_line, (author.family, author.given, author.literal))
    return Author(family=family, given=given) if family else Author(literal=literal or given)


def _line(text: str | None) -> str | None:
    line = one_line(text or "")
    return None if line == MISSING else line


def _text(sources: tuple[Reference, ...], caveat: Sequence[str]) -> str:
    lines = [f"[{number}] {source}" for number, source in numbered(sources)]
    return "\n".join([*(lines or [_NONE_CITED]), "", "Caveat", *caveat, ""])


def _bibtex(sources: tuple[Reference, ...], caveat: Sequence[str]) -> str:
    """Return BibTeX: the caveat as comments, which is what stands outside entries."""
    # "@" starts an entry in a comment too
    comment = "".join(f"% {line}\n" for line in caveat).replace("@", "(at)")
    return "\n".join([comment, *map(_bibtex_entry, sources)])


def _bibtex_entry(source: Reference) -> str:
    kind, container = _BIBTEX_TYPES.get(source.type, _BIBTEX_OTHER)
    values = {
        "author": " and ".join(map(_bibtex_author, source.authors)),
        "title": f"{{{_escaped(source.title)}}}" if source.title else "",
        container: _escaped(source.container),
        "year": str(source.year or ""),
        "volume": _escaped(source.volume),
        "number": _escaped(source.issue),
        "pages": "--".join(map(_escaped, _pages(source))),
        "doi": (source.doi or "").translate(_BIBTEX_ADDRESS),
        "pmid": source.pmid or "",
        "pmcid": source.pmcid or "",
        "url": (source.url or "").translate(_BIBTEX_ADDRESS),
        "note": _escaped(source.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in values.items() if value]
    return "\n".join([f"@{kind}{{{source.id},", *lines, "}", ""])


def _bibtex_author(author: Author) -> str:
    if not author.given:
        return f"{{{_escaped(author.short)}}}"
    return f"{_bibtex_name(author.short)}, {_bibtex_name(author.given)}"


def _bibtex_name(name: str) -> str:
    return f"{{{_escaped(name)}}}" if _PARTS_NAMES.search(name) else _escaped(name)


def _escaped(text: str | None) -> str:
    return (text or "").translate(_BIBTEX_ESCAPES)


def _pages(source: Reference) -> tuple[str, ...]:
    """Return first and last page, or what is no range as it is."""
    page = source.page or ""
    found = _PAGE_RANGE.fullmatch(page)
    return found.groups() if found else (page,)


def _noted(sources: tuple[Reference, ...], caveat: Sequence[str]) -> Iterator[Reference]:
    """
    Yield the sources with the caveat behind their own note.

    A note stays with its record in a citation manager, wherever the record goes. Where nothing is
    cited the data set stands instead, for the caveat.
    """
    data_set = Reference(id="magforms", type="dataset", title="magforms data", note=_NONE_CITED)
    for source in sources or (data_set,):
        yield evolve(source, note=" ".join(filter(None, (source.note, _CAVEAT_FOLLOWS, *caveat))))


def _csl_json(sources: tuple[Reference, ...], caveat: Sequence[str]) -> str:
    """Return CSL-JSON; `note`, since managers and converters drop what is in `custom`."""
    return strict_json([_csl_item(source) for source in _noted(sources, caveat)])


def _csl_item(source: Reference) -> dict[str, Any]:
    values = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": [_csl_author(author) for author in source.authors] or None,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "container-title": source.container,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.page,
        "DOI": source.doi,
        "PMID": source.pmid,
        "PMCID": source.pmcid,
        "URL": source.url,
        "note": source.note,
    }
    return {name: value for name, value in values.items() if value is not None}


def _csl_author(author: Author) -> dict[str, str]:
    names = {"family": author.family, "given": author.given, "literal": author.literal}
    return {part: name for part, name in names.items() if name is not None}


def _ris(sources: tuple[Reference, ...], caveat: Sequence[str]) -> str:
    """Return RIS; the caveat in N1, which managers keep as the note of a record."""
    return "\n".join(map(_ris_record, _noted(sources, caveat)))


def _ris_record(source: Reference) -> str:
    tags = [
        ("TY", _RIS_TYPES.get(source.type, "GEN")),
        ("ID", source.id),
        *(("AU", _ris_author(author)) for author in source.authors),
        ("TI", source.title),
        ("T2", source.container),
        ("PY", source.year),
        ("VL", source.volume),
        ("IS", source.issue),
        *zip(("SP", "EP"), _pages(source), strict=False),
        ("DO", source.doi),
        # a number of an unnamed collection says nothing
        *((("AN", source.pmid), ("DB", "PubMed")) if source.pmid else ()),
        ("C2", source.pmcid),
        # readers part addresses at a semicolon
        ("UR", (source.link or "").replace(";", "%3B")),
        ("N1", source.note),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - ", ""])


def _ris_author(author: Author) -> str:
    """Return a name in the two parts that a comma makes; a body has an empty second one."""
    family, given = (name.replace(",", "") for name in (author.short, author.given or ""))
    return f"{family}, {given}".rstrip()


_WRITERS: dict[str, Callable[[tuple[Reference, ...], Sequence[str]], str]] = {
    "text": _text,
    "bibtex": _bibtex,
    "csl-json": _csl_json,
    "ris": _ris,
}
BIBLIOGRAPHIES: tuple[str, ...] = tuple(_WRITERS)
