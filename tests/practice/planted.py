"""What is planted in the shipped practice accounts: chat id -> reason, by how much it should stand out.

Chats of an account that are named nowhere here are ordinary and must not stand out strongly.
"""

STRONGLY: dict[str, dict[int, str]] = {
    "individual": {
        3001: "Telegram blocks it on iOS (porno)",
        2001: "a crowd, open posting, joined lately, added by another, never read, muted, telling words",
        2002: "Telegram marks it as a scam",
        2003: "Telegram marks it as fake",
        3003: "two telling words, joined lately, muted",
    },
    "quiet": {},
    "teen": {
        2001: "a crowd of the region, open posting, joined 3 days ago, added by another, never read, a word"
    },
    "busy": {
        2001: "a crowd, open posting, joined lately, added by another, never read, muted, telling words",
        3001: "Telegram blocks it on iOS (porno)",
    },
}

# Of these the name holds two telling words, which is enough with few facts beside them.
TWO_TELLING_WORDS = {3003}

# These stand out a little or clearly: strongly would be unfair, not at all would be blind.
IN_BETWEEN: dict[str, dict[int, str]] = {
    "individual": {
        3002: "Telegram blocks it on Android only (terms)",
        2004: "large, open posting, never read, muted and archived",
        2005: "large, open posting, never read, joined lately",
    },
    "quiet": {},
    "teen": {
        2002: "large, open posting, joined lately, a giveaway by strangers",
        2003: "Telegram marks it as fake",
    },
    "busy": {},
}

# A word or a number could suggest something here, and there is nothing.
NOT_STRONGLY: dict[str, dict[int, str]] = {
    "individual": {
        3010: "a verified news channel",
        3011: "verified security research",
        3012: "harm reduction",
        3013: "sex education by a teacher",
        2010: "a drawing class",
        2011: "plumbers",
        2012: "the owner's own writing club",
        2013: "motorcycles",
        2014: "a large group of long standing in which only text may be posted",
    },
    "quiet": {},
    "teen": {
        1001: "the class",
        2004: "memes: large, open posting, muted, but for a long time and read",
        2010: "the owner's own gaming group",
        3010: "sex education",
        3011: "news for young people",
    },
    "busy": {},
}

# Not in it any more, no access, or no group or channel that can be rated.
NOT_RATED: dict[str, dict[int, str]] = {
    "individual": {
        1010: "moved to 2020",
        2021: "left",
        2022: "removed from",
        3021: "no access",
        3023: "direct messages of a channel",
    },
    "quiet": {},
    "teen": {2021: "left", 2022: "removed from"},
    "busy": {},
}
