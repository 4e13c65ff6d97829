import { element, focus, withName } from "./dom.js";
import { Draft } from "./draft.js";
import { fields } from "./fields.js";
import { hasPersonalData } from "./personalData.js";
import { load, save } from "./storage.js";

// Milliseconds until a comment is sent again after the service could not be reached. The delay doubles each time.
const RETRY_DELAY = 20000;
const MAX_RETRIES = 6;

// The comment is sent again after these. The service, or a proxy before it, is unavailable: the comment may have been
// stored all the same. Or the network has used up its quota.
const TOO_MANY_REQUESTS = 429;
const RETRIED = [TOO_MANY_REQUESTS, 502, 503, 504];

// Proofs of work that are found for one comment before the reader is told that it was refused.
const MAX_PROOFS = 3;

// The comment form. It sends one comment at a time, and keeps everything typed until it is accepted.
export class Form {
    #sending = false;
    #isSentByReader = false;
    #retryTimer = null;
    #retries = 0;
    #opener = null;
    #stamp = null;
    #isStampRequested = false;
    #confirmedText = null;

    constructor({ service, messages, article, storageKey, signal, ownComments }) {
        Object.assign(this, { service, messages, article, ownComments });
        this.draft = new Draft("draft:" + storageKey);
        this.#stamp = this.draft.values.stamp;
        this.#build();
        const values = { ...load("person"), ...this.draft.values };
        for (const name of ["name", "email", "body"]) {
            this.form.elements[name].value = values[name] ?? "";
        }
        const person = load("person");
        this.form.elements.remember.checked = person !== null;
        if (messages.offersMail) {
            this.form.elements.notify.checked = this.draft.values.notify ?? false;
        }
        this.fields.foldPerson(person && person.name === values.name && person.email === values.email ? person : null);
        this.fields.updateLength();
        addEventListener("online", () => this.#retry(), { signal });
        signal.addEventListener("abort", () => this.#cancelRetry());
        if (this.draft.values.queued) {
            this.#scheduleRetry();
        }
    }

    #build() {
        const { messages, service } = this;
        this.fields = fields(messages);
        this.problem = element("div", { class: "problem", part: "problem", role: "alert", hidden: true });
        this.status = element("p", { class: "hint", role: "status" });
        this.answering = element("div", { class: "answering", hidden: true });
        this.submit = element("button", { class: "submit", part: "submit", type: "submit" }, messages.text("submit"));
        this.form = element(
            "form",
            {
                class: "form",
                part: "form",
                novalidate: true,
                onsubmit: event => this.#submit(event),
                oninput: ({ target }) => this.#change(target),
                onfocusin: () => this.#requestStamp(),
            },
            this.answering,
            element("p", { class: "notice", part: "notice" }, messages.text("notice") + "\u00a0", element("span", { class: "star" }, "*")),
            this.problem,
            this.fields.all,
            this.submit,
            element(
                "p",
                { class: "hint" },
                element(
                    "a",
                    { href: messages.privacyNotice ?? service.privacyNotice(), target: "_blank", rel: "noopener" },
                    messages.text("privacy"),
                ),
            ),
            this.status,
        );
        this.title = element("h3", { id: "respond", tabindex: "-1" }, messages.text("respond"));
        this.root = element("div", { class: "respond", part: "respond" }, this.title, this.form);
        this.home = element("div", {}, this.root);
    }

    jump() {
        this.root.scrollIntoView({ block: "start" });
        focus(this.form.elements.body);
    }

    replyTo(comment, opener) {
        this.#cancelRetry();
        this.#moveTo(comment, opener);
        focus(this.form.elements.body);
    }

    // Moves the form below the parent, if that is shown.
    #moveTo(comment, opener) {
        this.#opener = opener;
        this.draft.replyTo(comment);
        this.answering.replaceChildren(
            element("button", { type: "button", part: "cancel", onclick: () => this.#cancel() }, this.messages.text("cancel")),
        );
        this.answering.hidden = false;
        this.title.replaceChildren(...withName(this.messages.text("replyTo", "{0}"), comment.name));
        opener?.closest(".entry").after(this.root);
    }

    // Moves the form back below the threads: before they are rendered again, and after a reply was sent.
    goHome() {
        this.home.append(this.root);
        this.title.textContent = this.messages.text("respond");
        this.answering.hidden = true;
        this.#opener = null;
    }

    // A draft reply keeps its parent, also if that is on another page.
    restore(nodes) {
        const { parentId: id, values } = this.draft;
        if (id) {
            const parent = nodes.get(id);
            this.#moveTo(parent?.comment ?? { id, name: values.parentName ?? "…" }, parent?.entry.querySelector(".reply"));
        }
    }

    // Continues what the reader has begun in the plain form. An earlier draft stays before it.
    take({ values, parent }, nodes) {
        const { elements } = this.form;
        if (parent) {
            this.draft.replyTo(parent);
            this.restore(nodes);
        }
        const drafted = elements.body.value;
        for (const [name, value] of Object.entries(values)) {
            elements[name].value = name === "body" && drafted && drafted !== value ? `${drafted}\n\n${value}` : value;
        }
        if (Object.keys(values).length) {
            this.#saveDraft();
        }
    }

    #cancel() {
        const opener = this.#opener;
        this.#cancelRetry();
        this.draft.replyTo(null);
        this.goHome();
        opener?.focus();
    }

    // A comment is retried only as the reader has sent it: any change cancels the retry.
    #cancelRetry() {
        clearTimeout(this.#retryTimer);
        this.#retryTimer = null;
    }

    // Sending again is safe: all attempts have the same Idempotency-Key. False after too many attempts.
    #scheduleRetry(delay = RETRY_DELAY) {
        const isScheduled = this.#retries < MAX_RETRIES;
        // Without a timer the comment is sent when the connection is back.
        this.#retryTimer = isScheduled ? setTimeout(() => this.#retry(), delay * 2 ** this.#retries++) : -1;
        this.draft.update({ queued: true });
        return isScheduled;
    }

