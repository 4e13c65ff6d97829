import { element, focus } from "./dom.js";
import { Form } from "./form.js";
import { Own } from "./own.js";
import { Threads } from "./threads.js";

// The whole section: heading, order, threads, more, form.
export class Discussion {
    #next = null;
    #turn = 0;

    constructor({ service, words, article, site, order, signal }) {
        this.service = service;
        this.words = words;
        this.order = order;
        this.signal = signal;
        const place = `${site}:${article.article}`;
        this.threads = new Threads(words, {
            onreply: (comment, button) => this.form.answer(comment, button),
            onreplies: (cursor, button) => this.#busy(button, () => this.service.comments(this.order, cursor)),
        });
        this.own = new Own({
            service, words, place, threads: this.threads,
            onshow: () => (this.none.hidden = this.threads.list.hasChildNodes()),
            onforget: () => focus(this.heading),
            refresh: () => this.#load("no-cache"),
        });
        this.form = new Form({ service, words, article, place, signal, own: this.own });
        this.#build();
    }

    #build() {
        const { words } = this;
        this.heading = element("h2", { id: "heading", part: "heading" }, words.text("title"));
        this.none = element("p", { class: "none", part: "none", hidden: true }, words.text("none"));
        this.failed = element("div", { class: "problem", part: "problem", role: "alert", hidden: true },
            element("p", {}, words.text("failed")),
            element("button", { type: "button", onclick: () => this.#load("no-cache") }, words.text("again")));
        const choice = (order, label) => element("option", { value: order, selected: this.order === order }, words.text(label));
        this.orders = element("label", { class: "order", hidden: true },
            element("span", { class: "spoken" }, words.text("order")),
            element("select", { part: "order", onchange: ({ target }) => this.#reorder(target.value) },
                choice("oldest", "oldest"), choice("newest", "newest")));
        this.more = element("button", { class: "more", part: "more", type: "button", hidden: true, onclick: () => this.#further() }, words.text("more"));
        this.root = element("section", { class: "mizan", part: "section", lang: words.locale, "aria-labelledby": "heading", "aria-busy": "true" },
            element("div", { class: "head", part: "head" }, this.heading,
                element("button", { class: "jump", part: "jump", type: "button", onclick: () => this.form.jump() }, words.text("respond"))),
            this.orders, this.none, this.failed, this.threads.list, this.more, this.form.home);
    }

    async start(first) {
        await this.#show(first);
        await this.own.restore();
        const clock = setInterval(() => this.threads.retell(), 60000);
        this.signal.addEventListener("abort", () => clearInterval(clock));
        const aim = () => this.threads.aim(location.hash.replace("#comment-", ""));
        addEventListener("hashchange", aim, { signal: this.signal });
        aim();
    }

    #load(cache) {
        return this.#show(this.service.comments(this.order, null, cache));
    }

    // Only the last of several that were asked for side by side is shown.
    async #show(loading) {
        const turn = ++this.#turn;
        const page = await loading.catch(() => null);
        if (turn !== this.#turn) {
            return;
        }
        const active = this.root.getRootNode().activeElement;
        this.root.removeAttribute("aria-busy");
        this.failed.hidden = page !== null;
        if (page) {
            this.form.goHome();
            this.threads.clear(this.order);
            this.threads.add(page.comments);
            this.form.restore(this.threads.places);
            this.#note(page);
            this.own.show();
            if (this.failed.contains(active)) {
                focus(this.heading);
            } else {
                active?.focus({ preventScroll: true });
            }
        }
    }

    #note({ count, next }) {
        this.#next = next;
        this.heading.textContent = count ? this.words.counted("count", count) : this.words.text("title");
        this.orders.hidden = count < 2;
        this.more.hidden = !next;
    }

    async #reorder(order) {
        this.order = order;
        await this.#load("default");
    }

    async #further() {
        const turn = this.#turn;
        const page = await this.#busy(this.more, () => this.service.comments(this.order, this.#next));
        if (page && turn === this.#turn) {
            const first = this.threads.add(page.comments);
            this.#note(page);
            this.own.show();
            focus(first?.item ?? this.heading);
        }
    }

    // One press, one request; a failure leaves the button to be pressed again.
    async #busy(button, load) {
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
