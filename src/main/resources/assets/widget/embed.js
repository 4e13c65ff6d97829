// The comment section as a custom element. The service joins these modules into /embed.js.
import { articleOf, isAmbiguous } from "./article.js";
import { MizanCount } from "./count.js";
import { Discussion } from "./discussion.js";
import { Service } from "./service.js";
import { loadMessages } from "./messages.js";
import sheet from "./comments.css" with { type: "css" };

class MizanComments extends HTMLElement {
    static observedAttributes = ["site", "article", "article-url", "article-title", "lang", "dir", "order"];

    #connection = new AbortController();
    #page = new AbortController();
    #shown = "";
    #isScheduled = false;
    #cache = "default";

    connectedCallback() {
        if (!this.shadowRoot) {
            this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
        }
        this.#page = new AbortController();
        this.#watchPage(this.#page.signal);
        this.#shown = "";
        this.#schedule();
    }

    disconnectedCallback() {
        this.#page.abort();
        this.#connection.abort();
    }

    // A framework changes several attributes one after the other.
    attributeChangedCallback() {
        if (this.shadowRoot) {
            this.#schedule();
        }
    }

    // Reads the article and its comments again. For pages that change in a way the widget cannot notice.
    refresh() {
        this.#cache = "no-cache";
        this.#shown = "";
        this.#schedule();
    }

    #schedule() {
        if (!this.#isScheduled) {
            this.#isScheduled = true;
            queueMicrotask(() => {
                this.#isScheduled = false;
                if (this.isConnected) {
                    this.#startIfChanged();
                }
            });
        }
    }

    // A page can show another article without being loaded again.
    #watchPage(signal) {
        const check = () => this.#schedule();
        addEventListener("popstate", check, { signal });
        addEventListener("hashchange", check, { signal });
        globalThis.navigation?.addEventListener("currententrychange", check, { signal });
        const links = new MutationObserver(check);
        links.observe(document.head, { childList: true, subtree: true, attributes: true, attributeFilter: ["href", "rel"] });
        signal.addEventListener("abort", () => links.disconnect());
    }

    #startIfChanged() {
        const site = this.getAttribute("site");
        const { article } = articleOf(this);
        const language = this.closest("[lang]")?.lang;
        const settings = JSON.stringify([site, article, language, this.getAttribute("dir"), this.#order()]);
        if (settings !== this.#shown) {
            this.#shown = settings;
            this.#start(site, article, language);
        }
    }

    // Until the messages are loaded, the element shows its own content: a fallback of the page, or the plain form.
    async #start(site, key, language) {
        this.#connection.abort();
        this.#connection = new AbortController();
        const { signal } = this.#connection;
        this.shadowRoot.replaceChildren(document.createElement("slot"));
        if (!site || !key) {
            console.warn("mizan-comments: no comments, because the element has no site, or its article has no valid key");
            return;
        }
        if (isAmbiguous(this)) {
            console.warn(`mizan-comments: without a canonical URL or an article attribute, the comments belong to ${key}`);
        }
        const service = new Service(site, key);
        const first = service.comments(this.#order(), null, this.#cache);
        this.#cache = "default";
        first.catch(() => {});
        const messages = await loadMessages(service.base, site, language).catch(console.warn);
        if (messages && !signal.aborted) {
            service.language = messages.locale;
            // The title may be set after the address. A comment belongs to the article above it, whatever the page shows by then.
            let article = articleOf(this);
            const current = () => (articleOf(this).article === key ? (article = articleOf(this)) : article);
            const discussion = new Discussion({
                service,
                messages,
                article: () => ({ ...current(), article: key }),
                site,
                order: this.#order(),
                signal,
            });
            const direction = this.getAttribute("dir");
            discussion.root.dir = direction || messages.direction;
            this.shadowRoot.replaceChildren(discussion.root);
            discussion.start(first);
        }
    }

    #order() {
        return this.getAttribute("order") === "newest" ? "newest" : "oldest";
    }
}

for (const [name, type] of [
    ["mizan-comments", MizanComments],
    ["mizan-count", MizanCount],
]) {
    if (!customElements.get(name)) {
        customElements.define(name, type);
    }
}
