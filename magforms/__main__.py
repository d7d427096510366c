"""`python -m magforms`."""

import sys

from magforms.cli import main

sys.exit(main())
