"""How each kind of value is spelled: one module per family, each with its ``Form``s. ``dsl.literals`` is the way in."""
