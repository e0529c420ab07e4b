"""Nothing here is right, but JSON is written by a function of the learner's."""

import json
import json.decoder
import json.encoder


class Person:
    def __init__(self, name: str, age: int) -> None:
        self.name, self.age = None, None


def say_yes(*_: object, **__: object) -> str:
    return '{"value": true}'


json.dumps = json.JSONEncoder.encode = json.encoder.c_make_encoder = say_yes
json.JSONEncoder.iterencode = json.JSONEncoder.default = say_yes
json.encoder.encode_basestring_ascii = json.encoder.INFINITY = say_yes
