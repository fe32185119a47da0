// Tell what went wrong: the server's problem (RFC 9457), or that no answer came.

import { element } from "./element.js";
import { word } from "./words.js";

/** Return the problem in what YASQE reports: the body of the answer is the message of its error. */
export function problemOf({ message = "" }) {
  try {
    const problem = JSON.parse(message);
    if (problem.detail) return problem;
  } catch {
    // not from our server: a proxy's page, or a connection that broke off
  }
  return { title: "", detail: "" };
}

/** Show a problem, with a way to the place that it names. */
export function told(problem, goTo) {
  const shown = element("div", { className: "problem", role: "alert" });
  if (!problem.detail) shown.append(element("p", { textContent: word("no_answer") }));
  else shown.append(...said(problem));
  if (problem.line) shown.append(way(problem, goTo));
  return shown;
}

function said({ title, detail, hint }) {
  const english = { lang: "en", dir: "ltr" };
  const lines = [
    element("strong", { ...english, textContent: title }),
    element("p", { ...english, textContent: detail }),
  ];
  return hint ? [...lines, element("p", { ...english, textContent: hint })] : lines;
}

function way(problem, goTo) {
  const { line, column } = problem;
  const button = element("button", {
    type: "button",
    textContent: word("go_to", { line, column }),
  });
  button.addEventListener("click", () => goTo(problem));
  return button;
}
