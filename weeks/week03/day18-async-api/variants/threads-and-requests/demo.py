import argparse
import concurrent.futures
import time

import requests

parser = argparse.ArgumentParser()
parser.add_argument("url")
url = parser.parse_args().url.rstrip("/") + "/slow"


def ask(_=None):
    requests.get(url).raise_for_status()


began = time.time()
for number in range(3):
    ask(number)
alone = time.time() - began

began = time.time()
with concurrent.futures.ThreadPoolExecutor(3) as pool:
    list(pool.map(ask, range(3)))
together = time.time() - began

print(f"Asked one after the other: {alone:.2f} s")
print(f"Asked at once: {together:.2f} s")
