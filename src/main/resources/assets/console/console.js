// What every page of the console does: times in the reader's own zone, ages that go on.
const language = document.documentElement.lang;
const exact = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

/** How long ago, in the greatest whole unit up to days. */
export function age(seconds) {
    const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["second", Infinity];
    return size === Infinity ? relative.format(0, unit) : relative.format(-Math.floor(seconds / size), unit);
}

/** Puts times below a node into the reader's zone: `<time datetime>` exactly, `<time datetime data-age>` as ages. */
export function tell(node) {
    for (const time of node.querySelectorAll("time[datetime]")) {
        const at = new Date(time.dateTime);
        if ("age" in time.dataset) {
            time.title = exact.format(at);
            time.textContent = age((Date.now() - at) / 1000);
        } else {
            time.textContent = exact.format(at);
        }
    }
}

// Tabs know who is signed in now.
if (document.documentElement.dataset.account) {
    localStorage.setItem("mizan.account", document.documentElement.dataset.account);
}

tell(document);
document.addEventListener("htmx:load", event => tell(event.detail.elt));
setInterval(() => tell(document), 60_000);
