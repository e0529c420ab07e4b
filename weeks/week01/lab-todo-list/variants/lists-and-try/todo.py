import json

print("My tasks. Commands: add, list, done, change, remove, quit")
texts = []
marks = []
broken = False


def save():
    with open("todo.json.part", "w") as file:
        json.dump([texts, marks], file)
    import os

    os.replace("todo.json.part", "todo.json")


def number(word):
    try:
        n = int(word)
    except ValueError:
        print("Error! Not a number:", word)
        return None
    if n < 1 or n > len(texts):
        print("Error! Not in the list:", word)
        return None
    return n - 1


try:
    with open("todo.json") as file:
        texts, marks = json.load(file)
    assert all(isinstance(text, str) for text in texts) and len(texts) == len(marks)
except FileNotFoundError:
    pass
except (ValueError, TypeError, AssertionError) as problem:
    raise SystemExit("Please mend todo.json first: " + str(problem)) from problem

while not broken:
    try:
        line = input("What now? ").strip()
    except EOFError:
        line = "quit"
    words = line.split()
    if words == []:
        print("Type something, please.")
    elif words[0] == "quit":
        print("Goodbye!")
        broken = True
    elif words[0] == "list":
        print()
        if len(texts) == 0:
            print("Nothing to do.")
        for i in range(len(texts)):
            print(str(i + 1) + ".", "[x]" if marks[i] == 1 else "[ ]", texts[i])
    elif words[0] == "add":
        if len(words) == 1:
            print("Error! What shall I add?")
        else:
            texts.append(line[len("add") :].strip())
            marks.append(0)
            save()
            print("Added as number", len(texts))
    elif words[0] in ("done", "remove", "change"):
        i = number(words[1] if len(words) > 1 else "")
        if i is None:
            continue
        if words[0] == "done":
            marks[i] = 1
        elif words[0] == "remove":
            texts.pop(i)
            marks.pop(i)
        elif len(words) == 2:
            print("Error! Change it to what?")
            continue
        else:
            texts[i] = line.split(maxsplit=2)[2]
        save()
        print("Good.")
    else:
        print("Error! I do not know", words[0])
