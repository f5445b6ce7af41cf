"""What every screen has from the frame: title, body, footer, and the keys that work everywhere."""

from tests.tui.fixed import lines, shown


async def test_the_app_starts_with_the_first_choice() -> None:
    async with shown(facts=None) as pilot:
        assert any("safecheck" in line for line in lines(pilot))
