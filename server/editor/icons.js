// Draw the icons of our two views.

const SHAPES = {
  chart: "M3 13h4v8H3zM10 4h4v17h-4zM17 9h4v12h-4z",
  graph:
    "M6 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6M18 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M7 15a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 6.5l8 4-.8 1.6-8-4zM8.5 16l7-4 .9 1.6-7 4z",
};

export function icon(name) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  path.setAttribute("fill", "currentColor");
  drawing.append(path);
  const place = document.createElement("div");
  place.className = "svgImg";
  place.append(drawing);
  return place;
}
