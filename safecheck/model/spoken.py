"""Days and numbers as they are read aloud, in each language. Other formats keep ISO dates and bare digits."""

from datetime import date

from safecheck.model.text import Lang

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "nl": (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
}
_SHORT = {"maart": "mrt"}  # the others are cut to three letters


def day_in_words(day: date, lang: Lang) -> str:
    """Return a day such as "23 November 2026"."""
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def short_day(day: date, lang: Lang) -> str:
    """Return a day for a column, such as "23 Nov 2026"."""
    month = _MONTHS[lang][day.month - 1]
    return f"{day.day} {_SHORT.get(month, month[:3])} {day.year}"


def grouped(number: int, lang: Lang) -> str:
    """Return a number with its thousands apart."""
    text = f"{number:,}"
    return text.replace(",", ".") if lang == "nl" else text


def rounded(number: int) -> int:
    """Return a number with all but its first two digits as noughts: enough to judge by, and nobody finds a
    chat by it."""
    return round(number, 2 - len(str(number))) if number > 99 else number
