"""Pictures of paths as numbers and words: where each line, mark and label stands. Templates draw them as SVG.

Plain Python: no Django here. `words` measures text, `timeline` and `column` place the `steps` of
one path, `overview` a whole process.
"""
