"""An export of Telegram Desktop (`result.json`): read as a stream, in constant memory, and nothing else
opened."""
