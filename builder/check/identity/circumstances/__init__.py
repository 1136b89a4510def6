"""What sets somebody apart without a name: what happened, origin, belief, trade, what few people share."""
