// The words of one language, numbers and times in it: as the page's lang says, else as the site.
export async function words(base, site, language) {
    const query = language ? "?lang=" + encodeURIComponent(language) : "";
    const module = await import(new URL(`embed/${encodeURIComponent(site)}/words.js${query}`, base));
    return new Words(module.default);
}

const STEPS = [["minute", 60], ["hour", 3600], ["day", 86400], ["month", 2629800], ["year", 31557600]];

class Words {
    constructor({ locale, direction, texts }) {
        this.locale = locale;
        this.direction = direction;
        this.texts = texts;
        this.numbers = new Intl.NumberFormat(locale);
        this.plurals = new Intl.PluralRules(locale);
        this.relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
        this.dates = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
        this.graphemes = Intl.Segmenter && new Intl.Segmenter(locale);
    }

    text(key, ...values) {
        return values.reduce((text, value, place) => text.replaceAll(`{${place}}`, () => value), this.texts[key] ?? "");
    }

    // With a name in it: isolated, so that it stays where it is whatever its direction.
    naming(key, name) {
        return this.text(key, `\u2068${name}\u2069`);
    }

    counted(key, count) {
        return this.text(`${key}.${this.plurals.select(count)}`, this.numbers.format(count));
    }

    ago(instant) {
        const seconds = (Date.parse(instant) - Date.now()) / 1000;
        return this.span(Math.min(seconds, 0));
    }

    span(seconds) {
        const size = Math.abs(seconds);
        const [unit, length] = STEPS.findLast(([, length]) => size >= length) ?? ["second", size < 10 && seconds <= 0 ? Infinity : 1];
        return this.relative.format(Math.trunc(seconds / length) || 0, unit);
    }

    // User-perceived characters, as the service counts them.
    length(text) {
        return this.graphemes ? [...this.graphemes.segment(text)].length : [...text].length;
    }
}
