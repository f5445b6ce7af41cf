"""The sentences with which the download model explains an answer, whatever the app."""

from functools import cache
from importlib.resources import files

from safecheck.model.downloads import LandingChatKind, Medium, Network
from safecheck.model.text import Words
from safecheck.packs.header import Header, Part
from safecheck.packs.loaded import Loaded, load_pack


class SwitchWords(Part, frozen=True, kw_only=True):
    """One sentence for each way in which a switch's position can be known."""

    default_assumed: Words
    told: Words
    read: Words
    unknown: Words


class EffectWords(Part, frozen=True, kw_only=True):
    """What a press stops and what remains. `{media}` and `{chats}` are lists of the names given
    here, media in this order."""

    media: dict[Medium, Words]
    chats: dict[LandingChatKind, Words]
    groups: Words
    every_chat: Words
    networks: dict[Network, Words]
    on_network: Words
    of_strangers: Words
    last_of_list: Words
    stops: Words
    stops_unopened: Words
    stops_nothing: Words
    copies: Words
    remain_unopened: Words
    remain_on_view: Words
    remain_unknown: Words
    remain_nothing: Words


class DownloadWords(Header, frozen=True, kw_only=True):
    """`{network}`, `{size}` and `{limit}` may stand in the sentences of switches."""

    networks: dict[Network, Words]
    every_network: Words
    chat_kinds: dict[LandingChatKind, Words]
    main_on: SwitchWords
    main_off: SwitchWords
    type_any: SwitchWords
    type_up_to: SwitchWords
    type_above: SwitchWords
    type_off: SwitchWords
    needs_on: SwitchWords
    needs_off: SwitchWords
    contacts_row: Words
    above_own_limit: Words
    gallery_on: SwitchWords
    gallery_off: SwitchWords
    effect: EffectWords
    source_told: Words
    source_read: Words
    source_account: Words


@cache
def load_download_words() -> Loaded[DownloadWords]:
    """Return the sentences that come with the program. Raises DataFileError if they are damaged."""
    path = files("safecheck").joinpath("data/downloads/words.yaml")
    return load_pack(path, DownloadWords, lambda _: (), "downloads/words.yaml")
