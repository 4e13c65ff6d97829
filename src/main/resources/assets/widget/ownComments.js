import { element, focus } from "./dom.js";
import { keep, kept } from "./store.js";

// The oldest give way.
const MOST = 20;

// The reader's own comments: kept in this browser with their receipts, shown as waiting until they are decided.
export class Own {
    #gone = new Set();

    constructor({ service, words, place, threads, onshow, onforget, refresh }) {
        Object.assign(this, { service, words, threads, onshow, onforget, refresh });
        this.key = "sent:" + place;
        this.sent = kept(this.key) ?? [];
    }

    add(sent) {
        this.sent = [...this.sent.filter(({ id }) => id !== sent.id), sent].slice(-MOST);
        this.#keep();
        this.show();
    }

    reveal(id) {
        focus(this.threads.aim(id).entry.querySelector(".state"));
    }

    // How they stand by now. What was approved since the list was cached is asked for once more.
    async restore() {
        let isNew = false;
        await Promise.all(this.sent.filter(({ body }) => body).map(async sent => {
            try {
                const { status, reason } = await this.service.standing(sent.receipt);
                isNew ||= status === "APPROVED" && status !== sent.status;
                Object.assign(sent, { status, reason });
            } catch ({ status }) {
                if (status === 404) {
                    this.#forget(sent);
                }
            }
        }));
        this.#keep();
        await (isNew ? this.refresh() : this.show());
    }

    show() {
        for (const sent of this.sent) {
            if (this.threads.places.get(sent.id)?.comment.isOwn) {
                this.threads.remove(sent.id);
            }
            if (sent.status !== "APPROVED" || sent.body) {
                this.threads.place({ ...sent, isOwn: true });
            }
            const place = this.threads.places.get(sent.id);
            if (place && !place.comment.isOwn) {
                Object.assign(sent, { status: "APPROVED", name: undefined, body: undefined });
            }
            if (place) {
                this.threads.own(sent.id, element("span", {}, this.#state(sent)), this.#receipt(sent), this.#dismissal(sent));
            }
        }
        this.onshow();
        this.#keep();
    }

    #state({ status, reason, body }) {
        switch (status) {
            case "PENDING": return this.words.text("pending");
            case "REJECTED": return this.words.text("rejected", this.words.text("reason." + reason));
            default: return this.words.text(body ? "approved" : "mine");
        }
    }

    #receipt({ receipt }) {
        return element("a", { href: this.service.receiptPage(receipt), part: "receipt" }, this.words.text("receipt"));
    }

    #dismissal(sent) {
        return sent.status === "REJECTED"
            ? element("button", { type: "button", onclick: () => this.onforget(this.#forget(sent)) }, this.words.text("dismiss"))
            : null;
    }

    #forget(sent) {
        this.#gone.add(sent.id);
        this.threads.remove(sent.id);
        this.onshow();
        this.#keep();
    }

    // Together with what another tab has kept meanwhile.
    #keep() {
        const all = new Map([...kept(this.key) ?? [], ...this.sent].map(sent => [sent.id, sent]));
        this.#gone.forEach(id => all.delete(id));
        this.sent = [...all.values()].slice(-MOST);
        keep(this.key, this.sent.length ? this.sent : null);
    }
}
