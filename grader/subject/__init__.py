"""The learner's code at arm's length: it runs in other processes and can only answer questions."""