    // An error is cleared when its field is corrected.
    #change({ name }) {
        this.fields.clear(name);
        this.#requestStamp();
        // Only what the reader types here may replace a draft of another tab, and no stamp that has come since.
        this.draft.update({ stamp: this.#stamp });
        this.#saveDraft();
    }

    // The stamp tells the service when the reader opened the form. It is a part of the draft. A comment is sent without one
    // rather than not at all.
    #requestStamp() {
        if (!this.#isStampRequested && !(Date.parse(this.#stamp?.expiresAt) > Date.now())) {
            this.#isStampRequested = true;
            this.service
                .stamp()
                .then(stamp => (this.#stamp = stamp))
                .catch(() => {})
                .finally(() => (this.#isStampRequested = false));
        }
    }

    #saveDraft() {
        this.#cancelRetry();
        this.fields.updateLength();
        const { name, email, body, notify, remember } = this.form.elements;
        if (!remember.checked) {
            save("person", null);
        }
        this.draft.update({ name: name.value, email: email.value, body: body.value, notify: notify?.checked, queued: undefined });
    }

    #submit(event) {
        event.preventDefault();
        this.#isSentByReader = true;
        this.#retries = 0;
        if (this.#isConfirmed(this.form.elements.body.value)) {
            this.#send();
        }
    }

    // A text with personal data is sent when the reader submits it once more, unchanged.
    #isConfirmed(text) {
        const isConfirmed = text === this.#confirmedText || !hasPersonalData(text);
        if (!isConfirmed) {
            this.#confirmedText = text;
            this.#showProblem(this.messages.text("personalData"));
        }
        return isConfirmed;
    }

    // An automatic retry does not move the reader's focus.
    #retry() {
        if (this.#retryTimer) {
            this.#isSentByReader = false;
            this.#send();
        }
    }

    async #send() {
        if (this.#sending) {
            return;
        }
        this.#setSending(true);
        this.#showProblem();
        this.#saveDraft();
        const { name, email, body, website, notify, remember } = this.form.elements;
        save("person", remember.checked ? { name: name.value, email: email.value } : null);
        const { key, parentId } = this.draft;
        const comment = {
            ...this.article(),
            name: name.value,
            email: email.value,
            body: body.value,
            website: website.value,
            notify: notify?.checked,
            stamp: this.#stamp?.stamp,
            parentId,
        };
        const response = await this.#post(comment, key).catch(() => null);
        this.#setSending(false);
        if (response && !RETRIED.includes(response.status)) {
            this.#handle(response, comment);
        } else {
            const isScheduled = this.#scheduleRetry(response?.retryAfter * 1000 || RETRY_DELAY);
            const reason = response?.status === TOO_MANY_REQUESTS ? "limited" : response ? "retrying" : "offline";
            this.#showProblem(this.messages.text(isScheduled ? reason : "trouble"));
        }
    }

    // While the site gets many comments, the service asks for a proof of work.
    async #post(comment, key) {
        let response = await this.service.submit(comment, key);
        for (let proofs = 0; proofs < MAX_PROOFS && response.body.type?.endsWith("/proof-required"); proofs++) {
            this.status.textContent = this.messages.text("checking");
            const proof = await this.service.prove(response.body.challenge);
            response = await this.service.submit({ ...comment, proof }, key);
        }
        return response;
    }

    #handle({ status, body }, { name, body: text, parentId }) {
        if (status === 202) {
            this.#retries = 0;
            this.draft.clear();
            this.#stamp = null;
            this.form.elements.body.value = "";
            this.fields.updateLength();
            this.goHome();
            this.fields.foldPerson(load("person"));
            this.status.textContent = this.messages.text("thanks");
            this.ownComments.add({ ...body, name, body: text.trim(), parentId, status: "PENDING" });
            if (this.#isSentByReader) {
                this.ownComments.reveal(body.id);
            }
            return;
        }
        const others = (body.errors ?? []).filter(({ pointer, detail }) => !this.fields.showError(pointer.slice(2), detail));
        if (body.type?.endsWith("/idempotency-mismatch")) {
            this.draft.renew();
            this.#showProblem(this.messages.text("earlier"));
        } else if (body.errors) {
            this.#showProblem(body.title, ...others.map(({ detail }) => detail));
            if (this.#isSentByReader) {
                this.fields.focus();
            }
        } else {
            const detail = status < 500 ? body.detail : null;
            this.#showProblem(detail ?? this.messages.text("trouble"));
        }
    }

    // The text is read-only while it is sent: the response clears it.
    #setSending(isSending) {
        this.#sending = isSending;
        this.form.elements.body.readOnly = isSending;
        this.submit.setAttribute("aria-disabled", isSending);
        this.status.textContent = isSending ? this.messages.text("sending") : "";
    }

    // Shows the problem above the fields; without sentences it clears all errors.
    #showProblem(...sentences) {
        if (!sentences.length) {
            this.fields.clear();
        }
        this.problem.replaceChildren(...sentences.map(sentence => element("p", {}, sentence)));
        this.problem.hidden = !sentences.length;
        if (sentences.length && this.#isSentByReader) {
            focus(this.problem);
        }
    }
}
