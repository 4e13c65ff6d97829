// What is kept in this browser, and only here. A browser that keeps nothing is no error: then a reload forgets.
export function kept(key) {
    try {
        return JSON.parse(localStorage.getItem("mizan:" + key));
    } catch {
        return null;
    }
}

export function keep(key, value) {
    try {
        if (value === null) {
            localStorage.removeItem("mizan:" + key);
        } else {
            localStorage.setItem("mizan:" + key, JSON.stringify(value));
        }
    } catch {
        // full, or not allowed
    }
}
