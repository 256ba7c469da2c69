"""Measurements: what one sheet, one class, one problem and one start cost. Nothing here passes or fails by the clock."""
