"""Sources: what a figure or statement can be looked up in."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from magforms.values import Record, Value
from magforms.vocabulary import Origin, Verification

_MOST_NAMES = 2
# signs that may not stand in an address, percent-encoded
_IN_ADDRESSES = {ord(sign): f"%{ord(sign):02X}" for sign in ' "<>[]\\^`{|}'}
_IN_PATHS = _IN_ADDRESSES | {ord(sign): f"%{ord(sign):02X}" for sign in "%#?"}


@frozen(kw_only=True, eq=False, repr=False)
class Author(Value):
    """
    One author.

    Attributes:
        family: Family name, or None.
        given: Given names or initials, or None.
        literal: Name of a body, or None.
    """

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    @property
    def short(self) -> str:
        """Family name, or the name of the body."""
        return self.family or self.literal or ""


@frozen(kw_only=True, eq=False, repr=False)
class Reference(Record):
    """
    A source.

    Attributes:
        id: Key in the data package; a year or surname in it states nothing.
        type: CSL type, such as "article-journal".
        title: Title, or None where it was not shown.
        authors: Authors in order; empty where they were not shown.
        year: Year of issue, or None where it was not shown.
        container: Journal or series, or None.
        volume, issue, page: As printed, or None.
        doi, pmid, pmcid: Identifiers that may be printed, or None.
        url: Address to print where there is no DOI and no PMID, or None.
        note: What a reader should know of the record, or None.
    """

    id: str
    type: str
    title: str | None = None
    authors: tuple[Author, ...] = ()
    year: int | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    note: str | None = None

    @property
    def link(self) -> str | None:
        """The DOI link, else the PubMed link, else the address, else None."""
        if self.doi:
            return f"https://doi.org/{self.doi.translate(_IN_PATHS)}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url.translate(_IN_ADDRESSES) if self.url else None

    @property
    def citation(self) -> str:
        """Short citation: authors, year, title or journal place, without the link."""
        names = [author.short for author in self.authors]
        who = f"{names[0]} et al." if len(names) > _MOST_NAMES else " and ".join(names)
        when = str(self.year) if self.year else "no date"
        head = f"{who}, {when}" if who else when
        place = self._place
        if place and who:
            return f"{head}. {place}."
        title = self.title or ("" if who else "Title not shown")
        return ". ".join(part for part in (title, place, head) if part) + "."

    @property
    def _place(self) -> str:
        volume = ""
        if self.volume:
            volume = self.volume + (f"({self.issue})" if self.issue else "")
            volume += f":{self.page}" if self.page else ""
        return " ".join(part for part in (self.container, volume) if part)

    @property
    def remark(self) -> str | None:
        """That no DOI or PMID was confirmed, or None where there is one."""
        return None if self.doi or self.pmid else "(no DOI or PMID confirmed)"

    def __str__(self) -> str:
        return " ".join(part for part in (self.citation, self.link, self.remark) if part)


def sourced(row: Mapping[str, Any], references: Mapping[str, Reference]) -> dict[str, Any]:
    """
    Return the fields that every record with a place in a source has.

    Args:
        row: Its row.
        references: References by id.
    """
    return {
        "id": row["id"],
        "reference": references[row["reference"]],
        "locator": row["locator"],
        "origin": Origin(row["origin"]),
        "verification": Verification(row["verification"]),
        "readings": row["readings"],
        "checked_on": row["checked_on"],
    }
