"""Notes as people really write them, turned into draft questions without losing a line.

The path of a document, one way; each step is a module of this package:

1. `reading`: bytes → numbered lines (encoding, invisible characters). A line keeps its number
   to the end. `html_reading` turns HTML into lines of Markdown first, with the standard
   library's parser, which alone tells the line of every piece; `tables` reads CSV, TSV and Anki.
2. `lexing`: lines → tokens. Each line becomes one token: the start of a question, part, field,
   option or follow-up, a heading, plain text, or something to leave out with its reason. What
   starts a question depends on the document's shape (`shapes/`, one file each, pure functions);
   labels such as "Answer:", "(a)" or "(6 pts)" are alike everywhere (`labels`, `exam_marks`).
   What a token recognised, and so will not be text, is its `marker`.
3. `assembling`: tokens → raw questions: stems, parts, options, fields and follow-ups, each a
   list of numbered lines. Only here does the meaning of a line depend on those before it.
4. `drafting` with `choices` and `languages`: raw questions → the model's plain data. Text is
   mended on the way where that is safe (`blocks`, `inlines`): lists, formulas, tables,
   code without fences.
5. `naming` gives topics and ids, `yaml_writing` the shortest YAML, `checking` reads it back with
   the bank's own loader and checks. What a person must decide becomes a waiver and an entry in
   the report, so that a draft does not stop a build.
6. `report` holds an entry for whatever was recognised, guessed or left out.

**The no-loss rule.** `account` is independent of the steps above: it reads every YAML text back,
adds the markers and the lines left out as the report quotes them, and compares the sum with the
input, word by word (letters, digits, signs of meaning). What a step copied, such as a title made
from a stem, does not count. If a word is missing, the import is refused with the numbers of the
lines concerned, and nothing of the file is written.

Guesses are always the cautious ones: options without a key stay a list in the stem, texts in two
languages that are not plainly a pair stay together, an answer that cannot be told from the stem
stays there. A wrong guess thus costs an edit, never a text.
"""
