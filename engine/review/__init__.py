"""A lawyer's checklist of an agreement: what is missing, wrong, unclear, silent or at odds, each with its place.

``review`` reads it off the contract, the statutes it builds on, and the cases there are about it.
"""

from engine.review.findings import Finding, Outcome, Review, Worth
from engine.review.whole import review

__all__ = ["Finding", "Outcome", "Review", "Worth", "review"]
