"""The groups and channels, line by line: type a part of a name to list fewer, a number for one of them."""

from collections.abc import Callable

from safecheck.audit.keeping import MarkKeeping
from safecheck.audit.marks import toggled, with_marks
from safecheck.model.marks import ChatMark
from safecheck.model.result import AuditResult
from safecheck.plain.chat_lines import ChatLines
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.chat_detail import chat_detail
from safecheck.report.chat_table import ChatRow
from safecheck.report.headline import headline
from safecheck.report.keeping import keeping_choices
from safecheck.report.leaving import chosen_words
from safecheck.report.marks import FOR_HALF_A_YEAR, state_of_keeping_marks, who_could_read_marks
from safecheck.report.summary import do_not_look
from safecheck.report.weighing import weighing

_WEIGH, _MARK, _LEAVE = "w", "k", "x"


async def look_at_chats(
    talk: Conversation,
    result: AuditResult,
    marks: tuple[ChatMark, ...],
    keeping: MarkKeeping,
    *,
    can_leave: bool,
) -> tuple[tuple[ChatMark, ...], frozenset[str]]:
    """List chats, and tell about each that is asked for, until the person goes back; return the marks by
    then, and which chats were chosen to be left, where safecheck can do that."""
    say = talk.catalog.gettext
    if not result.ratings:
        talk.gap()
        talk.say(headline(result, talk.catalog))
        return marks, frozenset()
    talk.explanation = (
        say("A number tells about that chat. A part of a name lists only the chats with it."),
        say("s sorts in another way, m shows more, a shows all again, b goes back."),
        say("f names words that can be typed too, such as channel."),
        say(
            "After a number, w says how that chat was weighed, and k marks it for yourself: as known to you"
            " or, where it stands out strongly, that you think this is wrong. A mark changes nothing else."
        ),
    )
    if can_leave:
        talk.explanation += (
            say("x after a number chooses that chat to be left, or not. b then shows the list, and asks."),
        )
    listed = _Listed(talk, result, marks, keeping, can_leave=can_leave)
    talk.gap()
    talk.say(do_not_look(result, talk.catalog), *talk.explanation)
    listed.say_rows()
    while True:
        try:
            listed.take(await talk.ask(say("A number, or a part of a name"), again=listed.say_rows))
        except Back:
            break
    if listed.marks != marks:
        await _ask_to_keep(talk, listed.marks, keeping)
    return listed.marks, listed.chosen


class _Listed(ChatLines):
    """The list, with the chat told about last, the marks, and which chats are chosen to be left."""

    def __init__(
        self,
        talk: Conversation,
        result: AuditResult,
        marks: tuple[ChatMark, ...],
        keeping: MarkKeeping,
        *,
        can_leave: bool,
    ) -> None:
        self.marks = marks
        self.chosen: frozenset[str] = frozenset()
        self._can_leave = can_leave
        self._keeping, self._told = keeping, ""
        super().__init__(talk, result)

    def take(self, typed: str) -> None:
        """Do what was typed: a number, a letter, or else a part of a name."""
        if typed.isascii() and typed.isdigit():
            if (row := self.row(typed)) is not None:
                self._say_chat(row)
            return
        about: dict[str, Callable[[], None]] = {_WEIGH: self._say_weighing, _MARK: self._mark}
        if self._can_leave:
            about[_LEAVE] = self._choose
        if typed in about and self._told:
            about[typed]()
            return
        self.look_for(typed)

    def _say_chat(self, row: ChatRow) -> None:
        """Say all about one chat: what was noticed, the innocent reading, the limits, what to do."""
        talk, say = self._talk, self._talk.catalog.gettext
        self._told = row.id
        detail = chat_detail(self._result, self._told, talk.catalog, _MARK)
        talk.gap()
        talk.say(f'"{detail.title}"', detail.about, detail.level_words)
        talk.say_sections(detail.sections)
        talk.say(say("How this was weighed: %(key)s") % {"key": _WEIGH})
        if self._can_leave:
            talk.say(say("To choose it to be left: %(key)s") % {"key": _LEAVE})

    def _say_weighing(self) -> None:
        self._talk.say_sections(weighing(self._result, self._told, self._talk.catalog))

    def _mark(self) -> None:
        """Mark the chat that was told about last, or take its mark back, and say so."""
        talk, result = self._talk, self._result
        self.marks = toggled(self.marks, result, self._told, result.facts.day)
        self._result = with_marks(result, self.marks)
        self._keeping.follow(self.marks)
        self._renew()
        talk.gap()
        detail = chat_detail(self._result, self._told, talk.catalog, _MARK)
        talk.say(detail.marked or talk.catalog.gettext("The mark is taken back."))
        if self._keeping.problem is not None:
            talk.say(talk.catalog.sentence(self._keeping.problem))

    def _choose(self) -> None:
        """Choose the chat that was told about last to be left, or not, and say so."""
        self.chosen ^= {self._told}
        self._talk.say(
            chosen_words(len(self.chosen), self._talk.catalog, "b")
            if self.chosen
            else self._talk.catalog.gettext("No chat is chosen to be left.")
        )


async def _ask_to_keep(talk: Conversation, marks: tuple[ChatMark, ...], keeping: MarkKeeping) -> None:
    """Ask once whether to keep the marks, after saying who could read them (G10); b keeps nothing."""
    catalog = talk.catalog
    talk.gap()
    talk.say(state_of_keeping_marks(catalog, possible=keeping.possible, wanted=keeping.wanted))
    if not keeping.possible:
        return
    talk.say(who_could_read_marks(catalog))
    choices = keeping_choices(catalog, wanted=keeping.wanted, for_how_long=FOR_HALF_A_YEAR)
    try:
        chosen = await talk.choose(catalog.gettext("Keep your marks"), choices)
    except Back:
        return
    if chosen == "keep":
        keeping.keep(marks)
    elif keeping.wanted:
        keeping.forget()
    talk.say(
        catalog.sentence(keeping.problem)
        if keeping.problem is not None
        else state_of_keeping_marks(catalog, possible=True, wanted=keeping.wanted)
    )
