"""What safecheck offers to do with one chat or one setting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.i18n.catalog import load
from safecheck.model.changes import target_of
from safecheck.model.facts import Chat
from safecheck.model.text import UntrustedText
from safecheck.report.chat_changes import changes_of_chat, nothing_to_change, target_of_setting
from tests.report.results import english, result

CHAT = Chat(id="-1001", kind="supergroup", title=UntrustedText("Garden \x1b[31mclub"))


@given(st.builds(replace, st.just(CHAT), muted=st.booleans(), archived=st.booleans(), owned=st.booleans()))
def test_only_what_is_not_so_already_is_offered_and_leaving_comes_last(chat: Chat) -> None:
    kinds = [target.kind for target, _ in changes_of_chat(result(chats=[chat]), chat.id, english())]
    so_already = {"mute": chat.muted, "archive": chat.archived, "leave": chat.owned}
    assert kinds == [kind for kind, is_so in so_already.items() if not is_so]


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_p8_the_chat_is_named_cleanly_and_each_offer_is_a_step_that_can_be_taken(lang: str) -> None:
    catalog = load("nl" if lang == "nl" else "en")
    offered = changes_of_chat(result(chats=[CHAT]), CHAT.id, catalog)
    assert len(offered) == 3
    for target, choice in offered:
        assert target_of(target.step) == target
        assert "Garden" in choice.title
        assert "\x1b" not in choice.title


def test_nothing_is_offered_of_a_chat_that_is_gone_or_unknown() -> None:
    gone = result(chats=[replace(CHAT, gone=True)])
    for audited, id in ((gone, CHAT.id), (gone, "-5")):
        assert changes_of_chat(audited, id, english()) == ()
        assert nothing_to_change(audited, id, english()) == "You are no longer in it."


def test_of_an_own_chat_it_is_said_why_it_is_not_left() -> None:
    own = result(chats=[replace(CHAT, owned=True, muted=True, archived=True)])
    assert changes_of_chat(own, CHAT.id, english()) == ()
    assert "Transfer Ownership" in nothing_to_change(own, CHAT.id, english())


@pytest.mark.parametrize(
    ("setting", "step"),
    [
        ("account.who_can_add_me", "limit-who-adds"),
        ("account.sensitive_content", "cover-sensitive"),
        ("account.save_to_gallery.groups", "gallery-off/account"),
        ("account.auto_download.high", "templates-off"),
    ],
)
def test_a_setting_leads_to_the_step_that_changes_it(setting: str, step: str) -> None:
    target = target_of_setting(setting)
    assert target is not None
    assert target.step == step
    assert target_of(step) == target, "the plan and the command line mean the same"


def test_a_setting_that_safecheck_changes_never_leads_nowhere() -> None:
    assert target_of_setting("account.two_step") is None


@given(st.text(max_size=30).filter(lambda text: not text.startswith("account.")))
def test_what_is_no_setting_of_the_account_leads_nowhere(setting: str) -> None:
    assert target_of_setting(setting) is None
