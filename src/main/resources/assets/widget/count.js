import { keyFrom, normalize } from "./article.js";
import { Service } from "./service.js";

// Limits of one request: keys, and characters of its target.
const MAX_KEYS = 100;
const MAX_TARGET = 6000;

const waiting = new Set();

// The number of an article's comments, for pages that list articles. All elements of a page share one request.
export class MizanCount extends HTMLElement {
    static observedAttributes = ["article", "site"];

    connectedCallback() {
        this.attributeChangedCallback();
    }

    attributeChangedCallback() {
        if (this.isConnected) {
            if (!waiting.size) {
                setTimeout(showCounts);
            }
            waiting.add(this);
        }
    }

    // The key: the attribute, else the address of the link around the element.
    get key() {
        const given = this.getAttribute("article");
        const link = this.closest("a[href]");
        return given === null ? link && normalize(link.href) : keyFrom(given);
    }
}

async function showCounts() {
    const elements = [...waiting];
    waiting.clear();
    for (const [site, ofSite] of Map.groupBy(elements, element => element.getAttribute("site"))) {
        const keys = [...new Set(ofSite.map(({ key }) => key))].filter(key => key);
        if (!site || keys.length < new Set(ofSite.map(({ key }) => key)).size) {
            console.warn("mizan-count: an element has no site or no article");
        }
        while (site && keys.length) {
            let length = 0;
            const end = keys.findIndex((key, index) => index === MAX_KEYS || (length += encodeURIComponent(key).length + 9) > MAX_TARGET);
            const { counts } = await new Service(site).counts(keys.splice(0, end < 0 ? keys.length : Math.max(end, 1))).catch(() => ({}));
            for (const element of ofSite) {
                if (counts?.[element.key] !== undefined) {
                    element.textContent = new Intl.NumberFormat(element.closest("[lang]")?.lang || undefined).format(counts[element.key]);
                }
            }
        }
    }
}
