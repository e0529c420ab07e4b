import asyncio


async def send_welcome_email(email):
    try:
        await asyncio.sleep(3)
    except Exception as error:
        raise RuntimeError(f"no mail to {email}") from error
    with open("emails.log", "a") as file:
        file.writelines([f"to: {email}\n"])
    print(email)
