"""Judge facts by the rule packs: pure functions from facts to ratings, judgements and findings."""
