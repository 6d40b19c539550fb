// Runs inside V8 after MathJax's own files. Some of MathJax's innermost pieces, which are
// compiled for old browsers, in a form that V8 runs fast. They do what those of version 3.2.2 do.
'use strict';

(() => {
  for (const name of ['__values', '__read', '__spreadArray']) delete Object.prototype[name];

  const _ = MathJax._;
  const {INHERIT} = _.core.MmlTree.Attributes;

  // What all nodes of a kind have in common, by their kind's own defaults.
  const shared = new WeakMap();

  function shareDefaults(defaults, global) {
    let all = shared.get(defaults);
    if (!all) shared.set(defaults, all = Object.assign(Object.create(global), defaults));
    return all;
  }

  // MathJax gives each node three objects that are prototypes of each other. V8 remembers where a
  // property is by an object's prototype, so it would search anew for every node.
  class Attributes {
    constructor(defaults, global) {
      this.global = global;
      this.defaults = shareDefaults(defaults, global);
      this.inherited = {};
      this.attributes = {};
    }

    get(name) {
      const value = name in this.attributes ? this.attributes[name] : this.getInherited(name);
      return value === INHERIT ? this.global[name] : value;
    }

    getInherited(name) {
      return name in this.inherited ? this.inherited[name] : this.defaults[name];
    }
  }
  Object.setPrototypeOf(Attributes.prototype, _.core.MmlTree.Attributes.Attributes.prototype);
  _.core.MmlTree.Attributes.Attributes = Attributes;

  // A factory made a bound function of a class for each node.
  const factory = _.core.Tree.Factory.AbstractFactory.prototype;
  factory.setNodeClass = function (kind, NodeClass) {
    this.nodeMap.set(kind, NodeClass);
    this.node[kind] = (...parts) => new NodeClass(this, ...parts);
  };
  factory.create = function (kind, ...parts) {
    return (this.node[kind] ?? this.node[this.defaultKind])(...parts);
  };
  _.core.Tree.WrapperFactory.AbstractWrapperFactory.prototype.wrap = function (node, ...parts) {
    return this.create(node.kind, node, ...parts);
  };

  _.util.FunctionList.FunctionList.prototype.execute = function (...parts) {
    return this.items.every(({item}) => item(...parts) !== false);
  };

  // What was used is asked for only where the style sheet is cut down to it, which Python does.
  _.output.chtml.Usage.Usage.prototype.add = () => {};
})();
