"""Contract, case and question in; answer with its derivation out."""
