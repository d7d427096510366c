"""
Sphinx: the directive `magforms` shows a result in a page.

Add "magforms.integrations.sphinx" to `extensions` in conf.py. The directive takes the arguments of
the command line, in reStructuredText and in MyST:

    .. magforms:: compare citrate oxide --columns bioavailability primary-use
"""

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from sphinx.util.docutils import SphinxDirective

from magforms import __version__
from magforms.caveats import is_old
from magforms.commands import block_text
from magforms.errors import MagformsError
from magforms.loading import catalogue

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


_OF_THE_PAGE = ("--format", "--references")


class MagformsDirective(SphinxDirective):
    """Shows what a command of magforms shows, with its sources and caveat, as nodes of the page."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = False
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """
        Return the nodes of the result.

        Raises:
            DirectiveError: The arguments show nothing; it names the line of the page.
        """
        arguments = " ".join(" ".join(self.arguments).split())
        for word in arguments.split():
            if word.partition("=")[0] in _OF_THE_PAGE:
                message = f"{word} has no place here: the page has a format of its own"
                raise self.error(message)
        try:
            text = block_text(arguments, "rst")
        except MagformsError as error:
            raise self.error(str(error)) from error
        # by itself, since the page may be written in another language
        written = new_document(self.get_source_info()[0], self.state.document.settings)
        Parser().parse(text, written)
        for target in written.findall(nodes.target):
            self.state.document.note_explicit_target(target, target)
        for node in written.findall(nodes.Element):
            node.source, node.line = self.get_source_info()
        return list(written.children)


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """
    Add the directive to Sphinx.

    The versions of the code and of the data stand in the environment, and whether the data are old:
    with another, pages are read anew.

    Args:
        app: Sphinx.
    """
    version = catalogue().data_version
    versions = f"{__version__}, data {version}{', old' if is_old(version) else ''}"
    app.add_config_value("magforms_versions", versions, "env", frozenset({str}))
    app.add_directive("magforms", MagformsDirective)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
