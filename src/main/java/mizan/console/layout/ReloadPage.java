package mizan.console.layout;

/**
 * Model of the page that requests a console page again. A browser that follows a link on another site sends no
 * SameSite=Strict cookie; the request that this page begins has it.
 *
 * @param path the path and query of the console page
 */
public record ReloadPage(Layout layout, String path) {}
