// Lints stylesheets: node css.mjs <css-tree module> <files>. Prints one line for each violation.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, ...files] = process.argv.slice(2);
const css = await import(pathToFileURL(module));

const PHYSICAL =
    /^((margin|padding|scroll-margin|scroll-padding|border)-(top|right|bottom|left)(-.*)?|border-(top|bottom)-(left|right)-radius|top|right|bottom|left|(min-|max-)?(width|height))$/;

const defined = new Set();
const used = [];

for (const file of files) {
    const report = (node, message) => console.log(`${file}:${node.loc?.start.line ?? node.line}: ${message}`);
    const sheet = css.parse(readFileSync(file, "utf8"), {
        positions: true,
        onParseError: error => report(error, error.message),
    });
    css.walk(sheet, node => {
        if (node.type === "Atrule") {
            check(report, node, css.lexer.matchAtrulePrelude(node.name, node.prelude));
        } else if (node.type === "Function" && node.name === "var") {
            const [name, ...fallback] = node.children.toArray();
            if (fallback.length === 0) {
                used.push({ name: name.name, report: () => report(node, `unknown custom property ${name.name}`) });
            }
        } else if (node.type === "Declaration") {
            if (node.property.startsWith("--")) {
                defined.add(node.property);
            } else if (PHYSICAL.test(node.property)) {
                report(node, `physical property ${node.property}, use the logical one`);
            } else {
                checkDeclaration(report, node);
            }
        }
    });
}
used.filter(use => !defined.has(use.name)).forEach(use => use.report());

function checkDeclaration(report, node) {
    const unknown = css.lexer.checkPropertyName(node.property);
    if (unknown) {
        report(node, unknown.message);
    } else if (!css.find(node.value, child => child.type === "Function" && child.name === "var")) {
        check(report, node, css.lexer.matchDeclaration(node));
    }
}

function check(report, node, match) {
    if (match.error) {
        const text = node.property ? `${node.property}: ${css.generate(node.value)}` : `@${node.name}`;
        report(node, `${text}: ${match.error.rawMessage ?? match.error.message}`);
    }
}
