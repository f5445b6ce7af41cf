"""The words of the product as frozen values: facts, findings, plan. No I/O, no locale, no Telegram client."""
