class Unknown(Exception):
    status = 404


class AddressTaken(Exception):
    status = 409


class People:
    """Users by their ids, from 0, with a second dictionary for the addresses."""

    def __init__(self):
        self.kept = {}
        self.owners = {}
        self.next = 0

    def add(self, person):
        if person.email in self.owners:
            raise AddressTaken(person.email)
        number, self.next = self.next, self.next + 1
        self.kept[number] = person
        self.owners[person.email] = number
        return number

    def shown(self, number):
        if number not in self.kept:
            raise Unknown(number)
        return {"id": number, **self.kept[number].model_dump()}

    def replace(self, number, person):
        old = self.kept.get(number)
        if old is None:
            raise Unknown(number)
        if self.owners.get(person.email, number) != number:
            raise AddressTaken(person.email)
        del self.owners[old.email]
        self.owners[person.email] = number
        self.kept[number] = person

    def remove(self, number):
        if number not in self.kept:
            raise Unknown(number)
        del self.owners[self.kept.pop(number).email]
