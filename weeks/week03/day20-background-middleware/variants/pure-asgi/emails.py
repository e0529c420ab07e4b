import sys
import time
from pathlib import Path


def send_welcome_email(email):
    """A plain function: it runs in a thread, so it may sleep as it likes."""
    try:
        time.sleep(3)
        with Path("emails.log").open("a") as log:
            log.write(email + "\n")
        print("sent to", email)
    except Exception as problem:
        print("ERROR: no mail to", email, problem, file=sys.stderr)
