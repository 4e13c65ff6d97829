// The page of imports and exports: sends a file with its progress, and follows the import until it ends.
import "./console.js";

const POLL_INTERVAL = 1_000;
const form = document.querySelector("#import");
const progress = document.querySelector("#progress");
const report = document.querySelector("#report");
const messages = JSON.parse(form.dataset.messages);
const numbers = new Intl.NumberFormat(document.documentElement.lang);

form.hidden = false;
form.addEventListener("submit", event => {
    event.preventDefault();
    const fields = new FormData(form);
    const query = new URLSearchParams({ site: fields.get("site"), format: fields.get("format") });
    query.set("dryRun", String(fields.has("dryRun")));
    send(`/api/v1/imports?${query}`, document.querySelector("#file").files[0]);
});

function send(path, file) {
    const request = new XMLHttpRequest(); // fetch cannot tell how much is sent
    request.responseType = "json";
    request.upload.addEventListener("progress", event => {
        progress.value = event.total === 0 ? 0 : event.loaded / event.total;
    });
    request.addEventListener("load", () => {
        if (request.status === 202) {
            follow(request.response.id);
        } else {
            end(request.response?.detail ?? messages["transfer.failed"]);
        }
    });
    request.addEventListener("error", () => end(messages["transfer.failed"]));
    request.open("POST", path);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    setBusy(true);
    report.textContent = messages["transfer.sending"];
    request.send(file);
}

async function follow(id) {
    progress.removeAttribute("value");
    for (;;) {
        const status = await read(`/api/v1/imports/${id}`);
        if (status) {
            show(status);
            if (status.state === "FINISHED" || status.state === "FAILED") {
                end(report.textContent);
                return;
            }
        }
        await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL));
    }
}

async function read(path) {
    try {
        const response = await fetch(path);
        return response.ok ? await response.json() : null;
    } catch {
        return null; // the next attempt may succeed
    }
}

function show(status) {
    const counts = [status.read, status.imported, status.existing, status.leftOut];
    report.textContent = [
        messages[`transfer.${status.state}`],
        counts.reduce((text, count, i) => text.replace(`{${i}}`, numbers.format(count)), messages["transfer.counts"]),
    ].join(" ");
}

function end(text) {
    setBusy(false);
    report.textContent = text;
}

function setBusy(isBusy) {
    progress.hidden = !isBusy;
    form.querySelector("button").disabled = isBusy;
}
