// Runs inside V8 before `driver.js`. Writes what MathJax has typeset as text: HTML for sighted
// readers, and MathML for all others and for exports.
'use strict';

var writing = (() => {
  const protect = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const protectValue = (value) => String(value).replace(/"/g, '&quot;');

  // A strict Content-Security-Policy forbids style attributes, so each declaration becomes a
  // class that spells it: `width: 0.5em` is the class `width:.5em`. Python writes the rules.
  function spellStyle(style) {
    return style.split(';')
      .map((part) => part.trim())
      // MathJax leaves NaN or undefined where a row has only a label; the page font is set by our own rule.
      .filter((part) => part && !part.startsWith('font-family') && !/NaN|undefined/.test(part))
      .map((part) => part.replace(/\b0\./g, '.').replace(/:\s+/, ':').replace(/\s+/g, '_')
        // A rule is drawn in ink, not in black, for dark pages.
        .replace(/:black$/, ':currentColor'));
  }

  function writeAttributes(attributes) {
    let written = '';
    for (const name in attributes) {
      if (name === 'id' || name === 'class' || name === 'style') continue;
      written += ` ${name}="${protectValue(attributes[name])}"`;
    }
    const classes = (attributes.class ?? '').split(' ').filter(Boolean);
    if (attributes.style) classes.push(...spellStyle(attributes.style));
    return classes.length ? `${written} class="${protectValue(classes.join(' '))}"` : written;
  }

  const LETTER = new Set(['mjx-mi', 'mjx-mn', 'mjx-mo']);
  const MOVED = new Set(['id', 'class', 'style', 'space', 'size']);

  /** Mark the signs of a formula after which a line may end: those with one space on both sides. */
  function markBreaks(signs) {
    signs.forEach((node, index) => {
      const {space} = node.attributes ?? {};
      const parted = space === '3' || space === '4';
      if (node.kind === 'mjx-mo' && parted && signs[index + 1]?.attributes?.space === space) {
        node.attributes.breaks = space;
      }
    });
  }

  /** Give the only character of an element in its place: most are letters in a box of their own. */
  function unwrap(node) {
    if (!LETTER.has(node.kind) || node.children.length !== 1) return node;
    const [character] = node.children;
    const {class: names, style, space, size} = node.attributes;
    if (character.kind !== 'mjx-c' || names?.includes(':') || (style && spellStyle(style).length)) return node;
    if (Object.keys(node.attributes).some((name) => !MOVED.has(name))) return node;
    const attributes = {...character.attributes, ...(space && {space}), ...(size && {size})};
    return {kind: character.kind, attributes, children: character.children};
  }

  function writeNode(given) {
    const node = unwrap(given);
    if (node.kind === '#text') return protect(node.value);
    return `<${node.kind}${writeAttributes(node.attributes)}>${writeNodes(node.children)}</${node.kind}>`;
  }

  function writeNodes(nodes) {
    let written = '';
    for (const node of nodes) written += writeNode(node);
    return written;
  }

  /** Write HTML that MathJax has made; `spoken` is the same formula as MathML, `tex` its source. */
  function writeHtml(box, spoken, display, tex) {
    if (!display) box.children.forEach((formula) => markBreaks(formula.children));
    const names = display ? 'sb-math sb-math--display' : 'sb-math';
    const attributes = writeAttributes({...box.attributes, class: names, 'data-tex': protect(tex)});
    return `<${box.kind}${attributes}>${writeNodes(box.children)}${spoken}</${box.kind}>`;
  }

  // What `\underbracket` and `\overbracket` are drawn with, and nothing else.
  const BRACKET = /^border: [\d.]+em solid; border-(top|bottom): none$/;
  const EXPORTED = new Set(['data-mjx-texclass', 'data-mjx-variant']);
  const joinLines = (text) => text.replace(/\n */g, '');

  /** Write the attributes of a node twice, for readers and for exports. */
  function writeMathAttributes(node, visitor) {
    const {defaultAttributes, variants} = visitor.constructor;
    const attributes = Object.assign(
      {}, defaultAttributes[node.kind], visitor.getDataAttributes(node), node.attributes.getAllAttributes(),
    );
    if (Object.hasOwn(variants, attributes.mathvariant)) attributes.mathvariant = variants[attributes.mathvariant];
    let spoken = '';
    let exported = '';
    for (const name in attributes) {
      if (name === 'id') continue;
      const value = joinLines(String(attributes[name]));
      const written = ` ${name}="${protectValue(value)}"`;
      const plain = name !== 'style' && !name.startsWith('data-');
      // HTML knows what `math` is.
      if (plain && name !== 'xmlns') spoken += written;
      if (plain || EXPORTED.has(name) || (name === 'style' && BRACKET.test(value))) exported += written;
    }
    return [spoken, exported];
  }

  function getText(nodes) {
    const text = joinLines(nodes.map((node) => node.getText()).join(''));
    return /^[ \t\v\f\r]*$/.test(text) ? '' : protect(text);
  }

  /** Write the MathML of a formula twice: for readers, and with what exports want to know. */
  function writeMathml(node, visitor) {
    if (node.isInferred) return writeChildren(node, visitor);
    const kind = node.kind === 'TeXAtom' ? 'mrow' : node.kind;
    const attributes = writeMathAttributes(node, visitor);
    const inner = node.isToken ? Array(2).fill(getText(node.childNodes)) : writeChildren(node, visitor);
    return attributes.map((written, index) => `<${kind}${written}>${inner[index]}</${kind}>`);
  }

  function writeChildren(node, visitor) {
    let spoken = '';
    let exported = '';
    for (const child of node.childNodes) {
      const written = writeMathml(child, visitor);
      spoken += written[0];
      exported += written[1];
    }
    return [spoken, exported];
  }

  return {writeHtml, writeMathml};
})();
