"""What goes to the clipboard as text: ways in menus, the card, commands."""

from safecheck.report.copying import (
    Copy,
    copied,
    copy_of_commands,
    copy_of_path,
    copy_of_sections,
    offer_to_copy,
)
from safecheck.report.sections import Section
from tests.report.results import english

WAY = Section("Pictures", ("Settings", "Data and Storage"), "numbered", first=2, then=("Switch it off.",))
CARD = Section("Card", ("Name: A garden", "Joined: today"), "card")
TEXT = Section("Why", ("It stands out.",))


def test_a_way_in_menus_is_a_line_for_each_item() -> None:
    assert copy_of_path("Phone", ("Settings", "Data"), "Off") == Copy(
        "path", "Phone\n1. Settings\n2. Data\nOff"
    )
    assert copy_of_path("Phone", ()) is None


def test_of_several_parts_the_card_alone_is_copied_and_else_every_way() -> None:
    assert copy_of_sections("Step", (TEXT, WAY, CARD)) == Copy("card", "Name: A garden\nJoined: today")
    found = copy_of_sections("Step", (TEXT, WAY))
    assert found == Copy("path", "Step\nPictures\n2. Settings\n3. Data and Storage\nSwitch it off.")
    assert copy_of_sections("Step", (TEXT,)) is None


def test_p8_what_is_copied_acts_in_no_terminal_that_it_is_pasted_into() -> None:
    hostile = Section("", ("Name: a\x1b[201~\rb\u202ec",), "card")
    found = copy_of_sections("", (hostile,))
    assert found is not None
    assert not set(found.text) & {"\x1b", "\r", "\u202e"}


def test_it_is_said_what_was_copied_as_far_as_that_can_be_known() -> None:
    command = copy_of_commands(("rm report.html",))
    assert command == Copy("command", "rm report.html")
    assert copy_of_commands(()) is None
    offers = {offer_to_copy(Copy(kind, "x"), english()) for kind in ("path", "card", "command")}
    assert offers == {"copy the menu path", "copy the card", "copy the command"}
    assert copied(Copy("path", "Phone\n1. Settings"), english()).endswith("allows it: Phone")
    assert "A garden" not in copied(Copy("card", "Name: A garden"), english())
