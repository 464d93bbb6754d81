"""Changes bytes by chance, as libFuzzer does for the targets that it can look into."""

NUMBERS = [
    b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"4294967295", b"9223372036854775807", b"9223372036854775808",
    b"-9223372036854775808", b"18446744073709551616", b"9" * 40, b"1e309", b"0x7fffffffffffffff", b"NaN", b"+1", b"00", b"",
]
BYTES = [b"\0", b"\r", b"\n", b"\r\n", b" ", b"\t", b"%", b"%00", b"%ff", b"%zz", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b":", b"-",
         b"..", b"/", b"?", b"&", b"=", b";", b",", b"*", b"\"", b"{", b"[" * 300, b"a" * 5000, "e\u0301".encode(), b"\x7f"]


def mutated(data, others, random):
    """`data` with one to six changes; parts may come from `others`."""
    data = bytearray(data)
    for _ in range(random.randint(1, 6)):
        place = random.randint(0, len(data))
        end = min(len(data), place + random.choice([0, 0, 1, 1, 2, 4, 16]))
        kind = random.randrange(8)
        if kind == 0:
            data[place:end] = bytes(random.randrange(256) for _ in range(random.randint(0, 4)))
        elif kind == 1:
            data[place:end] = random.choice(BYTES)
        elif kind == 2:
            data[place:end] = random.choice(NUMBERS)
        elif kind == 3:
            _number(data, random)
        elif kind == 4:
            other = random.choice(others)
            start = random.randint(0, len(other))
            data[place:end] = other[start:start + random.randint(1, 64)]
        elif kind == 5:
            del data[place:place + random.choice([1, 8, 64, 4096])]
        elif kind == 6:
            data[place:place] = data[place:place + random.choice([1, 16, 256])] * random.choice([1, 2, 50])
        elif data:
            data[min(place, len(data) - 1)] ^= 1 << random.randrange(8)
        del data[1 << 18:]
    return bytes(data)


def _number(data, random):
    """Replaces one run of digits by another number."""
    places = [i for i in range(len(data)) if 48 <= data[i] <= 57 and (i == 0 or not 48 <= data[i - 1] <= 57)]
    if not places:
        return
    start = random.choice(places)
    end = start
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    data[start:end] = random.choice(NUMBERS)
