/** Names that the pages' scripts get from other files: libraries with their own script element, and stylesheets. */
declare const htmx: any;
declare const SwaggerUIBundle: any;

declare module "*.css" {
    const sheet: CSSStyleSheet;
    export default sheet;
}
