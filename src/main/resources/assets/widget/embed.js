// The comment section as a custom element. The service joins these modules into /embed.js.
import { Discussion } from "./discussion.js";
import { Service } from "./service.js";
import { loadMessages } from "./messages.js";
import sheet from "./comments.css" with { type: "css" };

class MizanComments extends HTMLElement {
    static observedAttributes = ["site", "article", "lang", "order"];

    #connection = new AbortController();

    connectedCallback() {
        if (!this.shadowRoot) {
            this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
        }
        this.#start();
    }

    disconnectedCallback() {
        this.#connection.abort();
    }

    attributeChangedCallback() {
        if (this.shadowRoot && this.isConnected) {
            this.#start();
        }
    }

    // Until the messages are loaded, the element shows its own content: a fallback of the page, or the plain form.
    async #start() {
        this.#connection.abort();
        this.#connection = new AbortController();
        const { signal } = this.#connection;
        this.shadowRoot.replaceChildren(document.createElement("slot"));
        const site = this.getAttribute("site");
        const article = this.#article();
        const service = new Service(site, article.article);
        const first = service.comments(this.#order());
        first.catch(() => {});
        const messages = await loadMessages(service.base, site, this.closest("[lang]")?.lang).catch(console.warn);
        if (messages && !signal.aborted) {
            service.language = messages.locale;
            const discussion = new Discussion({ service, messages, article, site, order: this.#order(), signal });
            const direction = this.getAttribute("dir");
            discussion.root.dir = direction || messages.direction;
            this.shadowRoot.replaceChildren(discussion.root);
            discussion.start(first);
        }
    }

    #order() {
        return this.getAttribute("order") === "newest" ? "newest" : "oldest";
    }

    // The article: as the page's attributes say, else by its canonical URL, else by its address.
    #article() {
        const canonical = document.querySelector("link[rel~=canonical]")?.href;
        const here = location.origin + location.pathname;
        const url = canonical?.startsWith(location.origin + "/") ? canonical : here;
        const title = document.querySelector("meta[property='og:title']")?.content || document.title;
        return {
            article: this.getAttribute("article") || shortEnough(500, canonical ?? here),
            articleUrl: this.getAttribute("article-url") || shortEnough(300, url),
            articleTitle: toPlainText(this.getAttribute("article-title") || title),
        };
    }
}

// A percent-encoded Arabic path is three times as long as the decoded one. A URL that is too long in both forms is left out.
function shortEnough(limit, url) {
    return [url, decoded(url)].find(candidate => [...candidate].length <= limit);
}

function decoded(url) {
    try {
        return decodeURI(url);
    } catch {
        return url;
    }
}

// One line without control characters, as the service accepts titles.
function toPlainText(title) {
    return [...title.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]+/gu, " ").trim()].slice(0, 300).join("");
}

if (!customElements.get("mizan-comments")) {
    customElements.define("mizan-comments", MizanComments);
}
