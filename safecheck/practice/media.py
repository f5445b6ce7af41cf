"""What the newest message of a chat carries, with every place where real answers hold bytes of a picture.

All bytes are made of a marker and a number, so that a test can look for the marker anywhere it should not be.
"""

from collections.abc import Callable
from typing import Any

from telethon.tl import types

from safecheck.practice.scenario import Media

DC = 2
STRIPPED_HEAD = b"\x01\x28\x28"


class MediaMaker:
    """Makes media whose preview bytes and file references contain `marker`."""

    def __init__(self, marker: bytes) -> None:
        self._marker = marker
        self._makers: dict[Media, Callable[[int, int], Any]] = {
            "photo": self._photo_media,
            "video": self._video,
            "document": self._document_media,
            "web_page": self._web_page,
            "paid": self._paid,
            "poll": self._poll,
            "sticker": self._sticker,
            "voice": self._voice,
            "story": self._story,
            "invoice": self._invoice,
        }

    def make(self, kind: Media, number: int, date: int) -> Any:
        """Return a new MessageMedia… of that kind, None for "none"; `number` makes its bytes its own."""
        return None if kind == "none" else self._makers[kind](number, date)

    def bytes_for(self, number: int) -> bytes:
        """Return the start of a stripped thumbnail."""
        return STRIPPED_HEAD + self._marker + b"-%d" % number

    def photo(self, number: int, date: int) -> Any:
        """Return a Photo with a stripped preview and larger sizes that would have to be downloaded."""
        return types.Photo(
            id=number,
            access_hash=number,
            file_reference=self._reference(number),
            date=date,
            sizes=[
                types.PhotoStrippedSize("i", self.bytes_for(number)),
                types.PhotoSize("m", 320, 240, 21_000),
                types.PhotoSizeProgressive("y", 1280, 960, [9_000, 48_000, 160_000]),
            ],
            dc_id=DC,
        )

    def _reference(self, number: int) -> bytes:
        return b"\x02" + self._marker + b"-ref-%d" % number

    def _document(
        self, number: int, date: int, mime: str, size: int, attributes: list[Any], thumbs: Any
    ) -> Any:
        return types.Document(
            id=number,
            access_hash=number,
            file_reference=self._reference(number),
            date=date,
            mime_type=mime,
            size=size,
            dc_id=DC,
            attributes=attributes,
            thumbs=thumbs,
        )

    def _photo_media(self, number: int, date: int) -> Any:
        return types.MessageMediaPhoto(photo=self.photo(number, date))

    def _video(self, number: int, date: int) -> Any:
        return types.MessageMediaDocument(
            video=True,
            document=self._document(
                number,
                date,
                "video/mp4",
                4_200_000,
                [types.DocumentAttributeVideo(12.0, 640, 360, supports_streaming=True)],
                [
                    types.PhotoStrippedSize("i", self.bytes_for(number)),
                    types.PhotoSize("m", 320, 180, 12_000),
                ],
            ),
            video_cover=self.photo(number + 1, date),
        )

    def _document_media(self, number: int, date: int) -> Any:
        cached = types.PhotoCachedSize("s", 90, 120, b"\xff\xd8" + self._marker + b"-cached-%d" % number)
        name = types.DocumentAttributeFilename("document.pdf")
        return types.MessageMediaDocument(
            document=self._document(number, date, "application/pdf", 310_000, [name], [cached])
        )

    def _web_page(self, number: int, date: int) -> Any:
        page = types.WebPage(
            id=number,
            url="https://example.org/",
            display_url="example.org",
            hash=number % (1 << 31),
            type="article",
            site_name="Example",
            title="An invented page",
            description="An invented description.",
            photo=self.photo(number, date),
        )
        return types.MessageMediaWebPage(webpage=page)

    def _preview(self, number: int) -> Any:
        thumb = types.PhotoStrippedSize("i", self.bytes_for(number))
        return types.MessageExtendedMediaPreview(w=640, h=480, thumb=thumb)

    def _paid(self, number: int, date: int) -> Any:  # noqa: ARG002 - one signature for all makers
        return types.MessageMediaPaidMedia(stars_amount=50, extended_media=[self._preview(number)])

    def _poll(self, number: int, date: int) -> Any:  # noqa: ARG002
        answers = [
            types.PollAnswer(types.TextWithEntities(text, []), option)
            for text, option in (("Yes", b"0"), ("No", b"1"))
        ]
        question = types.TextWithEntities("An invented question?", [])
        poll = types.Poll(id=number, question=question, answers=answers, hash=number % (1 << 31))
        return types.MessageMediaPoll(poll=poll, results=types.PollResults(total_voters=3))

    def _sticker(self, number: int, date: int) -> Any:
        outline = types.PhotoPathSize("j", self._marker + b"-path-%d" % number)
        attribute = types.DocumentAttributeSticker("🙂", types.InputStickerSetEmpty())
        return types.MessageMediaDocument(
            document=self._document(number, date, "image/webp", 28_000, [attribute], [outline])
        )

    def _voice(self, number: int, date: int) -> Any:
        attribute = types.DocumentAttributeAudio(7, voice=True, waveform=b"\x1f" * 8)
        return types.MessageMediaDocument(
            voice=True, document=self._document(number, date, "audio/ogg", 31_000, [attribute], None)
        )

    def _story(self, number: int, date: int) -> Any:
        story = types.StoryItem(
            id=1,
            date=date,
            expire_date=date + 86_400,
            media=self._photo_media(number, date),
            caption="An invented caption.",
        )
        return types.MessageMediaStory(peer=types.PeerChannel(number), id=1, story=story)

    def _invoice(self, number: int, date: int) -> Any:  # noqa: ARG002
        return types.MessageMediaInvoice(
            title="An invented bill",
            description="An invented description.",
            currency="EUR",
            total_amount=1_000,
            start_param="start",
            extended_media=self._preview(number),
        )
