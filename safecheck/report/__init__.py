"""Reports: a finished audit as plain text and as JSON. Values in, text out; no I/O but the catalogue's."""
