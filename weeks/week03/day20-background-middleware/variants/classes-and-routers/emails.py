from asyncio import sleep


async def send_welcome_email(email: str) -> None:
    await sleep(3)
    file = open("emails.log", mode="a")  # noqa: SIM115
    print(f"Dear {email}, welcome!", file=file, flush=True)
    file.close()
    print(f"Dear {email}, welcome!")
