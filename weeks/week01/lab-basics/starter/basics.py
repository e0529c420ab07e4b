"""Small functions of a shop, and a program that adds up prices."""


def to_price(text: str, default: float | None = 0.0) -> float | None:
    """Return the number in a text, or the default if the text is no number."""
    # Try to return float(text). On a ValueError, return the default.
    return default


def display_name(name: str | None, email: str | None) -> str:
    """Return the name, or else the e-mail address, or else "guest"."""
    # The name comes first. Which values are missing?
    return "guest"


def shipping_fee(total: float) -> float:
    """Return what the delivery of an order costs."""
    # One step after the other, the lowest first: if, elif, else. Keep the fee in a name, and return that at the end.
    return 0.0


def first_over(prices: list[float], limit: float) -> float | None:
    """Return the first price above the limit, or None if there is none."""
    found = None
    for price in prices:
        if price > limit:
            found = price  # So far, this finds the last one. Leave the loop at the first.
    return found


def paid_total(amounts: list[float | None]) -> float:
    """Return the sum of the amounts. None stands for an order that is not paid yet."""
    # Begin with a total of 0.0. In a loop, add one amount after the other. Where it is None, continue with the next.
    return 0.0


def stock_after(stock: int, events: list[str]) -> int:
    """Return how many pieces are left after these events."""
    # One branch for each of the three words. Write pass where nothing changes.
    return stock


def page_starts(total: int, size: int) -> list[int]:
    """Return the number of the first item on each page."""
    # A range with a step, made into a list.
    return []


def receipt_line(name: str, price: float, quantity: int, currency: str) -> str:
    """Return one line of a receipt."""
    # Give two of the parameters a default, above. Fill in the widths and the digits, below.
    return f"{name} {price * quantity} {currency}"


def add_item(item: str, basket: list[str]) -> list[str]:
    """Put an item into a basket, and return the basket."""
    # Give the basket a default, above. Which one makes a new list at every call?
    return basket


def clean_names(text: str) -> str:
    """Return the names between the commas, tidied up."""
    names: list[str] = []
    # Split the text at the commas. Tidy up each part, and append it if anything is left of it.
    return ", ".join(names)


def initials(name: str) -> str:
    """Return the first letters of a name, each as a capital with a point."""
    # For more: this one is stretch.
    return ""


def main() -> None:
    """Read prices until an empty line, and print their sum and their average."""
    # Read with input() in a loop, until the line is empty. Then print, or say that there was no price.


if __name__ == "__main__":
    main()
