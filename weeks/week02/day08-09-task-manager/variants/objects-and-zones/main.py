"""python main.py add, list, complete, delete"""

from cli import main

if __name__ == "__main__":
    main()
