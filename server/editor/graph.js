// Draw triples, or pairs of things in rows, as a graph, with Cytoscape, which is bundled beside this.

import { element } from "./element.js";
import { icon } from "./icons.js";
import { number, word } from "./words.js";

const MOST = 300;
const TRIPLE = ["subject", "predicate", "object"];

export class GraphView {
  label = word("graph");
  priority = 4;

  constructor(yasr) {
    this.yasr = yasr;
  }

  getIcon() {
    return icon("graph");
  }

  canHandleResults() {
    return this.links().length > 0;
  }

  async initialize() {
    await this.yasr.names.load(this.rows());
  }

  rows() {
    return this.yasr.results?.getBindings() ?? [];
  }

  /** Return pairs of things with what links them: triples, or the first two columns of things. */
  links() {
    const columns = this.yasr.results?.getVariables() ?? [];
    const isTriples = this.yasr.results?.getType() === "ttl";
    const [from, by, to] = isTriples ? TRIPLE : pair(this.rows(), columns);
    const rows = this.rows().filter((row) => row[from] && row[to]);
    return to ? rows.map((row) => ({ from: row[from], by: row[by], to: row[to] })) : [];
  }

  async draw() {
    this.destroy();
    const { default: cytoscape } = await import("cytoscape");
    const canvas = element("div", { className: "drawing", dir: "ltr" });
    this.yasr.resultsEl.append(this.controls(), canvas);
    this.drawing = cytoscape({
      container: styled(canvas),
      elements: elements(this.links().slice(0, MOST), this.yasr.names),
      layout: LAYOUT,
      style: STYLE,
      userZoomingEnabled: false,
      maxZoom: 2,
    });
    this.drawing.on("tap", "node[address]", ({ target }) =>
      location.assign(target.data("address")),
    );
  }

  controls() {
    const zoom = (by) => () =>
      this.drawing.zoom({
        level: this.drawing.zoom() * by,
        renderedPosition: middle(this.drawing),
      });
    const button = (sign, name, act) => {
      const made = element("button", {
        type: "button",
        textContent: sign,
        title: name,
        ariaLabel: name,
      });
      made.addEventListener("click", act);
      return made;
    };
    const all = this.links().length;
    const cut = all > MOST ? word("drawn", { count: number(MOST), all: number(all) }) : "";
    return element(
      "p",
      { className: "controls" },
      button("+", word("zoom_in"), zoom(1.4)),
      button("−", word("zoom_out"), zoom(1 / 1.4)),
      button("⤢", word("fit"), () => this.drawing.fit(undefined, 20)),
      element("span", { className: "quiet", textContent: `${word("graph_hint")} ${cut}` }),
    );
  }

  destroy() {
    this.drawing?.destroy();
    this.drawing = undefined;
  }
}

function pair(rows, columns) {
  const isOfThings = (column) => rows.some((row) => row[column]?.type === "uri");
  const [from, to] = columns.filter(isOfThings);
  return [from, undefined, to];
}

function elements(links, names) {
  const nodes = new Map();
  const edges = links.map(({ from, by, to }, index) => {
    const [source, target] = [node(nodes, names, from), node(nodes, names, to, index)];
    return { data: { id: `link ${index}`, source, target, label: by ? names.said(by) : "" } };
  });
  return [...nodes.values(), ...edges];
}

/** Add a thing once, a text each time it is said, and return the key. */
function node(nodes, names, term, index = "") {
  const isText = term.type === "literal";
  const id = isText ? `text ${index}` : `${term.type} ${term.value}`;
  const address = term.type === "uri" ? names.address(term.value) : null;
  const data = { id, label: shortened(names.said(term)), ...(address ? { address } : {}) };
  nodes.set(id, { data, classes: isText ? "text" : "" });
  return id;
}

function shortened(text) {
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}

function middle(drawing) {
  return { x: drawing.width() / 2, y: drawing.height() / 2 };
}

/** Keep Cytoscape from adding a style element, which the page's policy would refuse. */
function styled(canvas) {
  const id = "__________cytoscape_stylesheet";
  if (!document.getElementById(id)) document.head.append(element("meta", { id }));
  return canvas;
}

const LAYOUT = {
  name: "cose",
  animate: false,
  padding: 20,
  componentSpacing: 50,
  nodeRepulsion: () => 60000,
  idealEdgeLength: () => 90,
  nodeOverlap: 40,
  numIter: 1500,
};

const STYLE = [
  {
    selector: "node",
    style: {
      label: "data(label)",
      "background-color": "#0b5394",
      color: "#1c2430",
      "font-size": 12,
      "min-zoomed-font-size": 6,
      width: 18,
      height: 18,
      "text-valign": "bottom",
      "text-margin-y": 4,
      "text-wrap": "wrap",
      "text-max-width": 130,
    },
  },
  { selector: "node[address]", style: { "overlay-padding": 6 } },
  {
    selector: ".text",
    style: {
      "background-color": "#f4f7fa",
      "border-color": "#8894a0",
      "border-width": 1,
      shape: "round-rectangle",
    },
  },
  {
    selector: "edge",
    style: {
      label: "data(label)",
      width: 1.5,
      color: "#59636e",
      "font-size": 10,
      "min-zoomed-font-size": 6,
      "line-color": "#b7c0c9",
      "target-arrow-color": "#8894a0",
      "target-arrow-shape": "triangle",
      "curve-style": "bezier",
      "text-background-color": "#fff",
      "text-background-opacity": 0.85,
      "text-rotation": "autorotate",
    },
  },
];
