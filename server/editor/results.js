// Show answers: YASR with our views, in the language of the page.

import { ChartView } from "./chart.js";
import { GraphView } from "./graph.js";
import { problemOf, told } from "./problem.js";
import { makeTable } from "./table.js";
import { number, word } from "./words.js";

const MOST_AS_SENT = 1_000_000;

/** Make the place for answers; `goTo` leads to a place in the query. */
export function makeResults(Yasr, place, names, goTo) {
  const plugins = Yasr.plugins;
  Yasr.registerPlugin("table", makeTable(plugins.table, names));
  Yasr.registerPlugin("boolean", inWords(plugins.boolean));
  Yasr.registerPlugin("response", asSent(plugins.response));
  Yasr.registerPlugin("chart", ChartView);
  Yasr.registerPlugin("graph", GraphView);
  const results = new (inOurWords(Yasr))(place, {
    persistenceId: null,
    pluginOrder: ["table", "chart", "graph", "response"],
    plugins: { table: { dynamicConfig: { compact: true, isEllipsed: false } } },
    errorRenderers: [async (error) => told(problemOf({ message: error.text }), goTo)],
  });
  results.names = names;
  return results;
}

function inOurWords(Yasr) {
  return class extends Yasr {
    drawHeader() {
      super.drawHeader();
      this.dataElement.setAttribute("role", "status");
      this.documentationLink.remove();
      this.downloadBtn.setAttribute("aria-label", word("save"));
      for (const button of this.pluginSelectorsEl.querySelectorAll("button"))
        button.removeAttribute("aria-label");
    }

    updateResponseInfo() {
      const rows = this.results?.getBindings();
      const seconds = number((this.results?.getResponseTime() ?? 0) / 1000);
      const said = rows ? word("results", { count: number(rows.length), seconds }) : "";
      this.dataElement.textContent = said;
    }

    updatePluginSelectors(able) {
      super.updatePluginSelectors(able);
      for (const button of this.pluginSelectorsEl?.querySelectorAll("button") ?? []) {
        button.disabled = button.classList.contains("disabled");
        button.setAttribute("aria-pressed", button.classList.contains("selected"));
      }
    }

    updateHelpButton() {}

    fillFallbackBox() {}
  };
}

function inWords(Truth) {
  return class extends Truth {
    draw() {
      super.draw();
      const said = this.yasr.resultsEl.querySelector(".booleanResult span");
      said.textContent = this.yasr.results.getBoolean() ? word("yes") : word("no");
    }
  };
}

function asSent(Response) {
  return class extends Response {
    label = word("raw");
    helpReference = undefined;

    canHandleResults() {
      const length = this.yasr.results?.getOriginalResponseAsString()?.length ?? 0;
      return length < MOST_AS_SENT && super.canHandleResults();
    }

    showLess(...given) {
      super.showLess(...given);
      const [more, save] = this.overLay.querySelectorAll("button");
      more.title = more.textContent = word("show_all");
      save.title = save.querySelector("span").textContent = word("save");
    }

    download(filename) {
      const given = super.download(filename);
      return given && { ...given, title: word("save") };
    }
  };
}
