"""The functions step by step, with an index in the loops and a prompt that has numbers in it."""


def to_price(text, default=0.0):
    text = text.strip()
    digits = text.lstrip("+-").replace(".", "", 1)
    if not digits.isdigit():
        return default
    return float(text)


def display_name(name, email):
    if name is not None and name != "":
        shown = name
    elif email is not None and email != "":
        shown = email
    else:
        shown = "guest"
    return shown


def shipping_fee(total):
    if total >= 50:
        return 0
    if 20 <= total < 50:
        return 2.90
    return 4.90


def first_over(prices, limit):
    index = 0
    while True:
        if index == len(prices):
            break
        if prices[index] > limit:
            return prices[index]
        index = index + 1
    return None


def paid_total(amounts):
    total = 0
    for index in range(len(amounts)):
        if amounts[index] is None:
            continue
        total = total + amounts[index]
    return total


def stock_after(stock, events):
    for event in events:
        if event == "sold":
            stock = stock - 1
        if event == "returned":
            stock = stock + 1
        if event == "viewed":
            pass
    return stock


def page_starts(total, size):
    starts = []
    start = 0
    while start < total:
        starts.append(start)
        start = start + size
    return starts


def receipt_line(name, price, quantity=1, currency="EUR"):
    spaces = 12 - len(name)
    amount = "%.2f" % (price * quantity)
    return name + spaces * " " + (10 - len(amount)) * " " + amount + " " + currency


def add_item(item, basket=None):
    if basket is None:
        return [item]
    basket.insert(len(basket), item)
    return basket


def clean_names(text):
    cleaned = ""
    for part in text.split(","):
        word = part.strip()
        if word == "":
            continue
        word = word[0].upper() + word[1:].lower()
        if cleaned != "":
            cleaned = cleaned + ", "
        cleaned = cleaned + word
    return cleaned


def initials(name):
    letters = []
    for part in name.split(" "):
        if part:
            letters.append(part[0].upper() + ".")
    return "".join(letters)


def main():
    print("Type prices, and an empty line for their sum and average.")
    number = 1
    total = 0.0
    line = input("Price 1: ")
    while line != "":
        price = to_price(line, default=None)
        if price is None:
            print("no number:", line)
        else:
            total = total + price
            number = number + 1
        line = input("Price " + str(number) + " (0.00 is fine): ")
    print()
    if number > 1:
        print("The SUM of", number - 1, "prices is", format(total, ",.2f"), "EUR")
        print("The AVERAGE is", format(total / (number - 1), ",.2f"), "EUR")
    else:
        print("You have typed no price.")


if __name__ == "__main__":
    main()
