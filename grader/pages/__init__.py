"""Pages for a browser: a cohort as a folder of static files, and one report as a file of its own."""
