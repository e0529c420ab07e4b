"""The task manager: python main.py --help"""

# Import main from cli, call it below the usual guard, and hand what it returns to sys.exit().
