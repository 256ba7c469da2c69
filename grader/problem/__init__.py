"""What an author may write, checked whole, and the Problem made of it."""
