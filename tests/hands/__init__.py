"""Model solutions of every bank problem in a dozen notations: hand-typed templates, their own arithmetic, one table of what was read."""
