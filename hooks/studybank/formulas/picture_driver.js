// Runs inside V8 after `driver.js` and MathJax's SVG output. Python calls `start` and `draw`.
'use strict';

var studybankPictures = (() => {
  const _ = MathJax._;
  const adaptor = _.adaptors.liteAdaptor.liteAdaptor();
  let page = null;

  function start(macros, packages, maxBuffer) {
    page = _.mathjax.mathjax.document('', {
      InputJax: studybank.makeTex(macros, packages, maxBuffer),
      // Every glyph is drawn where it stands, so that the picture needs nothing beside itself.
      OutputJax: new _.output.svg_ts.SVG({
        font: new _.output.svg.fonts.tex_ts.TeXFont(),
        fontCache: 'none',
        unknownFamily: 'serif',
      }),
      enableAssistiveMml: false,
    });
  }

  /** Draw a formula that MathJax has typeset before: an `svg` element as text. */
  function draw(text, display) {
    const box = page.convert(text, {display, em: 16, ex: 8, containerWidth: 1280});
    return JSON.stringify(adaptor.outerHTML(adaptor.tags(box, 'svg')[0]));
  }

  return {start, draw};
})();
