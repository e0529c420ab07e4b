"""The functions in few lines: comprehensions, early returns, a list of prices in the program."""


def to_price(text, default=0.0):
    try:
        price = float(text)
    except ValueError:
        price = default
    return price


def display_name(name, email):
    if name:
        return name
    return email if email else "guest"


def shipping_fee(total):
    return 4.9 if total < 20 else 2.9 if total < 50 else 0


def first_over(prices, limit):
    for price in prices:
        if price > limit:
            break
    else:
        price = None
    return price


def paid_total(amounts):
    paid = []
    for amount in amounts:
        if amount is None:
            continue
        paid.append(amount)
    return sum(paid)


def stock_after(stock, events):
    for event in events:
        if event == "viewed":
            pass
        else:
            stock += 1 if event == "returned" else -1
    return stock


def page_starts(total, size):
    return [start for start in range(total) if start % size == 0]


def receipt_line(name, price, quantity=1, currency="EUR"):
    amount = format(price * quantity, ".2f")
    return name.ljust(12) + amount.rjust(10) + " " + currency


def add_item(item, basket=None):
    basket = [] if basket is None else basket
    basket += [item]
    return basket


def clean_names(text):
    return ", ".join([part.strip().title() for part in text.split(",") if part.strip()])


def initials(name):
    return "".join(f"{part[0]}." for part in name.upper().split())


if __name__ == "__main__":
    prices = []
    while line := input():
        if (price := to_price(line, None)) is not None:
            prices.append(price)
    print(f"sum {sum(prices):.2f}, average {sum(prices) / len(prices):.2f}" if prices else "nothing to add")
