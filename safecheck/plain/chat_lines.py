"""A list of groups and channels on one terminal: type a part of a name to list fewer, m for the next ones."""

from safecheck.model.result import AuditResult
from safecheck.plain.conversation import Conversation
from safecheck.report.chat_detail import LEVEL_SENTENCES
from safecheck.report.chat_filter import kept_rows, label_choices, matches
from safecheck.report.chat_order import ORDERS, Order, next_order, order_words, orders, sorted_rows
from safecheck.report.chat_table import ChatRow, chat_rows
from safecheck.report.layout import DETAIL

AT_ONCE = 10  # rows; nobody keeps more in mind while they are read aloud


class ChatLines:
    """The list as it stands: what is wanted, the order, and how far it was said."""

    def __init__(self, talk: Conversation, result: AuditResult) -> None:
        self._talk, self._result = talk, result
        self._wanted, self._first = "", 0
        self._order: Order = ORDERS[0]
        self._renew()

    def _renew(self) -> None:
        self._all = chat_rows(self._result, self._talk.catalog)
        self._rows: tuple[ChatRow, ...] = sorted_rows(kept_rows(self._all, self._wanted), self._order)

    def row(self, number: str) -> ChatRow | None:
        """Return the chat with this number; where there is none, say so."""
        if 1 <= int(number) <= len(self._rows):
            return self._rows[int(number) - 1]
        self._talk.say(self._talk.catalog.gettext("No chat in this list has that number."))
        return None

    def look_for(self, typed: str) -> None:
        """Do what a letter or a part of a name does with the list, and say the list that follows."""
        if typed == "f":
            self._say_words()
            return
        if typed == "m":
            following = self._first + AT_ONCE
            self._first = following if following < len(self._rows) else 0
        elif typed == "s":
            self._order, self._first = next_order(self._order, orders(self._all)), 0
        else:
            self._wanted, self._first = "" if typed == "a" else typed, 0
        self._renew()
        self.say_rows()

    def say_rows(self) -> None:
        """Say how many there are, and the next few."""
        talk, say = self._talk, self._talk.catalog.gettext
        talk.gap()
        if not self._rows:
            talk.say(
                say("No group or channel has that in its name. Type something else, or a for all of them.")
            )
            return
        talk.say(
            say("%(matches)s, %(order)s.")
            % {
                "matches": matches(len(self._rows), len(self._all), talk.catalog),
                "order": order_words(self._order, talk.catalog),
            }
        )
        for number, row in enumerate(self._rows[self._first : self._first + AT_ONCE], start=self._first + 1):
            talk.say(
                say('%(number)d. "%(title)s" (%(kind)s). %(level)s')
                % {
                    "number": number,
                    "title": row.title,
                    "kind": ", ".join(part for part in (row.kind, row.note) if part),
                    "level": say(LEVEL_SENTENCES[row.level]),
                },
                indent=DETAIL,
            )
        left = len(self._rows) - self._first - AT_ONCE
        if left > 0:
            talk.say(say("m and Enter shows the next ones; there are %(count)d more.") % {"count": left})

    def _say_words(self) -> None:
        """Name the words that can be typed, each with what it stands for."""
        talk, say = self._talk, self._talk.catalog.gettext
        talk.gap()
        for choice in label_choices(self._all, talk.catalog):
            talk.say(
                say("%(word)s: %(title)s (%(count)d)")
                % {"word": choice.word, "title": choice.title, "count": choice.count},
                indent=DETAIL,
            )
