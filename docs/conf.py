"""Sphinx configuration."""

import magforms

project = "magforms"
author = "The magforms developers"
release = version = magforms.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "magforms"
# the gallery shows HTML as a page of someone else would
html_static_path = ["../magforms/magforms.css", "static"]
html_css_files = ["magforms.css"]
html_js_files = [("accessible.js", {"defer": "defer"})]
nitpicky = False
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_use_ivar = True
