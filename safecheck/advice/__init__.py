"""From judgements to advice: what lands on which device, where the switches are, and the plan. Pure."""
