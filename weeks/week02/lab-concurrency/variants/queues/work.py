import multiprocessing
import queue
import threading
import time

from jobs import COUNT, NAP, count_down, nap


def in_turn(function, items):
    return [function(item) for item in items]


def _work(answers, place, function, item):
    try:
        answers.put((place, True, function(item)))
    except Exception as error:
        answers.put((place, False, error))


def _collect(kind, answers, function, items):
    workers = [kind(target=_work, args=(answers, place, function, item)) for place, item in enumerate(items)]
    for worker in workers:
        worker.start()
    found = sorted((answers.get() for _ in workers), key=lambda entry: entry[0])
    for worker in workers:
        worker.join()
    for _, went_well, error in found:
        if not went_well:
            raise error
    return [answer for _, _, answer in found]


def in_threads(function, items):
    return _collect(threading.Thread, queue.Queue(), function, items)


def in_processes(function, items):
    return _collect(multiprocessing.Process, multiprocessing.Queue(), function, items)


def measure(function, *arguments):
    before = time.perf_counter(), time.process_time()
    answer = function(*arguments)
    return answer, time.perf_counter() - before[0], time.process_time() - before[1]


def race(function, items):
    return {
        "in turn": measure(in_turn, function, items)[1],
        "in threads": measure(in_threads, function, items)[1],
        "in processes": measure(in_processes, function, items)[1],
    }


def main():
    table = {"counting": race(count_down, [COUNT, COUNT]), "waiting": race(nap, [NAP, NAP])}
    for word in table:
        for way in table[word]:
            print(f"{way}, {word}: {table[word][way]:.3f}")


if __name__ == "__main__":
    main()
