"""Sphinx configuration."""

import magforms

project = "magforms"
author = "The magforms developers"
release = version = magforms.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "magforms"
nitpicky = False
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_use_ivar = True
