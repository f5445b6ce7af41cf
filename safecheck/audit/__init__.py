"""The use cases: from facts to a judged result, without knowing where the facts came from."""
