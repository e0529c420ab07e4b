"""Make a user an admin: python -m app.admin EMAIL."""

import argparse
import sys

from app.database import open_session
from app.services import accounts


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0, or 1 if nobody has this address."""
    parser = argparse.ArgumentParser(prog="python -m app.admin", description="Make a user an admin.")
    parser.add_argument("email")
    email = parser.parse_args(arguments).email.strip().lower()
    with open_session() as session:
        is_done = accounts.make_admin(session, email)
    if not is_done:
        print(f"Nobody has the address {email}.", file=sys.stderr)
        return 1
    print(f"{email} is an admin now.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
