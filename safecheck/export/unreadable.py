"""Why an export could not be read, or not in full. Those of a whole file are sentences, the others clauses
that can follow "because"."""

from safecheck.model.text import N_

# Of the file that was named: `path` is what was given.
NO_NAME = N_("The name of the export is empty. Give the file result.json, or the folder that holds it.")
MISSING = N_("There is no file or folder %(path)s. Give the file result.json, or the folder that holds it.")
NO_RESULT = N_(
    "The folder %(path)s holds no result.json. Give the folder that Telegram Desktop made for the export."
    " How to make one: safecheck guide export"
)
FOR_PEOPLE = N_(
    "%(path)s is an export made to be read by people (HTML), which safecheck does not read. Export again, and"
    " choose “Machine-readable JSON”. How: safecheck guide export"
)
NOT_ORDINARY = N_(
    "%(path)s is a link or something unusual, and safecheck leaves those alone. Give the file result.json"
    " itself."
)
NO_RIGHT = N_("You may not read %(path)s. Give yourself the right to read it, or copy it.")
REFUSED = N_("%(path)s cannot be read. The system says: %(problem)s.")
NOT_JSON = N_(
    "%(path)s is not an export of Telegram Desktop: it is empty, or no JSON. How to make one: safecheck"
    " guide export"
)
OTHER_JSON = N_(
    "%(path)s is JSON, but not an export of Telegram Desktop. Give its result.json. How to make one:"
    " safecheck guide export"
)

# Of what was read only in part.
CUT_OFF = N_("the export ends in the middle; it was not finished, or not copied in full")
DAMAGED = N_("the export is damaged in one place, and nothing after it can be read")
BROKE_OFF = N_("the export could not be read further; the system says: %(problem)s")
TOO_MANY = N_("the export names more than %(most)d chats, and safecheck stopped there")
STOPPED = N_("you stopped the reading")
PASSED_OVER = N_("some entries could not be understood and were passed over (in all: %(count)d)")
NO_CHATS = N_("no chats were exported")

# Of what an export does not hold.
NO_SESSIONS = N_("the list of devices (“Active sessions”) was not part of the export")
ONE_CHAT = N_("an export of one chat names no devices")
