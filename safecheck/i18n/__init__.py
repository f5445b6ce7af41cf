"""Languages: the catalogues and the choice among them. The only room that knows a locale."""
