// What scripts say, in the page's language.
const language = document.documentElement.lang;
const words = JSON.parse(document.querySelector("meta[name=words]").content);
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

export function number(count) {
    return numbers.format(count);
}

/** A sentence with values in it; each is written in its own direction and turns nothing around it. */
export function text(key, ...values) {
    return words[key].replace(/\{(\d)\}/g, (_, place) => isolated(values[place] ?? ""));
}

export function isolated(value) {
    return value === "" ? "" : `\u2068${value}\u2069`;
}

/** The form of a sentence that fits the count. */
export function counted(key, count) {
    return words[`${key}.${plurals.select(count)}`].replace("{0}", number(count));
}
