"""Reads lines `P <pattern>` and `T <text>`, both in hexadecimal UTF-8; answers each T with 1 or 0, a bad P with E."""

import re
import sys

pattern = None
for line in sys.stdin:
    kind, _, encoded = line.rstrip("\n").partition(" ")
    text = bytes.fromhex(encoded).decode("utf-8")
    if kind == "P":
        try:
            pattern = re.compile(text)
        except re.error as error:
            pattern = None
            print("E", error)
    else:
        print("0" if pattern is None or pattern.search(text) is None else "1")
