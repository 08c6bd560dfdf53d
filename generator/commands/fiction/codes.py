"""Numbers that pass their checks and belong to nobody.

Source: GB 32100-2015 (unified codes), GB 11714-1997 (organisation codes), GB 11643-1999 (citizens), GS 15-2006
(registration numbers). Citizens' numbers use division 420299, which was never assigned.
"""

from __future__ import annotations

from datetime import date

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: no I, O, S, V, Z."""
NOWHERE = "420299"
_UNIFIED = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def organisation_code(body: str) -> str:
    """Add the check character to eight characters.

    >>> organisation_code("MA1B3N1N")
    'MA1B3N1N2'
    """
    rest = 11 - sum(weight * int(sign, 36) for weight, sign in zip(_ORGANISATION, body, strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(rest, str(rest))


def unified_code(head: str, body: str) -> str:
    """Join authority, class and division (8 characters) with an organisation's body (8) and add both checks.

    >>> unified_code("11420200", "MB000001")
    '11420200MB0000019B'
    """
    code = head + organisation_code(body)
    total = sum(weight * ALPHABET.index(sign) for weight, sign in zip(_UNIFIED, code, strict=True))
    return code + ALPHABET[(31 - total % 31) % 31]


def body(serial: int, family: str = "MA") -> str:
    """Spread serial numbers over the bodies of new organisation codes; no two of the first 887 million are alike."""
    number, signs = (serial * 104_729 + 7_654_321) % 31**6, ""
    for _ in range(6):
        number, place = divmod(number, 31)
        signs = ALPHABET[place] + signs
    return family + signs


def citizen_number(born: date, order: int) -> str:
    """Make a citizen's number of division 420299.

    >>> citizen_number(date(1990, 1, 1), 1)
    '420299199001010019'
    """
    stem = f"{NOWHERE}{born:%Y%m%d}{order % 1000:03d}"
    return stem + "10X98765432"[sum(weight * int(sign) for weight, sign in zip(_CITIZEN, stem, strict=True)) % 11]


def registration_number(division: str, serial: int) -> str:
    """Make a business registration number of 15 digits (ISO 7064 MOD 11,10)."""
    stem = f"{division}{serial % 10**8:08d}"
    rest = 10
    for sign in stem:
        rest = (rest + int(sign)) % 10 or 10
        rest = rest * 2 % 11
    return f"{stem}{(11 - rest) % 10}"


def card_number(serial: int) -> str:
    """Make a number of 19 digits that passes the check of bank cards (Luhn)."""
    stem = f"6200000000{serial % 10**8:08d}"
    doubled = [int(sign) * (2 if place % 2 == 0 else 1) for place, sign in enumerate(reversed(stem))]
    return f"{stem}{-sum(digit // 10 + digit % 10 for digit in doubled) % 10}"
