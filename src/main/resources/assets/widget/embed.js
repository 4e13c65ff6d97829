// The comment section as a custom element. The service joins these modules into /embed.js.
import { articleOf, isAmbiguous } from "./article.js";
import { MizanCount } from "./count.js";
import { Discussion } from "./discussion.js";
import { element } from "./dom.js";
import { restoreFocus, takeFrom } from "./plainForm.js";
import { followPage } from "./scheme.js";
import { Service } from "./service.js";
import { loadMessages } from "./messages.js";
import commentsSheet from "./comments.css" with { type: "css" };
import threadsSheet from "./threads.css" with { type: "css" };
import formSheet from "./form.css" with { type: "css" };

class MizanComments extends HTMLElement {
    static observedAttributes = ["site", "article", "article-url", "article-title", "lang", "dir", "order"];

    #connection = new AbortController();
    #page = new AbortController();
    #shown = "";
    #isScheduled = false;
    #isWarned = false;
    #cache = "default";
    #content = document.createElement("slot");
    #isContentReplaced = false;

    connectedCallback() {
        if (!this.shadowRoot) {
            this.attachShadow({ mode: "open" }).adoptedStyleSheets = [commentsSheet, threadsSheet, formSheet];
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
            this.#isWarned = !site || !article; // #start warns
            this.#start(site, article, language);
        }
        if (!this.#isWarned && isAmbiguous(this)) {
            this.#isWarned = true;
            console.warn(`mizan-comments: without a canonical URL or an article attribute, the comments belong to ${article}`);
        }
    }

    // Until the comments are loaded, the element shows its own content: a fallback of the page, or the plain section.
    async #start(site, key, language) {
        this.#connection.abort();
        this.#connection = new AbortController();
        const { signal } = this.#connection;
        if (!site || !key) {
            this.shadowRoot.replaceChildren(this.#content);
            console.warn("mizan-comments: no comments, because the element has no site, or its article has no valid key");
            return;
        }
        const loading = this.#showLoading();
        const service = new Service(site, key);
        const first = service.comments(this.#order(), null, this.#cache);
        this.#cache = "default";
        first.catch(() => {});
        const messages = await loadMessages(service.base, site, language).catch(() => null);
        if (signal.aborted) {
            return;
        }
        if (!messages) {
            this.shadowRoot.replaceChildren(this.#content);
            console.warn(`mizan-comments: ${service.base} has no site "${site}", or cannot be reached`);
            return;
        }
        loading.textContent = messages.text("loading");
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
            onshow: isLoaded => this.#show(discussion, isLoaded, signal),
        });
        const direction = this.getAttribute("dir");
        discussion.root.dir = direction || messages.direction;
        discussion.start(first);
    }

    // Another article takes the height of the one before it until it is loaded.
    #showLoading() {
        const text = element("p", { class: "visually-hidden", role: "status" });
        const box = element("div", { class: "mizan loading" }, text, element("span"), element("span"), element("span"));
        if (this.shadowRoot.childElementCount && this.offsetHeight) {
            box.style.minBlockSize = `${this.offsetHeight}px`;
        }
        this.shadowRoot.replaceChildren(this.#hasContent() ? this.#content : box);
        return text;
    }

    // The element's own content belongs to the article that the page was loaded with.
    #hasContent() {
        return !this.#isContentReplaced && (this.childElementCount > 0 || this.textContent.trim() !== "");
    }

    // The comments take the place of the element's content. If they could not be loaded, the content stays below the error.
    #show(discussion, isLoaded, signal) {
        const { root, form } = discussion;
        if (signal.aborted || (root.isConnected && (!isLoaded || !root.matches(".is-waiting")))) {
            return;
        }
        const isWaiting = !isLoaded && this.#hasContent();
        root.classList.toggle("is-waiting", isWaiting);
        const plain = isLoaded && this.#hasContent() ? this.querySelector("form.form") : null;
        const taken = plain && takeFrom(plain);
        if (taken) {
            form.take(taken, discussion.threads.nodes);
        }
        this.shadowRoot.replaceChildren(root, ...(isWaiting ? [this.#content] : []));
        this.#isContentReplaced ||= isLoaded;
        followPage(this, root, signal);
        if (taken?.focus) {
            restoreFocus(taken.focus, form.form, form.submit);
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
