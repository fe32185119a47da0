// Draw rows with numbers as bars, lines or shares, with Chart.js, which is bundled beside this.

import { element } from "./element.js";
import { icon } from "./icons.js";
import { number, rightToLeft, word } from "./words.js";

const MOST = 200;
const NUMBER =
  /#(integer|int|long|short|byte|decimal|double|float|(non)?(positive|negative)Integer|unsigned\w+)$/i;
// Okabe and Ito's colours, which people tell apart whatever colours they see
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#4d4d4d"];
const KINDS = { bar: word("chart_bar"), line: word("chart_line"), pie: word("chart_pie") };

export class ChartView {
  label = word("chart");
  priority = 5;
  kind = "bar";

  constructor(yasr) {
    this.yasr = yasr;
  }

  getIcon() {
    return icon("chart");
  }

  canHandleResults() {
    return this.series().length > 0;
  }

  async initialize() {
    await this.yasr.names.load(this.rows());
  }

  rows() {
    return this.yasr.results?.getBindings() ?? [];
  }

  /** Return the columns to draw: all of numbers, without the first where nothing else names rows. */
  series() {
    const columns = this.yasr.results?.getVariables() ?? [];
    const numeric = columns.filter((column) => isOfNumbers(this.rows(), column));
    return numeric.length === columns.length ? numeric.slice(1) : numeric;
  }

  async draw() {
    this.destroy();
    const { default: Chart } = await import("chart.js/auto");
    const { fontFamily, color } = getComputedStyle(document.body);
    Object.assign(Chart.defaults, { color, font: { family: fontFamily, size: 13 } });
    const canvas = element("canvas", { role: "img", ariaLabel: this.title() });
    this.yasr.resultsEl.append(this.controls(), element("div", { className: "chart" }, canvas));
    this.chart = new Chart(canvas, this.drawing());
  }

  title() {
    const names = this.names()
      .map((name) => `?${name}`)
      .join(", ");
    return `${word("chart")}: ${this.series()
      .map((name) => `?${name}`)
      .join(", ")} / ${names}`;
  }

  names() {
    const series = this.series();
    return this.yasr.results.getVariables().filter((column) => !series.includes(column));
  }

  controls() {
    const options = Object.entries(KINDS).map(([value, textContent]) =>
      element("option", { value, textContent, selected: value === this.kind }),
    );
    const choice = element("select", { ariaLabel: word("chart_kind") }, ...options);
    choice.addEventListener("change", () => {
      this.kind = choice.value;
      this.yasr.draw();
    });
    const all = this.rows().length;
    const cut = all > MOST ? word("drawn", { count: number(MOST), all: number(all) }) : "";
    return element("p", { className: "controls" }, choice, element("span", { textContent: cut }));
  }

  drawing() {
    const rows = this.rows().slice(0, MOST);
    const said = (row) => this.names().map((column) => this.yasr.names.said(row[column]));
    const width = this.yasr.resultsEl.clientWidth < 600 ? 16 : 32;
    const labels = rows.map((row) => inLines(said(row).join(" · "), width));
    const datasets = this.series().map((column, index) => ({
      label: column,
      data: rows.map((row) => (row[column] ? Number(row[column].value) : null)),
      backgroundColor:
        this.kind === "pie"
          ? rows.map((_, i) => COLOURS[i % COLOURS.length])
          : COLOURS[index % COLOURS.length],
      borderColor: this.kind === "line" ? COLOURS[index % COLOURS.length] : "#fff",
    }));
    return { type: this.kind, data: { labels, datasets }, options: this.options(labels) };
  }

  options(labels) {
    const lying = this.kind === "bar" && labels.some(([line]) => line.length > 8);
    const [text, value] = lying ? ["y", "x"] : ["x", "y"];
    const legend = { display: this.kind === "pie" || this.series().length > 1, rtl: rightToLeft };
    const scales = {
      [text]: { ticks: { autoSkip: !lying }, ...(lying ? side : direction) },
      [value]: { beginAtZero: true, ...(lying ? direction : side) },
    };
    return {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: lying ? "y" : "x",
      plugins: { legend, tooltip: { rtl: rightToLeft, callbacks: { title: inOneLine } } },
      ...(this.kind === "pie" ? {} : { scales }),
    };
  }

  destroy() {
    this.chart?.destroy();
    this.chart = undefined;
  }
}

const direction = { reverse: rightToLeft };
const side = { position: rightToLeft ? "right" : "left" };

function isOfNumbers(rows, column) {
  const values = rows.map((row) => row[column]).filter(Boolean);
  return values.length > 0 && values.every(({ datatype = "" }) => NUMBER.test(datatype));
}

/** Break a label into lines of a width in letters, three at most. */
function inLines(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (`${lines.at(-1)} ${word}`.length > width && lines.at(-1)) lines.push("");
    lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines.length > 3 ? [...lines.slice(0, 3), "…"] : lines;
}

function inOneLine([{ label }]) {
  return label.replaceAll(",", " ");
}
