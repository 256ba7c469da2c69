"""A made-up class for trying everything out: students who write as students do, and make the mistakes that students make."""

from grader.demo.class_ import Clock, Demo, furnish

__all__ = ["Clock", "Demo", "furnish"]
