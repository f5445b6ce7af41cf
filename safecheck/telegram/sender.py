"""Telethon's sender behind the gate: its own server keys, and an end to a line that keeps breaking.

Telethon opens a broken line again for ever and sends everything again that had no answer. Here that is done
a few times in a run, with a pause before each.
"""

import asyncio
from typing import Any

from telethon.errors import InvalidBufferError
from telethon.network import MTProtoSender
from telethon.tl.functions.auth import LogOutRequest

from safecheck.model.errors import UnreachableError
from safecheck.model.text import N_
from safecheck.telegram.gate import Gate, GatedQueue
from safecheck.telegram.trusted_keys import trusting

MOST_RECONNECTS = 3  # in one run; a line that breaks once more is given up
ONLY_RECEIVED_SECONDS = 1.5  # later than that, Telegram says no more to a sign-out than "received"
TOO_MANY_REQUESTS = 429  # Telegram's answer to a connection that asks too much; asking again makes it worse


class LeanSender(MTProtoSender):  # type: ignore[misc] # Telethon has no types
    """Sends what the gate lets through. `server_key` (PEM) counts instead of Telegram's own keys; the other
    arguments are Telethon's own."""

    def __init__(self, auth_key: Any, gate: Gate, *, server_key: str | None = None, **telethons: Any) -> None:
        super().__init__(auth_key, **telethons)
        self._server_key = server_key
        self._send_queue = GatedQueue(gate, self._state, self._loggers)
        self._reconnects = 0

    def _pop_states(self, msg_id: int) -> list[Any]:
        """Return the messages that Telegram refused unread, for a wrong salt or time."""
        states: list[Any] = super()._pop_states(msg_id)
        self._send_queue.were_not_read(states)
        return states

    async def _try_gen_auth_key(self, attempt: int) -> bool:
        """Agree on a key with the server. Raises UnreachableError if it answers to another server key."""
        with trusting(self._server_key) as keys:
            made: bool = await super()._try_gen_auth_key(attempt)
        if self._server_key is not None and not made and keys.missed:
            await self._disconnect()
            raise UnreachableError(
                N_("The server does not answer to the key that you gave. Check --server and --server-key.")
            )
        return made

    async def _handle_ack(self, message: Any) -> None:
        """Take "received" for the answer to auth.logOut, as Telethon does, but only if no other follows."""
        for number in message.obj.msg_ids:
            state = self._pending_state.get(number)
            if state is not None and isinstance(state.request, LogOutRequest):
                asyncio.get_running_loop().call_later(ONLY_RECEIVED_SECONDS, self._take_for_done, number)

    def _take_for_done(self, number: int) -> None:
        state = self._pending_state.pop(number, None)
        if state is not None and not state.future.done():
            state.future.set_result(True)

    async def _reconnect(self, last_error: Any) -> None:
        """Open the line again after a pause, or give it up."""
        too_much = isinstance(last_error, InvalidBufferError) and last_error.code == TOO_MANY_REQUESTS
        if too_much or self._reconnects == MOST_RECONNECTS:
            await self._disconnect(error=ConnectionError("the line keeps breaking"))
            self._reconnecting = (
                False  # else nothing would leave over a line that is opened again to sign out
            )
            return
        self._reconnects += 1
        await asyncio.sleep(self._delay)
        await super()._reconnect(last_error)

    async def _disconnect(self, error: Any = None) -> None:
        """Close the line. Telethon would leave those waiting whose request had not left yet."""
        await super()._disconnect(error)
        if error is not None:
            self._send_queue.give_up(error)
