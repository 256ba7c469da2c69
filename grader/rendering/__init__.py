"""Sentences, text, Markdown, HTML and worked solutions from data."""
