"""Many learners: who they are, where their work lies, what was graded and what is to be graded again."""
