"""Exceptions: what was wrong, the value, and what would be right."""

from collections.abc import Sequence

_LONGEST_SHOWN = 60


def shown(value: object) -> str:
    """
    Return a value as an error message may show it: escaped and shortened.

    Args:
        value: Whatever was given; control and direction characters come out escaped.
    """
    text = repr(value)
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 4] + "..." + text[-1]
    return text


def printable(text: str) -> str:
    """
    Return text on one line, signs that cannot be printed escaped.

    Args:
        text: Such as the name of a file, which may hold line breaks.
    """
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


class MagformsError(Exception):
    """Base of every error this library raises."""


class UnknownFormError(MagformsError, KeyError):
    """
    No form has this name; a KeyError, and so a LookupError, as a mapping raises it.

    Attributes:
        query: What was asked for.
        known: Ids of the forms that exist.
        suggestion: The nearest id or name, or None.
        named: Name of the form that is meant and not held, or None.
    """

    def __init__(
        self,
        query: object,
        known: tuple[str, ...],
        suggestion: str | None = None,
        named: str | None = None,
    ) -> None:
        super().__init__(query, known, suggestion, named)
        self.query, self.known, self.suggestion, self.named = query, known, suggestion, named

    def __str__(self) -> str:
        if not isinstance(self.query, str):
            return f"a form's name must be text, got {shown(self.query)}"
        hint = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        known = ", ".join(self.known)
        if self.named:
            hint = f"; it means {self.named}, a form that is not held"
        return f"no magnesium form called {shown(self.query)}{hint} (known: {known})"


class AmbiguousNameError(MagformsError, LookupError):
    """
    A name that does not fix one form.

    Attributes:
        query: What was asked for.
        candidates: Ids of the forms it may mean.
        reason: Why it does not fix one, or None.
    """

    def __init__(self, query: str, candidates: tuple[str, ...], reason: str | None = None) -> None:
        super().__init__(query, candidates, reason)
        self.query, self.candidates, self.reason = query, candidates, reason

    def __str__(self) -> str:
        why = f": {self.reason}" if self.reason else ""
        candidates = ", ".join(self.candidates)
        return f"{shown(self.query)} does not name one form{why} (candidates: {candidates})"


class _WordError(MagformsError, ValueError):
    """A word outside a closed list, with the list and the nearest word."""

    def __init__(
        self,
        what: str,
        value: object,
        allowed: tuple[str, ...] = (),
        suggestion: str | None = None,
    ) -> None:
        super().__init__(what, value, allowed, suggestion)
        self.what, self.value, self.allowed, self.suggestion = what, value, allowed, suggestion

    def __str__(self) -> str:
        hint = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        allowed = f" (allowed: {', '.join(self.allowed)})" if self.allowed else ""
        return f"{self.what}: {shown(self.value)}{hint}{allowed}"


class UnknownFormatError(_WordError):
    """No writer for this format."""


class QueryError(_WordError):
    """A filter, sort key, column or layout option that does not exist."""


class ComparisonError(MagformsError, ValueError):
    """Forms that cannot be compared: fewer than two, or one twice."""


class AmountError(MagformsError, ValueError):
    """An amount that cannot be read, or that nothing can be computed from."""


class DataError(MagformsError, ValueError):
    """
    A record that breaks a rule of the data package.

    Attributes:
        file: Name of the file.
        line: Line in the file, counted from 1, or None for the whole file.
        field: Column, or None for the whole record.
        expected: What would be right.
        got: What stands there.
    """

    def __init__(
        self, file: str, line: int | None, field: str | None, expected: str, got: object
    ) -> None:
        super().__init__(file, line, field, expected, got)
        self.file, self.line, self.field, self.expected, self.got = file, line, field, expected, got

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f" line {self.line}"
        if self.field is not None:
            place += f" {self.field}"
        return f"{place}: expected {self.expected}, got {shown(self.got)}"


class DataErrors(MagformsError, ExceptionGroup[DataError]):  # noqa: N818  # the contract's name
    """Loading failed: holds every record's error together."""

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  {error}" for error in self.exceptions)])

    def derive(self, excs: Sequence[DataError]) -> "DataErrors":  # type: ignore[override]
        """Return a group of the same kind, as `split` and `subgroup` need."""
        return DataErrors(self.message, excs)


class SyncError(MagformsError, ValueError):
    """
    A document whose blocks cannot be brought up to date; it is left as it was.

    Attributes:
        path: The document.
        line: Line in it, counted from 1, or None for the whole.
        problem: What is wrong.
    """

    def __init__(self, path: str, line: int | None, problem: str) -> None:
        super().__init__(path, line, problem)
        self.path, self.line, self.problem = path, line, problem

    def __str__(self) -> str:
        place = printable(self.path) if self.line is None else f"{printable(self.path)}:{self.line}"
        return f"{place}: {printable(self.problem)}"
