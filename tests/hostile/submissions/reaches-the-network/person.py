"""Tries to reach listeners of this machine and to listen itself."""

import ctypes
import os
import socket
import subprocess
import sys

import targets
from attempts import attempt, system_call, tell
from honest.person import Person as Honest

HERE = "127.0.0.1"


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        with attempt("TCP"):
            socket.create_connection((HERE, targets.TCP_PORT), timeout=1).sendall(b"hostile")
        with attempt("listen"):
            socket.create_server((HERE, 0))
        with attempt("UDP"), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.sendto(b"hostile", (HERE, targets.UDP_PORT))
        with attempt("a Unix socket with a path"), socket.socket(socket.AF_UNIX) as sock:
            sock.connect(targets.UNIX_SOCKET)
        with attempt("a Unix socket without a path"), socket.socket(socket.AF_UNIX) as sock:
            sock.connect("\0" + targets.ABSTRACT_SOCKET)
        with attempt("a Unix datagram from a pair"):
            ours, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
            ours.sendto(b"hostile", targets.UNIX_DATAGRAMS)
        with attempt("another end for a connected pair"):
            ours, _ = socket.socketpair()
            ours.connect(targets.UNIX_SOCKET)
        with attempt("raw packets"):
            socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
        with attempt("the kernel's own network"):
            socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
        with attempt("a socket by number"):
            system_call("socket", 2, 1, 0)
        with attempt("a ring of requests"):
            system_call("io_uring_setup", 4, ctypes.create_string_buffer(120))
        with attempt("a name"):
            socket.getaddrinfo("localhost", targets.TCP_PORT)
            socket.getaddrinfo("example.com", 80)
        with attempt("another program"):
            subprocess.run([sys.executable, "-c", PROGRAM.format(targets.TCP_PORT)], check=True, capture_output=True)
        with attempt("the grader's connection in a new session"):
            if os.fork() == 0:
                os.setsid()
                socket.create_connection((HERE, targets.TCP_PORT), timeout=1)
                os._exit(0)
            status = os.waitstatus_to_exitcode(os.wait()[1])
            raise ConnectionError if status else AssertionError
        tell()


PROGRAM = "import socket; socket.create_connection(('127.0.0.1', {}), timeout=1).sendall(b'hostile')"
