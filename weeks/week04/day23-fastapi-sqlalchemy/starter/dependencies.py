"""What routes ask for."""
