"""The closed list: every Telegram method that safecheck may send, why, and in which mode (P1).

The gate enforces exactly this list and `safecheck requests` prints exactly this list. Method names are those
of Telegram's schema, layer 229 (https://core.telegram.org/methods). This module loads no Telethon.
"""

from typing import Literal

import msgspec

from safecheck.model.text import N_

# "change": only where a person confirmed one step, and then one request at a time (see `gate.Permit`).
Mode = Literal["sign_in", "read", "change"]


class Allowed(msgspec.Struct, frozen=True):
    """One method that may be sent; `reason` is a catalogue message id."""

    method: str
    modes: tuple[Mode, ...]
    reason: str


ALLOWED: tuple[Allowed, ...] = (
    Allowed(
        "help.getConfig",
        ("sign_in", "read"),
        N_("Opens the connection: Telegram answers with its list of data centres."),
    ),
    Allowed(
        "ping", ("sign_in", "read"), N_("Asks whether the connection is still alive. It carries nothing.")
    ),
    Allowed(
        "auth.sendCode",
        ("sign_in",),
        N_("Asks Telegram to send you a sign-in code. Sent once, never again by itself."),
    ),
    Allowed("auth.signIn", ("sign_in",), N_("Signs in with the code that you typed.")),
    Allowed(
        "auth.exportLoginToken",
        ("sign_in",),
        N_("Asks for the QR code that you scan with your phone, and whether it was scanned."),
    ),
    Allowed(
        "auth.importLoginToken",
        ("sign_in",),
        N_("Carries the scanned QR code over to the data centre that keeps your account."),
    ),
    Allowed(
        "account.getPassword",
        ("sign_in", "read"),
        N_(
            "Asks whether two-step verification is on, and how to check your password without sending it. "
            "The password itself is never sent."
        ),
    ),
    Allowed(
        "auth.checkPassword",
        ("sign_in",),
        N_("Proves that you know your two-step password, without sending the password."),
    ),
    Allowed("auth.logOut", ("sign_in", "read"), N_("Signs safecheck out again. Your phone stays signed in.")),
    Allowed(
        "messages.getDialogs",
        ("read",),
        N_(
            "Asks for the list of your chats. Telegram sends the last message of each chat along; "
            "it is thrown away unread."
        ),
    ),
    Allowed(
        "channels.getChannels",
        ("read",),
        N_(
            "Asks once more for channels and large groups that the list of your chats described in part "
            "only. Sent only where there are any."
        ),
    ),
    Allowed(
        "channels.getFullChannel",
        ("read",),
        N_(
            "A closer look at one channel or large group, if you want it: its description, whether its "
            "members are hidden, how many bots are in it. Photos and names that come along are thrown away "
            "unread."
        ),
    ),
    Allowed(
        "messages.getFullChat",
        ("read",),
        N_(
            "The same for one small group, with who added you: you yourself, a contact of yours, or somebody "
            "else. Your contacts in it are counted. Names, numbers and photos are thrown away unread."
        ),
    ),
    Allowed(
        "channels.getParticipant",
        ("read",),
        N_(
            "Asks since when you yourself are in one channel or large group, and whether you joined, a "
            "contact of yours added you, or somebody else did. Who that was is thrown away unread."
        ),
    ),
    Allowed(
        "messages.getSearchCounters",
        ("read",),
        N_(
            "Asks how many photos, videos, files and links one chat holds. The answer is numbers only: no "
            "message and no file."
        ),
    ),
    Allowed(
        "messages.getDialogFilters",
        ("read",),
        N_("Counts your folders, and how many of them came as a shared folder."),
    ),
    Allowed(
        "account.getAuthorizations",
        ("read",),
        N_("Lists the devices that are signed in. Addresses and places are thrown away unread."),
    ),
    Allowed(
        "account.getAutoDownloadSettings",
        ("read",),
        N_("Reads the three automatic download templates of your account."),
    ),
    Allowed(
        "account.getAutoSaveSettings",
        ("read",),
        N_("Reads whether received pictures are saved to the gallery."),
    ),
    Allowed(
        "account.getContentSettings", ("read",), N_("Reads whether 18+ material is shown without cover.")
    ),
    Allowed(
        "account.getPrivacy",
        ("read",),
        N_(
            "Reads who may add you to groups and channels, find you by your number, see your number, call "
            "you and send you voice messages. The people you made exceptions for are counted; their names "
            "are thrown away unread."
        ),
    ),
    Allowed(
        "account.getGlobalPrivacySettings",
        ("read",),
        N_("Reads whether chats started by strangers are archived and muted."),
    ),
    Allowed(
        "account.getNotifySettings",
        ("read",),
        N_("Reads whether private chats, groups and channels are muted unless you set something else."),
    ),
    Allowed(
        "account.getWebAuthorizations",
        ("read",),
        N_(
            "Counts the websites where you signed in with Telegram. Their names, and from where you signed "
            "in, are thrown away unread."
        ),
    ),
    Allowed(
        "account.getConnectedBots",
        ("read",),
        N_("Counts the bots that may read or answer your chats for you. Their names are thrown away unread."),
    ),
    Allowed(
        "account.getPasskeys",
        ("read",),
        N_(
            "Counts the passkeys with which one can sign in to your account. Their names are thrown away "
            "unread."
        ),
    ),
    Allowed(
        "help.getAppConfig",
        ("read",),
        N_(
            "Reads what Telegram lets this account change, such as whether it asks for an age check. The "
            "rest of the answer is thrown away unread."
        ),
    ),
    Allowed(
        "langpack.getStrings",
        ("read",),
        N_(
            "Reads what the menus of the apps on your devices are called in their language, so that each "
            "step names what you see. It says nothing about your account."
        ),
    ),
    Allowed(
        "langpack.getLanguages",
        ("read",),
        N_("Reads which languages an app has, for you to choose from. It says nothing about your account."),
    ),
    Allowed(
        "messages.getPeerDialogs",
        ("read",),
        N_(
            "Reads again in which folder one chat is, before and after a step that you asked for. Its last "
            "message comes along and is thrown away unread."
        ),
    ),
    Allowed(
        "messages.getChats",
        ("read",),
        N_("Reads again whether you are in one small group, before and after a step that you asked for."),
    ),
    Allowed(
        "messages.getPeerSettings",
        ("read",),
        N_("Asks, before a report that you want to make, whether Telegram offers to take one chat as spam."),
    ),
    Allowed(
        "account.setPrivacy",
        ("change",),
        N_(
            "Sets who may add you to groups and channels, find you by your number or see your number. The "
            "exceptions that you made for people stay."
        ),
    ),
    Allowed(
        "account.setGlobalPrivacySettings",
        ("change",),
        N_("Sets whether chats started by strangers are archived and muted. Everything beside it stays."),
    ),
    Allowed(
        "account.setContentSettings", ("change",), N_("Sets whether 18+ material is shown without cover.")
    ),
    Allowed(
        "account.saveAutoSaveSettings",
        ("change",),
        N_("Sets whether received pictures are saved to the gallery."),
    ),
    Allowed(
        "account.saveAutoDownloadSettings",
        ("change",),
        N_("Sets the three automatic download templates of your account."),
    ),
    Allowed("account.updateNotifySettings", ("change",), N_("Mutes one chat, or takes that back.")),
    Allowed("folders.editPeerFolders", ("change",), N_("Archives one chat, or takes that back.")),
    Allowed("channels.leaveChannel", ("change",), N_("Leaves one channel or large group. That has no undo.")),
    Allowed(
        "messages.deleteChatUser",
        ("change",),
        N_("Leaves one small group: takes you yourself out of it, nobody else. That has no undo."),
    ),
    Allowed(
        "messages.report",
        ("change",),
        N_(
            "Reports one channel or large group to Telegram: asks Telegram's questions, and sends each "
            "answer that you choose. It names no message. That has no undo."
        ),
    ),
    Allowed(
        "messages.reportSpam",
        ("change",),
        N_("Tells Telegram that one chat is spam, where Telegram itself offers that. That has no undo."),
    ),
)

