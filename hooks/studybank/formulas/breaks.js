// Runs inside V8 before `driver.js`. A display formula that is wider than its column goes on in a
// new line. What should stay together becomes a box in a box, the most eager to stay innermost,
// so that the page's own line breaking prefers the outer breaks: between formulas, then before a
// relation, then before an operator, and in brackets only if nothing else helps.
'use strict';

var breaks = (() => {
  const OPENING = /^mjx-c(?:28|5B|7B|230A|2308|27E8)$/;
  const CLOSING = /^mjx-c(?:29|5D|7D|230B|2309|27E9)$/;
  // A left side up to so many characters stays with its relation.
  const SHORT = 8;
  // A formula up to so many fits every column.
  const FITS = 10;

  function* characters(node, inOperator = false) {
    if (node.kind === 'mjx-c') yield [String(node.attributes.class).split(' ')[0], inOperator];
    const inside = inOperator || node.kind === 'mjx-mo';
    for (const child of node.children ?? []) yield* characters(child, inside);
  }

  /** How many brackets a node leaves open. */
  function countOpen(node) {
    let open = 0;
    for (const [name, inOperator] of characters(node)) {
      if (inOperator) open += OPENING.test(name) - CLOSING.test(name);
    }
    return open;
  }

  const countCharacters = (nodes) => nodes.reduce((sum, each) => sum + Array.from(characters(each)).length, 0);

  /** Gives the `mjx-mspace` that a node is or holds alone. */
  function spaceIn(node) {
    const inner = node?.kind === 'mjx-mstyle' && node.children.length === 1 ? node.children[0] : node;
    return inner?.kind === 'mjx-mspace' ? inner : null;
  }

  /** Whether a node is `\quad` or wider: what stands between two formulas on one line. */
  function isGap(node) {
    return /^width: [12]em/.test(spaceIn(node)?.attributes.style ?? '');
  }

  /** Whether the first of some nodes has the same space on both sides, as a sign between two has. */
  function startsWithSign([node, ...rest], space) {
    // `\implies` has spaces of its own between it and its neighbours.
    const next = rest.find((each) => !spaceIn(each));
    if (node.attributes?.space !== space || next?.attributes?.space !== space) return false;
    if (node.kind === 'mjx-mo') return true;
    return node.kind === 'mjx-TeXAtom' && Array.from(characters(node)).every(([, inside]) => inside);
  }

  function isComma(node) {
    return node?.kind === 'mjx-mo' && Array.from(characters(node)).join() === 'mjx-c2C,true';
  }

  // Between formulas that stand on one line.
  const isBetween = (after, before) => isGap(after[0]) || isGap(before.at(-1));

  // Where a formula may be cut, the best places first: each looks at what comes after the cut, at
  // what comes before it in its part, and at how many brackets are open.
  const PLACES = [
    (after, before, open) => open === 0 && startsWithSign(after, '4') && countCharacters(before) > SHORT,
    (after, before, open) => open === 0 && startsWithSign(after, '3'),
    (after, before, open) => open === 1 && (startsWithSign(after, '3') || startsWithSign(after, '4')),
    (after, before, open) => open <= 1 && isComma(before.at(-1)),
  ];

  function cut(nodes, isPlace) {
    const parts = [];
    let open = 0;
    nodes.forEach((node, index) => {
      if (index === 0 || isPlace(nodes.slice(index), parts.at(-1), open)) parts.push([]);
      parts.at(-1).push(node);
      open += countOpen(node);
    });
    return parts;
  }

  /** Put the parts of a formula into boxes of boxes. One that cannot be cut gives itself. */
  function divide(nodes, box, level = 0) {
    if (level === PLACES.length) return nodes;
    const parts = cut(nodes, PLACES[level]);
    if (parts.length === 1) return divide(nodes, box, level + 1);
    return parts.map((part) => {
      const inner = divide(part, box, level + 1);
      return box(inner === part ? 'sb-math__run' : 'sb-math__part', inner);
    });
  }

  /** Make a display formula one that can go on in a new line. */
  function mark(math, adaptor) {
    const box = (name, nodes) => adaptor.node('mjx-mrow', {class: name}, nodes);
    // The page puts a gap of its own between formulas that share a line.
    const formulas = cut(math.children, isBetween).filter(([first]) => !isGap(first));
    for (const [first] of formulas.slice(1)) delete first.attributes?.space;
    const divided = formulas.map((each) => (countCharacters(each) > FITS ? divide(each, box) : each));
    if (formulas.length === 1 && divided[0] === formulas[0]) return;
    adaptor.addClass(math, 'sb-math__lines');
    math.children = [];
    divided.forEach((nodes, index) => {
      const whole = nodes === formulas[index] ? ' sb-math__run' : '';
      adaptor.append(math, box(`sb-math__formula${whole}`, nodes));
    });
  }

  return {mark};
})();
