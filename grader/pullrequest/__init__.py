"""A learner's pull request: what it touches, and whose grader judges it. Read from git objects, never checked out."""
