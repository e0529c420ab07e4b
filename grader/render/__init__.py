"""Reports, written for people and for machines. Reads only the report."""
