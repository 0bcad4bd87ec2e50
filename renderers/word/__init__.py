"""A document as Word has it (.docx). See README.md beside this file. Nothing is imported here."""
