"""What checks use beside the fixtures."""

from grader.subject.faults import RemoteError, SubjectFault, Where
from grader.toolbox.expectations import Mismatch, ended_well, raising, refused

__all__ = ["Mismatch", "RemoteError", "SubjectFault", "Where", "ended_well", "raising", "refused"]
