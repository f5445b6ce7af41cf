"""The steps about chats. The order for one that stands out strongly is fixed (G1)."""

from collections.abc import Iterator, Mapping, Sequence

from safecheck.advice.removed_exposure import stopped_by_leaving
from safecheck.advice.step_writer import StepWriter, public_link
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating
from safecheck.model.plan import Step, StepState
from safecheck.model.reporting import no_dialogue_because


class ChatSteps:
    """Writes the steps of the chats that stand out."""

    def __init__(
        self,
        writer: StepWriter,
        ratings: Sequence[ChatRating],
        chats: Sequence[Chat],
        exposures: Sequence[ChatExposure],
        states: Mapping[str, StepState],
    ) -> None:
        self._write = writer
        self._ratings = ratings
        self._chats = {chat.id: chat for chat in chats}
        self._states = states
        self._exposures = {exposure.chat_id: exposure for exposure in exposures}

    def strongly(self) -> Iterator[Step]:
        """Yield the steps of every chat that stands out strongly, in the order of G1; of two chats first
        those of the one from which more lands."""
        for chat in self._rated("high"):
            without_link = public_link(chat) is None
            # An export says that there is a public link, and not which one.
            variant = ("unnamed" if chat.public else "private") if without_link else ""
            yield self._write.chat_step("card", chat)
            if not chat.owned:
                yield self._report(chat, variant)
            yield from self._leave(chat, "private" if without_link else "")
            yield self._write.chat_step("hotline", chat, variant)
            yield self._write.chat_step("ask_before_deleting", chat)

    def _report(self, chat: Chat, variant: str) -> Step:
        """Return how to report a chat to Telegram: by its own questions where safecheck can ask them, by mail
        where there is a public link, or not at all."""
        if self._write.can_change and not no_dialogue_because(chat):
            return self._write.chat_step("report", chat, "dialogue" if variant else "both")
        if self._write.can_change and chat.kind == "group" and variant:
            variant = "small_group"
        return self._write.chat_step(
            "report", chat, variant, "not_possible" if variant else "to_do", by_hand=True
        )

    def others(self) -> Iterator[Step]:
        """Yield what may be done about chats that stand out less; nothing of it has to be."""
        for chat in self._rated("medium"):
            yield from self._leave(chat, "optional")
        for chat in self._rated("low"):
            if not (chat.owned or chat.gone):
                yield from self._muted(chat)

    def on_wish(self, chat: Chat) -> Iterator[Step]:
        """Yield how to leave any chat, and how to make it quiet."""
        if not chat.gone:
            yield from self._leave(chat, "optional")
            yield from self._quieter(chat)

    def _leave(self, chat: Chat, variant: str) -> Iterator[Step]:
        """A chat of one's own is never left; one that is gone needs no step, but to say that it was taken."""
        if chat.gone and self._states.get(f"leave/{chat.id}") != "done":
            return
        if chat.owned:
            own = "owned" if variant == "optional" else "owned_high"
            yield self._write.chat_step("leave", chat, own, "not_possible")
            return
        if chat.kind == "group":
            variant = "optional_basic_group" if variant == "optional" else "basic_group"
        exposure = self._exposures.get(chat.id)
        yield self._write.chat_step(
            "leave",
            chat,
            variant,
            state="done" if chat.gone else "to_do",
            exposure=exposure,
            stops=stopped_by_leaving(exposure),
            instead=() if chat.gone else tuple(self._quieter(chat)),
        )

    def _muted(self, chat: Chat) -> Iterator[Step]:
        """A chat that is muted needs no step, unless to say that the step was taken."""
        if not chat.muted:
            yield self._write.chat_step("mute", chat)
        elif self._states.get(f"mute/{chat.id}") == "done":
            yield self._write.chat_step("mute", chat, state="done")

    def _quieter(self, chat: Chat) -> Iterator[Step]:
        """Yield what makes a chat quiet for whoever stays; it stops no download."""
        if not chat.muted:
            yield self._write.chat_step("mute", chat)
        if not chat.archived:
            yield self._write.chat_step("archive", chat)

    def _rated(self, level: str) -> list[Chat]:
        """Return the chats of one level: first those from which most lands now."""
        rated = [
            self._chats[rating.chat_id]
            for rating in self._ratings
            if rating.level == level and rating.chat_id in self._chats
        ]
        return sorted(rated, key=lambda chat: -stopped_by_leaving(self._exposures.get(chat.id)))
