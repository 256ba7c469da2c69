"""What every door to the web shares: sessions, rates, bounds of bodies, headers, statuses, figures for those who watch."""
