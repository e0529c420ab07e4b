"""A job board: companies post, admins look, job-seekers apply."""
