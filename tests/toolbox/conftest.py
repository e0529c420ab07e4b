"""The learners' code that expectations are about comes as in the tests of the subject."""

from subject.conftest import launcher, nursery_of, subject_of

__all__ = ["launcher", "nursery_of", "subject_of"]
