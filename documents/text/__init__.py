"""From files to numbered paragraphs, and aids for reading them. Plain Python: nothing here imports Django.

The ways in: `safely.read_safely(bytes, name)` for files, `structure.paragraphs_of(text)` for stored
texts, and over their paragraphs `brackets`, `addressees`, `commitment`, `references`, `passages`.
"""
