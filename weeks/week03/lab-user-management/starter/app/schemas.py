"""What clients send, and what they get back: all models stand here."""
