from multiprocessing import Pool
from multiprocessing.pool import ThreadPool
from time import perf_counter, process_time

import jobs


def in_turn(function, items):
    return [function(item) for item in items]


def in_threads(function, items):
    with ThreadPool(len(items) or 1) as pool:
        return pool.map(function, items, chunksize=1)


def in_processes(function, items):
    with Pool(len(items) or 1) as pool:
        return pool.map(function, items, chunksize=1)


def measure(function, *arguments):
    seconds, worked = perf_counter(), process_time()
    answer = function(*arguments)
    seconds, worked = perf_counter() - seconds, process_time() - worked
    return answer, seconds, worked


def race(function, items):
    seconds = {}
    for way in (in_turn, in_threads, in_processes):
        seconds[way.__name__.replace("_", " ")] = measure(way, function, items)[1]
    return seconds


def main():
    for word, function, item in [("waiting", jobs.nap, jobs.NAP), ("counting", jobs.count_down, jobs.COUNT)]:
        for way, seconds in race(function, [item] * 2).items():
            print(f"{word:>10} {way:<14} {seconds:8.4f} seconds")


if __name__ == "__main__":
    main()
