import { element, focus, linkedComment } from "./dom.js";
import { Form } from "./form.js";
import { OwnComments } from "./ownComments.js";
import { toggleReport } from "./report.js";
import { Threads } from "./threads.js";

// The comment section: heading, sort order, threads, more button, form.
export class Discussion {
    #next = null;
    #isLoaded = false;
    #isOpen = true;
    #requestNumber = 0;
    #count = 0;

    constructor({ service, messages, article, site, order, signal, onshow }) {
        this.service = service;
        this.messages = messages;
        this.order = order;
        this.signal = signal;
        this.onshow = onshow;
        const storageKey = `${site}:${service.article}`;
        this.threads = new Threads(messages, {
            onreply: (comment, button) => this.form.replyTo(comment, button),
            onreport: ({ id }, button) => toggleReport(service, messages, id, button),
            onreplies: (cursor, button) => this.#withDisabled(button, () => this.service.comments(this.order, cursor)),
        });
        this.ownComments = new OwnComments({
            service,
            messages,
            storageKey,
            threads: this.threads,
            onshow: () => (this.none.hidden = !this.#isLoaded || !this.#isOpen || this.threads.list.hasChildNodes()),
            ondismiss: () => focus(this.heading),
            refresh: () => this.#load("no-cache"),
        });
        this.form = new Form({ service, messages, article, storageKey, signal, ownComments: this.ownComments });
        this.#build();
    }

    #build() {
        const { messages } = this;
        this.heading = element("h2", { id: "heading", part: "heading" }, messages.text("title"));
        this.none = element("p", { class: "none", part: "none", hidden: true }, messages.text("none"));
        this.failed = element(
            "div",
            { class: "problem", part: "problem", role: "alert", hidden: true },
            element("p", {}, messages.text("failed")),
            element("button", { type: "button", onclick: () => this.#load("no-cache") }, messages.text("again")),
        );
        const choice = (order, label) => element("option", { value: order, selected: this.order === order }, messages.text(label));
        this.orders = element(
            "label",
            { class: "order", hidden: true },
            element("span", { class: "visually-hidden" }, messages.text("order")),
            element(
                "select",
                { part: "order", onchange: ({ target }) => this.#sort(target.value) },
                choice("oldest", "oldest"),
                choice("newest", "newest"),
            ),
        );
        this.more = element(
            "button",
            { class: "more", part: "more", type: "button", hidden: true, onclick: () => this.#loadMore() },
            messages.text("more"),
        );
        this.all = element(
            "button",
            { class: "more", part: "more", type: "button", hidden: true, onclick: () => this.#showAll() },
            messages.text("all"),
        );
        this.news = element("button", { class: "more news", part: "more", type: "button", hidden: true, onclick: () => this.#showNews() });
        this.closed = element("p", { class: "closed", part: "closed", hidden: true });
        this.jump = element(
            "button",
            { class: "jump", part: "jump", type: "button", onclick: () => this.form.jump() },
            messages.text("respond"),
        );
        this.root = element(
            "section",
            { class: "mizan", part: "section", lang: messages.locale, "aria-labelledby": "heading", "aria-busy": "true" },
            element("div", { class: "head", part: "head" }, this.heading, this.jump),
            this.orders,
            this.none,
            this.failed,
            this.news,
            this.all,
            this.threads.list,
            this.more,
            this.closed,
            this.form.home,
        );
    }

    async start(first) {
        const clock = setInterval(() => this.#tick(), 60000);
        this.signal.addEventListener("abort", () => clearInterval(clock));
        document.addEventListener("visibilitychange", () => this.#tick(), { signal: this.signal });
        addEventListener("hashchange", () => this.#followLink(), { signal: this.signal });
        await this.#show(first.then(page => this.#withLinkedComment(page)));
        await this.ownComments.restore();
        this.threads.showTarget(linkedComment());
    }

    // Updates the times, and asks whether there are new comments, while the page is visible.
    async #tick() {
        if (document.hidden || this.root.hidden || !this.#isLoaded) {
            return;
        }
        this.threads.updateTimes();
        const counts = await this.service.counts([this.service.article]).catch(() => null);
        const added = (counts?.counts[this.service.article] ?? 0) - this.#count;
        this.news.hidden = added <= 0;
        this.news.textContent = added > 0 ? this.messages.counted("newCount", added) : "";
    }

    // New comments are the first ones of the list, newest first.
    async #showNews() {
        const known = new Set(this.threads.nodes.keys());
        this.order = this.orders.lastChild.value = "newest";
        await this.#load("no-cache");
        const first = [...this.threads.nodes.values()].find(({ comment }) => !known.has(comment.id) && !comment.removed);
        this.threads.reveal(first?.comment.id);
        focus(first?.item ?? this.heading);
    }

    // Loads the page that contains the comment, if it is not shown.
    async #followLink() {
        const id = linkedComment();
        if (id && !this.threads.nodes.has(id)) {
            const page = await this.#pageAround(id).catch(() => null);
            await (page && this.#show(Promise.resolve(page)));
        }
        this.threads.showTarget(id);
    }

    // A link to a comment that is not published leads to the first page.
    #withLinkedComment(first) {
        const id = linkedComment();
        const isKnown = !id || first.comments.some(comment => comment.id === id) || this.ownComments.has(id);
        return isKnown ? first : this.#pageAround(id).catch(() => first);
    }

    async #pageAround(id) {
        return { ...(await this.service.around(this.order, id)), isPart: true };
    }

    async #showAll() {
        await this.#load("default");
        focus(this.heading);
    }

    #load(cache) {
        return this.#show(this.service.comments(this.order, null, cache));
    }

    // Only the response to the latest of several concurrent requests is shown.
    async #show(loading) {
        const number = ++this.#requestNumber;
        const page = await loading.catch(() => null);
        if (number !== this.#requestNumber) {
            return;
        }
        const active = this.root.getRootNode().activeElement;
        this.root.removeAttribute("aria-busy");
        this.failed.hidden = page !== null;
        if (page) {
            this.#isLoaded = true;
            this.form.goHome();
            this.threads.clear(this.order);
            this.threads.add(page.comments);
            this.threads.reveal(this.form.draft.parentId);
            this.form.restore(this.threads.nodes);
            this.#update(page);
            this.all.hidden = !page.isPart;
            this.#setOpen(page);
            this.ownComments.show();
        }
        this.onshow(page !== null);
        if (page) {
            if (this.failed.contains(active)) {
                focus(this.heading);
            } else {
                active?.focus({ preventScroll: true });
            }
        }
    }

    #update({ count, next }) {
        this.#next = next;
        this.#count = count;
        this.news.hidden = true;
        this.heading.textContent = count ? this.messages.counted("count", count) : this.messages.text("title");
        this.orders.hidden = count < 2;
        this.more.hidden = !next;
    }

    // While the article takes no comments, a sentence replaces the form. The draft stays in the form.
    #setOpen({ open, closed, opensAt, hidden }) {
        this.#isOpen = open;
        this.root.hidden = hidden === true;
        this.root.classList.toggle("is-closed", !open);
        this.jump.hidden = this.form.root.hidden = !open;
        this.closed.hidden = open;
        const time = opensAt && this.messages.timeOfDay(opensAt);
        this.closed.textContent = open ? "" : this.messages.text("closed." + closed, time) || this.messages.text("closed.BY_HAND");
    }

    async #sort(order) {
        this.order = order;
        await this.#load("default");
    }

    async #loadMore() {
        const number = this.#requestNumber;
        const page = await this.#withDisabled(this.more, () => this.service.comments(this.order, this.#next));
        if (page && number === this.#requestNumber) {
            const first = this.threads.add(page.comments);
            this.#update(page);
            this.ownComments.show();
            focus(first?.item ?? this.heading);
        }
    }

    // Disables the button during the request, and enables it again also after an error.
    async #withDisabled(button, load) {
        if (button.getAttribute("aria-disabled")) {
            return null;
        }
        button.setAttribute("aria-disabled", "true");
        try {
            const page = await load();
            this.failed.hidden = true;
            return page;
        } catch {
            this.failed.hidden = false;
            return null;
        } finally {
            button.removeAttribute("aria-disabled");
        }
    }
}
