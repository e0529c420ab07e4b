"""The task manager: python main.py --help"""

import sys

from task_manager.cli import main

if __name__ == "__main__":
    sys.exit(main())
