// Runs inside V8. Tells, of a formula that MathJax has read, whether it can surely be typeset as
// well, so that who only wants to know that need not have it done.
'use strict';

var examining = (() => {
  const KINDS = new Set([
    'math', 'mrow', 'inferredMrow', 'TeXAtom', 'mstyle', 'mi', 'mn', 'mo', 'mtext', 'mspace', 'text',
    'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mfrac', 'msqrt', 'mroot',
    'mtable', 'mtr', 'mtd', 'none',
  ]);
  const NAMES = new Set([
    'accent', 'accentunder', 'columnalign', 'columnspacing', 'display', 'displaystyle', 'fence', 'form',
    'largeop', 'linethickness', 'lspace', 'mathvariant', 'maxsize', 'minsize', 'movablelimits',
    'rowspacing', 'rspace', 'scriptlevel', 'separator', 'stretchy', 'symmetric', 'width',
  ]);
  const VALUE = /^(?:[a-z][a-z-]*|-?\d{0,3}(?:\.\d{1,6})?(?:em|pt)?|-tex-[a-z-]+)$/;
  const MOST_NODES = 1000;

  function isUsual(node) {
    if (!KINDS.has(node.kind)) return false;
    const given = node.attributes?.getAllAttributes();
    for (const name in given) {
      if (!NAMES.has(name) || !String(given[name]).split(' ').every((word) => VALUE.test(word))) return false;
    }
    return true;
  }

  /** Whether a formula holds nothing that could make typesetting fail or its result be refused. */
  function isPlain(root) {
    const nodes = [root];
    let count = 0;
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      if (++count > MOST_NODES || !isUsual(node)) return false;
      if (node.childNodes) for (const child of node.childNodes) if (child) nodes.push(child);
    }
    return true;
  }

  return {isPlain};
})();
