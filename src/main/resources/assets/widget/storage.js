// Values in localStorage. Where it is not available, values are lost on reload, and no error is shown.
export function load(key) {
    try {
        return JSON.parse(localStorage.getItem("mizan:" + key));
    } catch {
        return null;
    }
}

export function save(key, value) {
    try {
        if (value === null) {
            localStorage.removeItem("mizan:" + key);
        } else {
            localStorage.setItem("mizan:" + key, JSON.stringify(value));
        }
    } catch {
        // The storage is full or not permitted.
    }
}
