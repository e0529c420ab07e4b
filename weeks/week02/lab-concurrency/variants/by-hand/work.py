import multiprocessing
import threading
import time

from jobs import COUNT, NAP, count_down, nap


def in_turn(function, items):
    return [function(item) for item in items]


def in_threads(function, items):
    answers = [None] * len(items)
    errors = []

    def call(place):
        try:
            answers[place] = function(items[place])
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return answers


def _call(function, item, end):
    try:
        end.send((function(item), None))
    except Exception as error:
        end.send((None, error))


def in_processes(function, items):
    started = []
    for item in items:
        here, there = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_call, args=(function, item, there))
        process.start()
        started.append((process, here))
    found = []
    for process, here in started:
        found.append(here.recv())
        process.join()
    for _, error in found:
        if error is not None:
            raise error
    return [answer for answer, _ in found]


def measure(function, *args):
    start = time.monotonic()
    cpu_start = time.process_time()
    answer = function(*args)
    cpu = time.process_time() - cpu_start
    seconds = time.monotonic() - start
    return answer, seconds, cpu


def race(function, items):
    result = {}
    _, result["in turn"], _ = measure(in_turn, function, items)
    _, result["in threads"], _ = measure(in_threads, function, items)
    _, result["in processes"], _ = measure(in_processes, function, items)
    return result


def main():
    counting = race(count_down, [COUNT, COUNT])
    waiting = race(nap, [NAP, NAP])
    print("Two at once, in seconds:")
    for way in counting:
        print("  counting", way.ljust(12), round(counting[way], 3))
    for way in waiting:
        print("  waiting", way.ljust(12), round(waiting[way], 3))


if __name__ == "__main__":
    main()
