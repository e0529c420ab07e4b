"""Small functions of a shop, and a program that adds up prices."""


def to_price(text: str, default: float | None = 0.0) -> float | None:
    """Return the number in a text, or the default if the text is no number."""
    try:
        return float(text)
    except ValueError:
        return default


def display_name(name: str | None, email: str | None) -> str:
    """Return the name, or else the e-mail address, or else "guest"."""
    return name or email or "guest"


def shipping_fee(total: float) -> float:
    """Return what the delivery of an order costs."""
    if total < 20:
        fee = 4.9
    elif total < 50:
        fee = 2.9
    else:
        fee = 0.0
    return fee


def first_over(prices: list[float], limit: float) -> float | None:
    """Return the first price above the limit, or None if there is none."""
    found = None
    for price in prices:
        if price > limit:
            found = price
            break
    return found


def paid_total(amounts: list[float | None]) -> float:
    """Return the sum of the amounts. None stands for an order that is not paid yet."""
    total = 0.0
    for amount in amounts:
        if amount is None:
            continue
        total += amount
    return total


def stock_after(stock: int, events: list[str]) -> int:
    """Return how many pieces are left after these events."""
    for event in events:
        if event == "sold":
            stock -= 1
        elif event == "returned":
            stock += 1
        else:
            pass  # Somebody has looked at it. It is still there.
    return stock


def page_starts(total: int, size: int) -> list[int]:
    """Return the number of the first item on each page."""
    return list(range(0, total, size))


def receipt_line(name: str, price: float, quantity: int = 1, currency: str = "EUR") -> str:
    """Return one line of a receipt."""
    return f"{name:<12}{price * quantity:>10.2f} {currency}"


def add_item(item: str, basket: list[str] | None = None) -> list[str]:
    """Put an item into a basket, and return the basket."""
    if basket is None:
        basket = []
    basket.append(item)
    return basket


def clean_names(text: str) -> str:
    """Return the names between the commas, tidied up."""
    names = []
    for part in text.split(","):
        name = part.strip().capitalize()
        if name:
            names.append(name)
    return ", ".join(names)


def initials(name: str) -> str:
    """Return the first letters of a name, each as a capital with a point."""
    letters = ""
    for part in name.split():
        letters += f"{part[0].upper()}."
    return letters


def main() -> None:
    """Read prices until an empty line, and print their sum and their average."""
    total = 0.0
    count = 0
    while True:
        line = input("A price, or nothing to end: ")
        if line == "":
            break
        price = to_price(line, None)
        if price is None:
            print("This is no number. It is skipped.")
            continue
        total += price
        count += 1
    if count == 0:
        print("There were no prices.")
    else:
        print(f"\nSum: {total:.2f}")
        print(f"Average: {total / count:.2f}")


if __name__ == "__main__":
    main()
