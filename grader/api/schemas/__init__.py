"""What goes over the wire: the shapes of requests and answers, with examples."""
