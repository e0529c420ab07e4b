"""Mails. There is no mail server: three seconds of waiting stand for it."""


async def send_welcome_email(email: str) -> None:
    """Take three seconds, then note in emails.log that the mail is sent."""
    # Wait, then add a line with the address to emails.log, then print the address.
