"""Books and papers as PDF, made from the bank's records with Typst.

`selection` and `drawing` choose questions, `question_data` and `document` turn them into Typst
source, `compiling` turns that into a PDF. The layout is in `templates/book/layout.typ`.
"""
