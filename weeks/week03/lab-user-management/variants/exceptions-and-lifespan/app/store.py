class Problem(Exception):
    status = 400


class Unknown(Problem):
    status = 404


class Taken(Problem):
    status = 409


class Users:
    def __init__(self):
        self.users = []
        self.number = -1

    def place(self, number):
        for place, user in enumerate(self.users):
            if user.id == number:
                return place
        raise Unknown(f"Nobody is called {number} here.")

    def check(self, email, number=None):
        if [user for user in self.users if user.email == email and user.id != number]:
            raise Taken(f"Somebody has {email} already.")

    def next(self):
        self.number += 1
        return self.number
