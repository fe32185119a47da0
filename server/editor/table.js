// Show rows as YASR does, with names and links as on the pages, in the language of the page.

import { element } from "./element.js";
import { rightToLeft, word } from "./words.js";

/** Make the plugin; with `names`, a switch shows them or the IRIs with types and languages. */
export function makeTable(Table, names) {
  return class extends Table {
    label = word("table");
    helpReference = undefined;

    constructor(yasr) {
      super(yasr);
      this.config = { ...Table.defaults, tableConfig: settings(Table.defaults.tableConfig) };
      this.persistentConfig = { compact: true, isEllipsed: false };
    }

    async initialize() {
      await names.load(this.yasr.results.getBindings() ?? []);
    }

    getColumns() {
      const [numbers, ...columns] = super.getColumns();
      const render = (value, type) => (type === "display" ? this.cell(value) : this.plain(value));
      return [numbers, ...columns.map((column) => ({ ...column, render }))];
    }

    plain(value) {
      return this.persistentConfig.compact ? names.said(value) : (value.value ?? "");
    }

    cell(value) {
      if (value === "") return "";
      const shown = this.persistentConfig.compact ? names.of(value.value) : undefined;
      if (value.type === "uri") return link(names, value.value, shown);
      return this.persistentConfig.compact ? text(value) : exact(names, value);
    }

    draw(settings) {
      super.draw(settings);
      this.destroyResizer(); // how wide a column is, is the browser's to say
      this.tableEl.classList.remove("grip-resizable", "grip-padding");
      this.tableEl.style.width = "100%";
    }

    drawControls() {
      super.drawControls();
      const [named, ellipse] = this.tableControls.querySelectorAll(".switch");
      named.querySelector(".label").textContent = word("names");
      ellipse.parentElement.remove();
      this.tableFilterField.placeholder = word("filter");
      this.tableFilterField.setAttribute("aria-label", word("filter"));
      this.tableControls.querySelector(".pageSizerLabel").textContent = word("page_size");
      this.tableSizeField.setAttribute("aria-label", word("page_size"));
      this.tableSizeField.lastChild.textContent = word("all");
    }

    download(filename) {
      return { ...super.download(filename), title: word("save") };
    }
  };
}

function settings(given) {
  const [next, previous] = rightToLeft ? ["‹", "›"] : ["›", "‹"];
  const [last, first] = rightToLeft ? ["«", "»"] : ["»", "«"];
  const language = {
    paginate: { first, previous, next, last },
    emptyTable: word("no_rows"),
    zeroRecords: word("none_fits"),
    info: word("showing", { start: "_START_", end: "_END_", total: "_TOTAL_" }),
    infoEmpty: "",
    infoFiltered: "",
    aria: { orderable: "", orderableReverse: "", orderableRemove: "" },
  };
  return { ...given, language };
}

function link(names, iri, shown) {
  const { text, language } = shown ?? { text: names.short(iri), language: "" };
  const name = element("bdi", {
    textContent: text,
    lang: language,
    dir: language ? "auto" : "ltr",
  });
  const href = names.address(iri);
  return href ? element("a", { href, title: names.short(iri) }, name) : name;
}

function text({ value, "xml:lang": lang = "" }) {
  const said = element("bdi", { textContent: value, lang });
  const tag = lang ? [" ", element("span", { className: "tag", textContent: lang })] : [];
  return element("span", {}, said, ...tag);
}

function exact(names, { type, value, datatype, "xml:lang": lang }) {
  if (type === "bnode") return element("bdi", { dir: "ltr", textContent: `_:${value}` });
  const mark = lang ? `@${lang}` : datatype ? `^^${names.short(datatype)}` : "";
  const said = element("bdi", { textContent: value, lang: lang ?? "" });
  return element("span", {}, said, element("sup", { dir: "ltr", textContent: mark }));
}
