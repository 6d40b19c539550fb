// Runs inside V8 before MathJax's own files. Their compiler lets what it puts in place of newer
// syntax, such as `for (… of …)`, be shared: a file takes its own functions for that only where
// its `this` has none. `faster.js` takes these away again.
'use strict';

(() => {
  const isIterable = (items) => items[Symbol.iterator] !== undefined;
  const helpers = {
    __values: (items) => items[Symbol.iterator](),
    __read(items, count) {
      if (!isIterable(items)) return items;
      const all = Array.from(items);
      return count === undefined ? all : all.slice(0, count);
    },
    __spreadArray: (items, more) => items.concat(more),
  };
  for (const [name, value] of Object.entries(helpers)) {
    Object.defineProperty(Object.prototype, name, {value, configurable: true});
  }
})();
