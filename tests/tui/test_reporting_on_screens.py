"""A report from the screens: Telegram's own questions as choices, and nothing sent that nobody chose."""

from pathlib import Path

from safecheck.model.sign_in import QrShown
from safecheck.tui.screens.report_chat import ReportChat
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.step import StepPage
from tests.tui.fixed import LARGE
from tests.tui.walking import Walk, walking

STRONG = "report/-1000000002001"


async def to_the_step(walk: Walk) -> None:
    """The step that reports a chat that stands out strongly."""
    await walk.press("enter")
    await walk.asked(QrShown)
    await walk.press("s")
    await walk.at(Result)
    steps = [step.id for step in walk.app.result.plan.steps]
    await walk.app.push_screen(StepPage(steps.index(STRONG) + 1))
    await walk.at(StepPage)


def reports(walk: Walk) -> int:
    return sum(method.startswith("messages.report") for method in walk.received)


async def test_g1_g2_a_report_is_led_through_and_ends_with_the_card_where_messages_are_wanted(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, "individual", size=LARGE) as walk:
        await to_the_step(walk)
        await walk.reads("safecheck can lead you through Telegram's own questions")
        await walk.press("a")
        await walk.at(ReportChat)
        await walk.reads("Ask Telegram for its first question")
        assert "The order that helps most" in walk.text
        assert reports(walk) == 0
        await walk.press("enter")  # the pointer stands on the way to stop
        await walk.reads("Nothing was reported.")
        await walk.press("enter")
        await walk.at(StepPage)
        assert reports(walk) == 0

        await walk.press("a")
        await walk.reads("Ask Telegram for its first question")
        await walk.press("r")
        await walk.reads("messages.reportSpam(")
        await walk.press("down", "enter")
        await walk.reads("Telegram asks: What is the matter with this chat?")
        await walk.press("down", "down", "down", "enter")  # about some of its messages
        await walk.reads("You need not know that")
        assert "Public link: none" in walk.text
        await walk.press("end")
        await walk.reads("the police are the place to go")
        assert reports(walk) == 2
        await walk.press("escape")
        await walk.at(StepPage)
        assert walk.app.done == ()


async def test_words_are_asked_for_sent_once_and_the_step_is_done(tmp_path: Path) -> None:
    async with walking(tmp_path, "individual", size=LARGE) as walk:
        await to_the_step(walk)
        await walk.press("a")
        await walk.reads("Ask Telegram for its first question")
        await walk.press("down", "enter")
        await walk.reads("Telegram asks: What is")
        await walk.press("down", "down", "down", "down", "enter")  # something else: words are a must
        await walk.reads("at most 512 characters")
        await walk.press("enter")
        await walk.reads("Telegram wants a few words here.")
        walk.app.screen.query_one("#comment").value = "w" * 513  # type: ignore[attr-defined]
        await walk.press("enter")
        await walk.reads("That is 513 characters")
        assert reports(walk) == 2
        walk.app.screen.query_one("#comment").value = ""  # type: ignore[attr-defined]
        await walk.type("Only words for practice")
        await walk.reads("Telegram has taken the report.")
        assert reports(walk) == 3
        await walk.press("escape")
        await walk.at(StepPage)
        assert walk.app.done == (STRONG,)
