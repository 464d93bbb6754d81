"""The attacks of `scripts/hostile`, and what is needed to make and to measure them."""
