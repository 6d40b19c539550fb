"""Books and papers as PDF, made from the bank's records with Typst.

`selection` and `drawing` choose questions, `question_data` and `document` write a manuscript of
them, `compiling` typesets its volumes, and `joining` makes one PDF of these. The layout is in
`templates/book/layout.typ`.
"""
