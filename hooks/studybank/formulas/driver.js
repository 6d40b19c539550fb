// Runs inside V8 after MathJax's own files and our others. Python calls `start`, `typesetMany`, `styleSheet`.
'use strict';

var studybank = (() => {
  const _ = MathJax._;
  const adaptor = _.adaptors.liteAdaptor.liteAdaptor();
  _.a11y['assistive-mml'].AssistiveMmlHandler(_.handlers.html_ts.RegisterHTMLHandler(adaptor));

  let chtml = null;
  let page = null;

  /** Make a reader of TeX that throws what is wrong. `macros` are [body, number of arguments] by name. */
  function makeTex(macros, packages, maxBuffer) {
    return new _.input.tex_ts.TeX({
      packages,
      macros,
      maxBuffer,
      maxMacros: 1000,
      tags: 'none',
      formatError: (_jax, error) => { throw error; },
    });
  }

  /** Set MathJax up. */
  function start(macros, packages, maxBuffer) {
    const tex = makeTex(macros, packages, maxBuffer);
    const font = new _.output.chtml.fonts.tex_ts.TeXFont({fontURL: '.'});
    // 3.2.2 takes a piece made for stretching as the smallest `\left\|`, too short by a third;
    // this is how its data treat `\left|`.
    font.delimiters[0x2016] = {dir: 1, sizes: [1], stretch: [0, 0x2225], HDW: [0.75, 0.25, 0.556]};
    chtml = new _.output.chtml_ts.CHTML({
      font,
      adaptiveCSS: false,
      matchFontHeight: false,
    });
    page = _.mathjax.mathjax.document('', {InputJax: tex, OutputJax: chtml, enableAssistiveMml: false});
    return _.mathjax.mathjax.version;
  }

  // MathJax's errors have no position. Each running parser gets a frame; places are measured
  // from the end of its text, because expanding a macro replaces what was read, never the rest.
  let innermost = null;

  function locate(frame, rest) {
    return frame.end === null || rest > frame.length ? null : frame.end - rest;
  }

  /** Where the text of a new parser ends in the formula: it is an argument just read. */
  function findEnd(text) {
    if (innermost === null) return text.length;
    const {string, i} = innermost.parser;
    for (const close of [1, 0]) {
      const begin = i - close - text.length;
      if (begin >= 0 && string.slice(begin, i - close) === text) {
        const rest = string.length - begin;
        // Further back than the command that is being read: the text of a macro's body.
        if (rest > innermost.rest) return null;
        const place = locate(innermost, rest);
        return place === null ? null : place + text.length;
      }
    }
    return null;
  }

  function countCommonEnd(a, b) {
    let count = 0;
    while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count++;
    return count;
  }

  _.input.tex.TexParser.default.prototype.Parse = function () {
    const length = this.string.length;
    const frame = {parser: this, end: findEnd(this.string), length, rest: length};
    const outer = innermost;
    innermost = frame;
    let text = this.string;
    let original = length;
    try {
      while (this.i < this.string.length) {
        if (this.string !== text) {
          // A macro was expanded: until its body is read, the place is that of its call.
          original = Math.min(original, countCommonEnd(text, this.string));
          text = this.string;
        }
        const rest = this.string.length - this.i;
        if (rest <= original) frame.rest = rest;
        const character = this.getCodePoint();
        this.i += character.length;
        this.parse('character', [this, character]);
      }
    } catch (error) {
      error.place ??= locate(frame, frame.rest);
      throw error;
    } finally {
      innermost = outer;
    }
  };

  function convert(text, display) {
    const item = new page.options.MathItem(text, page.inputJax[0], display);
    // Where signs that no font of MathJax has are measured.
    item.start.node = adaptor.body(page.document);
    item.setMetrics(16, 8, 1280, 1000000, 1);
    item.compile(page);
    item.typeset(page);
    return item;
  }

  /** Typeset one formula: [html, mathml], or [error's kind, its words, place or null]. */
  function typeset(text, display) {
    innermost = null;
    try {
      const {root, typesetRoot: box} = convert(text, display);
      const [spoken, exported] = writing.writeMathml(root, page.visitor);
      const math = adaptor.firstChild(box);
      adaptor.setAttribute(math, 'aria-hidden', 'true');
      if (display) breaks.mark(math, adaptor);
      return [writing.writeHtml(box, spoken, display, text), exported];
    } catch (error) {
      const place = error.place === undefined ? text.length : error.place;
      const before = place === null ? null : Array.from(text.slice(0, place)).length;
      const kind = error.id ? 'tex' : error instanceof RangeError ? 'deep' : 'internal';
      return [kind, String(error.message ?? error), before];
    }
  }

  /** Typeset [text, display] pairs until `milliseconds` have passed, but at least one. */
  function typesetMany(formulas, milliseconds) {
    const end = Date.now() + milliseconds;
    const answers = [];
    for (const [text, display] of formulas) {
      answers.push(typeset(text, display));
      if (Date.now() > end) break;
    }
    return JSON.stringify(answers);
  }

  return {makeTex, start, typesetMany, styleSheet: () => adaptor.textContent(chtml.styleSheet(page))};
})();
