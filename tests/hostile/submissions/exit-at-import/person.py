"""Leaves as soon as it is imported, with the status of success."""

import sys

sys.exit(0)
