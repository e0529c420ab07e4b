import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PEN = ThreadPoolExecutor(max_workers=1)


def log(what, number):
    PEN.submit(write, f"{what} parcel {number}\n")


def write(line, tries=3):
    try:
        time.sleep(2)
        with Path("activity.log").open("a") as file:
            file.write(line)
    except Exception as error:
        if tries > 1:
            write(line, tries - 1)
        else:
            print("ERROR", error, line, file=sys.stderr)
