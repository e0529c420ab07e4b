"""Tasks on cards."""
