"""The commands of `journey`, one module each: configure a parser, then run."""
