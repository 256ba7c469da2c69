"""Synthetic students: random networks, hands, roundings and mistakes, with gold that comes from the planted mistake."""
