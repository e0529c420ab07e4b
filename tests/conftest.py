"""For all tests: what they start may be interrupted, even where `nohup make test &` has a shell ignore signals."""

import signal


def pytest_configure() -> None:
    for number, handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, lambda *_: None)):
        if signal.getsignal(number) is signal.SIG_IGN:  # it would be so in all that is started below, too
            signal.signal(number, handler)
