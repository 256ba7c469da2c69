"""Inkgrade: reads, judges and explains hand-worked neural-network exercises."""
