import { element, focus } from "./dom.js";
import { load, save } from "./storage.js";

// If there are more, the oldest are dropped.
const MAX_COMMENTS = 20;

// The reader's own comments, saved in this browser with their receipts, and shown as pending until they are decided.
export class OwnComments {
    #dismissed = new Set();

    constructor({ service, messages, storageKey, threads, onshow, ondismiss, refresh }) {
        Object.assign(this, { service, messages, threads, onshow, ondismiss, refresh });
        this.key = "sent:" + storageKey;
        this.sent = load(this.key) ?? [];
    }

    add(sent) {
        this.sent = [...this.sent.filter(({ id }) => id !== sent.id), sent].slice(-MAX_COMMENTS);
        this.#save();
        this.show();
    }

    has(id) {
        return this.sent.some(sent => sent.id === id);
    }

    reveal(id) {
        focus(this.threads.showTarget(id).entry.querySelector(":scope > .state"));
    }

    // Updates the states. The list is reloaded if a comment was approved after it was cached.
    async restore() {
        let isStale = false;
        await Promise.all(
            this.sent
                .filter(({ body }) => body)
                .map(async sent => {
                    try {
                        const { status, reason } = await this.service.status(sent.receipt);
                        isStale ||= status === "APPROVED" && status !== sent.status;
                        Object.assign(sent, { status, reason });
                    } catch ({ status }) {
                        if (status === 404) {
                            this.#dismiss(sent);
                        }
                    }
                }),
        );
        this.#save();
        await (isStale ? this.refresh() : this.show());
    }

    show() {
        for (const sent of this.sent) {
            if (this.threads.nodes.get(sent.id)?.comment.isOwn) {
                this.threads.remove(sent.id);
            }
            if (sent.status !== "APPROVED" || sent.body) {
                this.threads.insert({ ...sent, isOwn: true });
            }
            const node = this.threads.nodes.get(sent.id);
            if (node && !node.comment.isOwn) {
                Object.assign(sent, { status: "APPROVED", name: undefined, body: undefined });
            }
            if (node) {
                this.threads.markOwn(
                    sent.id,
                    sent.status,
                    element("span", {}, this.#state(sent)),
                    this.#receipt(sent),
                    this.#button("receipt.withdraw", () => this.#confirm(sent)),
                    sent.status === "REJECTED" ? this.#button("dismiss", () => this.ondismiss(this.#dismiss(sent))) : null,
                );
            }
        }
        this.onshow();
        this.#save();
    }

    #state({ status, reason, body }) {
        switch (status) {
            case "PENDING":
                return this.messages.text("pending");
            case "REJECTED":
                return this.messages.text("rejected", this.messages.text("reason." + reason));
            default:
                return this.messages.text(body ? "approved" : "mine");
        }
    }

    #receipt({ receipt }) {
        return element("a", { href: this.service.receiptPage(receipt), part: "receipt" }, this.messages.text("receipt"));
    }

    #button(text, onclick) {
        return element("button", { type: "button", onclick }, this.messages.text(text));
    }

    // Withdrawing erases the comment for good, so the reader confirms it.
    #confirm(sent) {
        const problem = element("p", { class: "fault", role: "alert" });
        const withdraw = this.#button("receipt.withdraw", async () => {
            if (await this.service.withdraw(sent.receipt).catch(() => false)) {
                this.ondismiss(this.#dismiss(sent));
            } else {
                problem.textContent = this.messages.text("withdrawFailed");
            }
        });
        withdraw.classList.add("danger");
        this.threads.markOwn(
            sent.id,
            sent.status,
            element("strong", {}, this.messages.text("receipt.sure")),
            element("span", {}, this.messages.text("receipt.erased")),
            withdraw,
            this.#button("receipt.stay", () => {
                this.show();
                this.reveal(sent.id);
            }),
            problem,
        );
        this.reveal(sent.id);
    }

    #dismiss(sent) {
        this.#dismissed.add(sent.id);
        this.threads.remove(sent.id);
        this.onshow();
        this.#save();
    }

    // Merges the comments that another tab has saved meanwhile.
    #save() {
        const all = new Map([...(load(this.key) ?? []), ...this.sent].map(sent => [sent.id, sent]));
        this.#dismissed.forEach(id => all.delete(id));
        this.sent = [...all.values()].slice(-MAX_COMMENTS);
        save(this.key, this.sent.length ? this.sent : null);
    }
}
