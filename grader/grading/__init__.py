"""From lines that were read to marks with reasons: conventions, matching, judging, diagnosis, scores, the report."""
