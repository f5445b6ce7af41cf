"""One way of reading for names and terms: what looks the same to a person becomes the same text.

A folded text is a row of tokens with one blank before and after each: letters and digits without case,
accents and invisible characters; every ideograph and every emoji a token of its own (Chinese has no
blanks); `+` and `%` too, as they carry meaning ("18+"). Terms of rules are folded in the same way, so no
rule has to know of it."""

import re
import unicodedata

# Whoever sends more gets no more attention for it: a title has 128 characters at most, an about 255.
MAX_CHARS = 1024
# The readings of one text stand on lines of their own, so that no phrase spans two of them.
LINE = "\n"

_MAX_KNOWN = 30_000  # characters remembered; more than any language has, few enough to bound the memory

# Letters that NFKD leaves alone, as a reader takes them.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n",
    "þ": "th", "ŧ": "t", "ƒ": "f", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ʋ": "v", "ⅼ": "l",
    # Arabic and Persian ways to write one letter
    "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ٱ": "ا", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ە": "ه",
}  # fmt: skip
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_DROPPED = frozenset("\u0640\u034f\u115f\u1160\u3164\uffa0\ufe0e\ufe0f\u20e3")
# Scripts that are written without blanks between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\U00020000-\U000323af]"
)


class _Table(dict[int, str]):
    """What each character becomes; worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _MAX_KNOWN:
            self[code] = folded
        return folded


def _fold_character(char: str) -> str:
    if char in _DROPPED:
        return ""
    if (
        0x1F130 <= ord(char) <= 0x1F149 or 0x1F150 <= ord(char) <= 0x1F189
    ):  # letters in dark squares and circles
        return chr(ord("a") + (ord(char) - 0x1F130) % 32)
    decomposed = unicodedata.normalize("NFKD", char).casefold()
    return "".join(map(_fold_one, unicodedata.normalize("NFKD", decomposed)))


def _fold_one(char: str) -> str:
    if letter := _LETTERS.get(char) or _SMALL_CAPITALS.get(char):
        return letter
    if _UNSPACED.match(char):
        return f" {char} "
    category = unicodedata.category(char)
    if category in ("Nd", "Nl", "No"):
        digit = unicodedata.digit(char, None)
        return char if digit is None else str(digit)
    if category[0] == "L" or category == "Mc":
        return char
    if category == "Mn":
        # Accents, strokes through a letter, Arabic and Hebrew points and the nukta go; signs that make
        # another syllable stay.
        marks = unicodedata.combining(char)
        return "" if marks in (1, 7) or 10 <= marks <= 35 or marks >= 200 else char
    if category in ("Cf", "Me", "Sk"):
        return ""
    if category == "So" or char in "+%":
        return f" {char} "
    return " "


_TABLE = _Table()
# Nearly half of all names are plain ASCII, of which a table of bytes makes short work.
_BYTES = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)) + bytes(128)
# A whole text of terms is folded at once: what separates them, and their asterisks, stay.
_TERMS = _Table({ord(","): ",", ord("*"): "*"})


def fold_terms(text: str) -> list[str]:
    """Return the terms of one text (see `word_list`), folded, their asterisks left in; "" for one of which
    nothing is left."""
    return [" ".join(term.split()) for term in text.translate(_TERMS).split(",")]


def fold(text: str) -> str:
    """Return `text` as tokens, each between single blanks; " " if nothing is left."""
    text = text[:MAX_CHARS]
    if text.isascii() and "+" not in text and "%" not in text:
        folded = " ".join(text.encode("ascii").translate(_BYTES).decode("ascii").split())
    else:
        folded = " ".join(text.translate(_TABLE).split())
    return f" {folded} " if folded else " "


# --- other readings of the same text --------------------------------------------------------------------
# Each pattern is a cheap question whether there is another way to read a text at all; most have none.

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGN = re.compile(r"[0-9@$€!|]")
_LEET = re.compile(r"[^\W\d_][0-9@$€!|](?=[^\W_])|[0-9@$€](?=[^\W\d_])")
_LEET_WORD = re.compile(r"[\w@$€!|]+")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])")
_TWO_SCRIPTS = re.compile("[a-z][α-ωа-џ]|[α-ωа-џ][a-z]")
_SPELLED = re.compile(" [a-zα-ωа-џ] [a-zα-ωа-џ] [a-zα-ωа-џ](?: [a-zα-ωа-џ])*(?= )")

_LEET_LETTERS = str.maketrans("013457@$€!|", "oieastaseil")
_ONE_AS_L = str.maketrans("1!", "ll")
_TO_LATIN = str.maketrans("асеорхуіјѕԁһкмтвнгиαεοριτυνκχβγη", "aceopxyijsdhkmtbhruaeopituvkxbyn")
_TO_CYRILLIC = str.maketrans("aceopxyijskmtbhu", "асеорхуіјѕкмтвни")


def readings(text: str, *, is_handle: bool = False) -> str:
    """Return `text` folded in every way in which a person may read it, one reading a line, the plain one
    first.

    Besides the plain one: words run together with capitals (always tried of a public name, which has no
    blanks), digits and signs that stand for letters, digits glued to a word, letters of another script that
    look alike, and words spelled out letter by letter.
    """
    plain = fold(text)
    found = [plain]
    if (is_handle or " " not in text) and _CAMEL.search(text):
        found.append(fold(_CAMEL.sub(" ", text)))
    if _SIGN.search(text):
        if _LEET.search(text):
            found += _unleeted(text)
        if _GLUED.search(plain):
            found.append(_GLUED.sub(" ", plain))
    if not text.isascii():
        found += [other for each in found if _TWO_SCRIPTS.search(each) for other in _in_one_script(each)]
    if _SPELLED.search(plain):
        found.append(_SPELLED.sub(_joined, plain))
    return plain if len(found) == 1 else LINE.join(dict.fromkeys(found))


def _unleeted(text: str) -> list[str]:
    lower = text[:MAX_CHARS].lower()
    folded = [fold(_LEET_WORD.sub(_unleet, lower))]
    if "1" in lower or "!" in lower:
        folded.append(fold(_LEET_WORD.sub(_unleet, lower.translate(_ONE_AS_L))))
    return folded


def _unleet(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LEET_LETTERS) if any(map(str.isalpha, word)) else word


def _in_one_script(folded: str) -> list[str]:
    words = folded.split(" ")
    return [
        " ".join(word.translate(table) if _TWO_SCRIPTS.search(word) else word for word in words)
        for table in (_TO_LATIN, _TO_CYRILLIC)
    ]


def _joined(match: re.Match[str]) -> str:
    return " " + match[0].replace(" ", "")
