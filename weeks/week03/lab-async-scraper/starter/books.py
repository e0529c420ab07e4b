"""Reads books out of pages, and writes them into a file. Knows nothing of HTTP. Fill it, or leave it out."""
