"""Two versions of a contract as one: what was struck, put in and moved, and the answers that differ."""
