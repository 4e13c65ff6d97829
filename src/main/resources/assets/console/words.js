// What scripts say, in the page's language.
const language = document.documentElement.lang;
const words = JSON.parse(document.querySelector("meta[name=words]").content);
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

export function number(count) {
    return numbers.format(count);
}

export function text(key, ...values) {
    return words[key].replace(/\{(\d)\}/g, (_, place) => values[place] ?? "");
}

/** The form of a sentence that fits the count. */
export function counted(key, count) {
    return text(`${key}.${plurals.select(count)}`, number(count));
}
