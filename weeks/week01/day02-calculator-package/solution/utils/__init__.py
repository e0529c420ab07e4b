"""What the calculator is made of: arithmetic, questions about texts, and work on texts."""
