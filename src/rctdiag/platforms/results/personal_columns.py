"""Columns that tell who answered: known by name or by what is in them, and dropped at the door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rctdiag.platforms.normalised_text import words_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A heading with one of these words, alone or among a few others, is about a person.
_WORDS_LISTED = (
    "email mail emailaddress username user login ip ipaddress name firstname lastname surname "
    "forename nickname latitude longitude geolocation geopoint gps phone telephone mobile cell "
    "address birthday birthdate dob deviceid imei token recipientemail employeeid personnel "
    "vorname nachname benutzername adresse telefon handy geburtsdatum personalnummer nom prenom "
    "courriel telephone nombre apellido correo direccion telefono naam voornaam achternaam "
    "adres telefoon nome cognome indirizzo"
)
_WORDS = frozenset(_WORDS_LISTED.split())
_PHRASES = (
    ("submitted", "by"),
    ("submitter",),
    ("recipient", "first"),
    ("recipient", "last"),
    ("custom", "data"),
    ("survey", "identifier"),
    ("external", "reference"),
    ("external", "data"),
    ("e", "mail"),
    ("date", "of", "birth"),
    ("staff", "number"),
    ("staff", "id"),
    ("employee", "number"),
    ("employee", "id"),
    ("payroll",),
)
_FEW_WORDS = 4  # in a longer heading the word is part of a question
_GROUPS = frozenset({"team", "group", "department", "unit", "site", "ward", "company", "role"})
_LIKE = re.compile(
    r"[^@\s]+@[^@\s]+\.[^@\s]+|\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){5,7}"
    r"|-?\d{1,3}\.\d{3,},?\s*-?\d{1,3}\.\d{3,}"
    r"|(?:\+|00)[1-9](?:[\s()/.-]*\d){7,14}"
)


def is_personal(heading: str, cells: Iterable[str]) -> bool:
    """Whether a column names, reaches or locates people, by its heading or its cells."""
    words = words_key(_CAMEL.sub(" ", heading).replace("_", " ")).split()
    if len(words) <= _FEW_WORDS and not _GROUPS & set(words):
        if any(word in _WORDS for word in words) or "".join(words) in _WORDS:
            return True
        if any(_within(phrase, words) for phrase in _PHRASES):
            return True
    filled = [cell.strip() for cell in cells if cell.strip()]
    return any(_LIKE.fullmatch(cell) for cell in filled)


def _within(phrase: tuple[str, ...], words: list[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == phrase for at in range(len(words) - size + 1))
