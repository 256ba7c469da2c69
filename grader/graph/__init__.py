"""The graph of every quantity a student could write down: quantities, operations, networks, traces."""
