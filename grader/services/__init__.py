"""Use cases: get, ask, keep."""
