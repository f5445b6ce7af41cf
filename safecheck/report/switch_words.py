"""What the switches of apps are called, each by itself."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_

MAIN: dict[str, str] = {
    "mobile": N_("Automatic download on mobile data"),
    "wifi": N_("Automatic download on Wi-Fi"),
    "roaming": N_("Automatic download abroad"),
    "all": N_("Automatic download"),
}
TYPES: dict[str, str] = {
    "photo": N_("photos"),
    "video": N_("videos"),
    "file": N_("files"),
    "autoplay_video": N_("autoplay of videos"),
    "autoplay_gif": N_("autoplay of GIFs"),
    "autoplay_round": N_("autoplay of round videos"),
}
ROWS: dict[str, str] = {
    "contacts": N_("contacts"),
    "private": N_("private chats"),
    "groups": N_("groups"),
    "channels": N_("channels"),
}
PLAYS: dict[str, str] = {"autoplay.video": N_("videos"), "autoplay.gif": N_("GIFs")}
SAVES_WITHOUT_ASKING = "save_without_asking"


def switch_in_words(id: str, catalog: Catalog) -> str:
    """Return the name of one switch by itself, whatever app it belongs to; of one that no app has, its id."""
    say = catalog.gettext
    *front, last = id.split(".")
    if id in MAIN:
        return say(MAIN[id])
    if id in PLAYS:
        return say("Playing by itself, %(media)s") % {"media": say(PLAYS[id])}
    if id == SAVES_WITHOUT_ASKING:
        return say("Saving files without asking")
    if front == ["gallery"] and last in ROWS:
        return say("Saving to the gallery, %(chats)s") % {"chats": say(ROWS[last])}
    if not front or last not in ROWS or front[-1] not in TYPES or (front[1:] and front[0] not in MAIN):
        return id
    return say("%(switch)s, %(media)s, %(chats)s") % {
        "switch": say(MAIN[front[0] if front[1:] else "all"]),
        "media": say(TYPES[front[-1]]),
        "chats": say(ROWS[last]),
    }
