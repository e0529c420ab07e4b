"""What checks use beside the fixtures."""

from grader.toolbox.expectations import Mismatch, ended_well, raising, refused

__all__ = ["Mismatch", "ended_well", "raising", "refused"]
