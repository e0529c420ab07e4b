"""Mails. There is no mail server: three seconds of waiting stand for it."""

import asyncio
import logging

logger = logging.getLogger(__name__)


async def send_welcome_email(email: str) -> None:
    """Take three seconds, then note in emails.log that the mail is sent. A failure is logged and goes no further."""
    try:
        await asyncio.sleep(3)
        with open("emails.log", "a", encoding="utf-8") as file:
            file.write(f"Welcome mail to {email}\n")
    except Exception as error:
        logger.error("The welcome mail to %s was not sent: %s", email, error)
    else:
        print(f"The welcome mail to {email} is sent.")
