"""The functions with other tools: match, Decimal, statistics, sys.exit, a main() that takes no prompt."""

import statistics
import sys
from decimal import Decimal, InvalidOperation


def to_price(text: str, default: float | None = 0.0) -> "float | Decimal | None":
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return default


def display_name(name: str | None, email: str | None) -> str:
    for value in (name, email):
        if not value:
            continue
        return value
    return "guest"


def shipping_fee(total: float) -> float:
    for below, fee in ((20, 4.9), (50, 2.9)):
        if total < below:
            return fee
    return 0.0


def first_over(prices: list[float], limit: float) -> float | None:
    matches: list[float] = []
    for price in prices:
        if matches:
            break
        if price > limit:
            matches.append(price)
    return matches[0] if matches else None


def paid_total(amounts: list[float | None]) -> float:
    total = 0.0
    for amount in amounts:
        if isinstance(amount, int | float):
            total += amount
        else:
            continue
    return total


def stock_after(stock: int, events: list[str]) -> int:
    for event in events:
        match event:
            case "sold":
                stock -= 1
            case "returned":
                stock += 1
            case _:
                pass
    return stock


def page_starts(total: int, size: int) -> list[int]:
    return [*range(0, total, size)]


def receipt_line(name: str, price: float, quantity: int = 1, currency: str = "EUR") -> str:
    return f"{name:12}" + f"{quantity * price:10.2f}" + f" {currency}"


def add_item(item: str, basket: list[str] | None = None) -> list[str]:
    if basket is None:
        basket = list()  # noqa: C408
    basket.extend([item])
    return basket


def clean_names(text: str) -> str:
    names = filter(None, map(str.strip, text.split(",")))
    return ", ".join(map(str.capitalize, names))


def initials(name: str) -> str:
    return ".".join([part[0] for part in name.upper().split()] + [""]) if name.strip() else ""


def main() -> None:
    prices = [to_price(line, None) for line in iter(input, "")]
    known = [price for price in prices if price is not None]
    if not known:
        print("Nothing to add.")
        sys.exit()
    print(f"Average: {statistics.mean(known):.2f}")
    print(f"Sum:     {sum(known):.2f}")


if __name__ == "__main__":
    main()
