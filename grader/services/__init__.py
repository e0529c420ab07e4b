"""Servers that exercises need: started with the grader, ended with it."""
