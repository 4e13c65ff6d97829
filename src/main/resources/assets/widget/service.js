// Client of the service. Its base URL is that of this module.
export class Service {
    language = "";

    constructor(site, article = "") {
        this.base = new URL(".", import.meta.url);
        this.site = site;
        this.article = article;
    }

    comments(order, after, cache = "default") {
        const query = new URLSearchParams({ article: this.article, order });
        if (after) {
            query.set("after", after);
        }
        return this.#read(`${this.#commentsPath()}?${query}`, { cache });
    }

    // The page that contains a comment.
    around(order, id) {
        return this.#read(`${this.#commentsPath()}?${new URLSearchParams({ article: this.article, order, around: id })}`, {});
    }

    counts(articles) {
        const query = new URLSearchParams(articles.map(article => ["article", article]));
        return this.#read(`api/v1/sites/${encodeURIComponent(this.site)}/counts?${query}`, {});
    }

    status(receipt) {
        return this.#read("api/v1/receipts/" + receipt, { cache: "no-store" });
    }

    receiptPage(receipt) {
        return new URL(`receipts/${receipt}?lang=${this.language}`, this.base).href;
    }

    // The form for a notice of illegal content.
    noticePage(id) {
        return new URL(`sites/${encodeURIComponent(this.site)}/comments/${id}/notice?lang=${this.language}`, this.base).href;
    }

    privacyNotice() {
        return new URL(`privacy?site=${encodeURIComponent(this.site)}&lang=${this.language}`, this.base).href;
    }

    // Returns {status, body, retryAfter}, with seconds. Throws only if there is no response.
    async submit(comment, key) {
        const response = await this.#fetch(this.#commentsPath(), {
            method: "POST",
            headers: { "Content-Type": "application/json", "Idempotency-Key": key, "Accept-Language": this.language },
            body: JSON.stringify(comment),
        });
        const body = await response.json().catch(() => ({}));
        return { status: response.status, body, retryAfter: Number(response.headers.get("Retry-After")) };
    }

    // The stamp of a form that is opened now: {stamp, expiresAt}.
    stamp() {
        return this.#read(`api/v1/sites/${encodeURIComponent(this.site)}/stamp`, { cache: "no-store" });
    }

    // Finds a proof of work. On pages without TLS browsers compute no hashes.
    async prove(challenge) {
        if (!crypto.subtle) {
            return "unavailable";
        }
        const { solve } = await import(new URL("embed/solver.js", this.base));
        return solve(challenge);
    }

    // Sends a report, or a notice of illegal content, about a comment. Returns {status, body}.
    async report(id, kind, report) {
        const response = await this.#fetch(`${this.#commentsPath()}/${id}/${kind}`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "Accept-Language": this.language },
            body: JSON.stringify(report),
        });
        return { status: response.status, body: await response.json().catch(() => ({})) };
    }

    // The fields of a notice of illegal content, and their texts.
    noticeModule() {
        return import(new URL(`embed/${encodeURIComponent(this.site)}/notice.js?lang=${this.language}`, this.base));
    }

    noticeReceipt(receipt) {
        return new URL(`notices/${receipt}?lang=${this.language}`, this.base).href;
    }

    // Withdraws the reader's own comment. It may have been withdrawn before.
    async withdraw(receipt) {
        const response = await this.#fetch("api/v1/receipts/" + receipt, { method: "DELETE" });
        return response.ok || response.status === 404;
    }

    #commentsPath() {
        return `api/v1/sites/${encodeURIComponent(this.site)}/comments`;
    }

    async #read(path, options) {
        const response = await this.#fetch(path, options);
        if (!response.ok) {
            throw Object.assign(new Error(path), { status: response.status });
        }
        return response.json();
    }

    #fetch(path, options) {
        return fetch(new URL(path, this.base), {
            credentials: "omit",
            signal: AbortSignal.timeout(20000),
            ...options,
        });
    }
}
