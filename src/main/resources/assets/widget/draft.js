import { load, save } from "./storage.js";

// The values of the form that are not submitted yet, with the Idempotency-Key for all attempts.
export class Draft {
    constructor(storageKey) {
        this.storageKey = storageKey;
        this.values = load(storageKey) ?? {};
    }

    get key() {
        return this.values.key;
    }

    get parentId() {
        return this.values.parentId ?? null;
    }

    // Null for a top-level comment.
    replyTo(parent) {
        if ((parent?.id ?? null) !== this.parentId) {
            this.update({ parentId: parent?.id, parentName: parent?.name });
        }
    }

    // The key is created with the first input, so that two tabs with the same draft submit one comment.
    update(changes) {
        const all = { key: this.key ?? randomKey(), ...changes };
        // Unchanged values are not saved again: another tab may have saved newer ones.
        if (Object.entries(all).some(([name, value]) => this.values[name] !== value)) {
            Object.assign(this.values, all);
            save(this.storageKey, this.values);
        }
    }

    renew() {
        this.update({ key: randomKey() });
    }

    // A newer draft that another tab has saved is kept.
    clear() {
        if (load(this.storageKey)?.key === this.key) {
            save(this.storageKey, null);
        }
        this.values = {};
    }
}

// crypto.randomUUID is missing on pages without TLS.
function randomKey() {
    return [...crypto.getRandomValues(new Uint32Array(4))].map(number => number.toString(36)).join("-");
}
