"""Asks the site for its pages: many at once, but not too many. Fill it, or leave it out."""
