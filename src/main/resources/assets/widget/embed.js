// The comment section as a custom element. The service joins these modules into one, /embed.js.
import { Discussion } from "./discussion.js";
import { Service } from "./service.js";
import { words } from "./words.js";
import sheet from "./comments.css" with { type: "css" };

class MizanComments extends HTMLElement {
    static observedAttributes = ["site", "article", "lang", "order"];

    #running = new AbortController();

    connectedCallback() {
        if (!this.shadowRoot) {
            this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
        }
        this.#start();
    }

    disconnectedCallback() {
        this.#running.abort();
    }

    attributeChangedCallback() {
        if (this.shadowRoot && this.isConnected) {
            this.#start();
        }
    }

    // Until its words are there, the element shows what stands in it: the page's own words, or the plain form.
    async #start() {
        this.#running.abort();
        this.#running = new AbortController();
        const { signal } = this.#running;
        this.shadowRoot.replaceChildren(document.createElement("slot"));
        const site = this.getAttribute("site");
        const article = this.#article();
        const service = new Service(site, article.article);
        const first = service.comments(this.#order());
        first.catch(() => {});
        const spoken = await words(service.base, site, this.closest("[lang]")?.lang).catch(console.warn);
        if (spoken && !signal.aborted) {
            service.language = spoken.locale;
            const discussion = new Discussion({ service, words: spoken, article, site, order: this.#order(), signal });
            const direction = this.getAttribute("dir");
            discussion.root.dir = direction || spoken.direction;
            this.shadowRoot.replaceChildren(discussion.root);
            discussion.start(first);
        }
    }

    #order() {
        return this.getAttribute("order") === "newest" ? "newest" : "oldest";
    }

    // What is commented on: named by the page, else by its canonical URL, else by its address.
    #article() {
        const canonical = document.querySelector("link[rel~=canonical]")?.href;
        const here = location.origin + location.pathname;
        const own = canonical?.startsWith(location.origin + "/") ? canonical : here;
        const title = document.querySelector("meta[property='og:title']")?.content || document.title;
        return {
            article: this.getAttribute("article") || fitting(500, canonical ?? here),
            articleUrl: this.getAttribute("article-url") || fitting(300, own),
            articleTitle: plain(this.getAttribute("article-title") || title),
        };
    }
}

// An Arabic path is three times as long in its percent-encoded form; what fits in neither form is left out.
function fitting(limit, url) {
    return [url, decoded(url)].find(form => [...form].length <= limit);
}

function decoded(url) {
    try {
        return decodeURI(url);
    } catch {
        return url;
    }
}

// One line without controls, as the service takes titles.
function plain(title) {
    return [...title.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]+/gu, " ").trim()].slice(0, 300).join("");
}

if (!customElements.get("mizan-comments")) {
    customElements.define("mizan-comments", MizanComments);
}