# What changes the account. The gate lets none of these through without a permit for the very request.
CHANGES: frozenset[str] = frozenset(entry.method for entry in ALLOWED if entry.modes == ("change",))

# Never sent a second time when the answer is lost or Telegram stumbles: it may have acted on the first.
ONCE: frozenset[str] = CHANGES | {"auth.sendCode", "auth.signIn", "auth.checkPassword"}

# Where a method could do more than its reason says: the argument, and the one thing it may be (None: it may
# not be given). Who is in a chat is nobody's business but the account's own, nobody else is taken out of one,
# what one wrote there stays, and no report names a message, for which somebody would have to look at it.
NARROWED: dict[str, tuple[tuple[str, str | None], ...]] = {
    "channels.getParticipant": (("participant", "inputPeerSelf"),),
    "messages.deleteChatUser": (("user_id", "inputUserSelf"), ("revoke_history", None)),
    "messages.report": (("id", None),),
}

# After one of these a sign-in may exist, whatever was answered. auth.sendCode signs in as well, but only
# where Telegram wants no code; there the answer decides.
SIGNS_IN: tuple[str, ...] = (
    "auth.signIn",
    "auth.checkPassword",
    "auth.exportLoginToken",
    "auth.importLoginToken",
)

# What may stand around a listed method; any other wrapper is refused as such.
WRAPPERS: tuple[str, ...] = ("invokeWithLayer", "initConnection", "invokeWithoutUpdates")

# Not methods but notices of the protocol itself: "I received messages 1, 2, 3". They carry numbers only.
NOTICES: tuple[str, ...] = ("msgs_ack", "msgs_state_info")

# Before the gate can exist there is one thing only: the plain key exchange that makes the encrypted line
# (req_pq_multi, req_DH_params, set_client_DH_params). It knows nothing of the account.
KEY_EXCHANGE: tuple[str, ...] = ("req_pq_multi", "req_DH_params", "set_client_DH_params")
