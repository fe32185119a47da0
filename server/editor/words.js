// Speak the language of the page, with the words that the server put beside the editor.

export const place = document.getElementById("editor");
const words = JSON.parse(place.dataset.words);

export const language = document.documentElement.lang;
export const rightToLeft = document.documentElement.dir === "rtl";

/** Return a phrase of the page, with values in the places named in braces. */
export function word(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Write a number as the page does: in Latin digits, which the results have too. */
export function number(value, digits = 3) {
  return value.toLocaleString(`${language}-u-nu-latn`, { maximumFractionDigits: digits });
}
