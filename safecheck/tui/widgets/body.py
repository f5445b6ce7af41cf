"""What stands between title and footer: it scrolls where it is too long, and follows what is chosen."""

from textual import on
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widgets import OptionList


class Body(VerticalScroll, can_focus=False):
    """The middle of a screen. The screen has the keys that scroll it, for when nothing inside takes them."""

    DEFAULT_CSS = """
    Body { overflow-x: hidden; }
    """

    @on(OptionList.OptionHighlighted)
    def keep_in_sight(self, event: OptionList.OptionHighlighted) -> None:
        """Follow the highlight of a list that is drawn in full, which has nothing to scroll by itself. What
        stands before the first entry and after the last one comes into sight with them."""
        self.follow(event.option_list)

    def follow(self, options: OptionList) -> None:
        """Bring the highlight of a list into sight, once everything has its place."""
        self.call_after_refresh(self._follow, options)

    def _follow(self, options: OptionList) -> None:
        if options.highlighted is None or not options.is_attached:
            return
        options._update_lines()  # private to Textual: there is no public way to ask where an option stands
        if options.highlighted not in options._index_to_line:  # on a screen that is not shown now
            return
        line, height = options._index_to_line[options.highlighted], options._heights[options.highlighted]
        top = options.content_region.y + line - options.scroll_offset.y
        top += self.scroll_offset.y - self.content_region.y
        bottom, room = top + height, self.scrollable_content_region.height
        if options.highlighted == 0 and bottom <= room:
            top = 0
        elif options.highlighted == options.option_count - 1 and self.virtual_size.height - top <= room:
            bottom = self.virtual_size.height
        self.scroll_to_region(Region(0, top, 1, bottom - top), animate=False, force=True)
