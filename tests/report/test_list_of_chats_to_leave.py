"""The list of chats to leave says of each what goes with leaving it, and what nobody can take back."""

from msgspec.structs import replace

from safecheck.audit.leaving import review
from safecheck.model.account_settings import Folders
from safecheck.model.facts import Chat
from safecheck.model.result import AuditResult
from safecheck.report.leaving import leave_sections, quieter_sections
from safecheck.report.sections import Section
from tests.report.results import chat, english, rating, result

AGAIN = "What came with a shared folder, Telegram may offer to you again from there."


def listed(*chats: Chat, high: tuple[str, ...] = (), shared: int = 0) -> tuple[Section, ...]:
    of = with_shared_folders(result([rating(1)], chats=chats), shared)
    return leave_sections(review(chats, {each.id for each in chats}, high), of, english())


def with_shared_folders(of: AuditResult, shared: int) -> AuditResult:
    settings = of.facts.settings
    assert settings is not None
    folders = replace(settings.folders, value=Folders(3, shared))
    return replace(of, facts=replace(of.facts, settings=replace(settings, folders=folders)))


def words(sections: tuple[Section, ...]) -> str:
    return " ".join(line for each in sections for line in (each.heading, *each.lines, *each.then))


def test_g3_it_says_that_nothing_of_it_can_be_taken_back_and_that_staying_quietly_stops_no_download() -> None:
    said = words(listed(chat(rating(1))))
    assert "cannot take this back, and does not join any chat" in said
    assert "mute and archive instead. That does not stop downloads." in said


def test_a_chat_of_ones_own_stays_and_it_is_said_where_to_hand_it_over() -> None:
    said = words(listed(chat(rating(1)), chat(rating(2), owned=True), chat(rating(3), gone=True)))
    assert 'This chat would be left "Garden club 1".' in said
    assert 'Yours, so they stay "Garden club 2"' in said
    assert "Transfer Ownership" in said
    assert 'You are no longer in these "Garden club 3"' in said


def test_what_goes_with_leaving_stands_with_each_chat() -> None:
    small = replace(chat(rating(1), "group"), usernames=())
    said = words(listed(small, replace(chat(rating(2)), linked=True, admin=True)))
    assert 'Garden club 1". It has no public name: you may never be able to come back.' in said
    assert "The members of a small group see a message that you left." in said
    assert "A group or channel belongs to it. You stay in that one." in said
    assert "You are an administrator there; that ends too." in said


def test_who_has_a_shared_folder_is_told_that_its_chats_may_be_offered_again() -> None:
    assert AGAIN in words(listed(chat(rating(1)), shared=1))
    assert AGAIN not in words(listed(chat(rating(1))))


def test_g1_the_fixed_order_comes_before_the_list_where_a_chat_stands_out_strongly() -> None:
    first, *_ = listed(chat(rating(1)), chat(rating(2)), high=("chat-2",))
    assert "Leaving never has to wait for the others" in first.lines[0]


def test_only_what_is_not_so_already_would_be_muted_and_archived() -> None:
    loud, quiet = chat(rating(1)), replace(chat(rating(2)), muted=True, archived=True)
    said = words(quieter_sections(review((loud, quiet), {"chat-1", "chat-2"}), english()))
    assert 'This chat would be muted, and put into the archive "Garden club 1"' in said
    assert "Garden club 2" not in said
    assert "This can be undone." in said
