"""What is done, whoever asks."""
