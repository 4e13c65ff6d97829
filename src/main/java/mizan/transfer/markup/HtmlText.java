package mizan.transfer.markup;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Turns the HTML of a comment into plain text that says the same: paragraphs, line breaks, list items, quotes as lines that
 * start with {@code >}, links as their text with their address, images as their description with their address.
 */
public final class HtmlText {

    private static final Pattern SPACES = Pattern.compile("[ \\t\\n\\r\\f]+");
    private static final Pattern SPACES_AT_LINE_ENDS = Pattern.compile("[ \\t]+(?=\\n|$)");
    private static final Pattern SEVERAL_EMPTY_LINES = Pattern.compile("\\n{3,}");
    private static final Pattern EMPTY_LINES_AT_ENDS = Pattern.compile("^\\n+|\\s+$");

    /** The end of an address that is shown without the rest of it. */
    private static final Pattern SHORTENED = Pattern.compile("(?:\\.\\.\\.|…|/)$");

    /** Deeper quotes are shown at this depth. */
    private static final int MAX_QUOTES = 9;

    private HtmlText() {}

    /** The text of HTML in which line ends have no meaning. */
    public static String of(String html) {
        return convert(html, Whitespace.COLLAPSED);
    }

    /** The text of HTML in which line ends are line ends, as in comments of WordPress. */
    public static String ofLines(String html) {
        return convert(html, Whitespace.LINES);
    }

    private static String convert(String html, Whitespace whitespace) {
        if (whitespace == Whitespace.LINES
                && html.indexOf('<') < 0
                && html.indexOf('&') < 0
                && html.indexOf('\r') < 0) {
            return html;
        }
        Element body = Parser.parseBodyFragment(html, "").body();
        Writer writer = new Writer(whitespace);
        NodeTraversor.filter(writer, body);
        String text = SPACES_AT_LINE_ENDS.matcher(writer.text).replaceAll("");
        return EMPTY_LINES_AT_ENDS
                .matcher(SEVERAL_EMPTY_LINES.matcher(text).replaceAll("\n\n"))
                .replaceAll("");
    }

    private enum Whitespace {
        COLLAPSED,
        LINES
    }

    private static final class Writer implements NodeFilter {

        private final StringBuilder text = new StringBuilder();
        private final Whitespace whitespace;
        private int quotes;
        private int preformatted;
        private int linkStart;

        Writer(Whitespace whitespace) {
            this.whitespace = whitespace;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode textNode) {
                append(textNode.getWholeText());
                return FilterResult.CONTINUE;
            }
            return node instanceof Element element ? open(element) : FilterResult.CONTINUE;
        }

        private FilterResult open(Element element) {
            switch (name(element)) {
                case "script", "style", "template", "noscript", "iframe", "object" -> {
                    return FilterResult.SKIP_ENTIRELY;
                }
                case "br" -> newLine();
                case "p", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr" -> paragraph();
                case "div", "tr", "dt", "dd", "section", "article" -> startLine();
                case "li" -> {
                    startLine();
                    text.append("- ");
                }
                case "blockquote" -> {
                    paragraph();
                    quotes++;
                    text.append(quotes > MAX_QUOTES ? "" : "> ");
                }
                case "pre" -> {
                    paragraph();
                    preformatted++;
                }
                case "q" -> text.append('“');
                case "a" -> linkStart = text.length();
                case "img" -> image(element);
                default -> {
                    // Inline elements, and those without a meaning in plain text.
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                close(element);
            }
            return FilterResult.CONTINUE;
        }

        private void close(Element element) {
            switch (name(element)) {
                case "p", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6" -> paragraph();
                case "div", "li", "tr", "dt", "dd", "section", "article" -> startLine();
                case "blockquote" -> {
                    removeEmptyLines();
                    quotes--;
                    paragraph();
                }
                case "pre" -> {
                    preformatted--;
                    paragraph();
                }
                case "td", "th" -> text.append('\t');
                case "q" -> text.append('”');
                case "a" -> link(element);
                default -> {
                    // As above.
                }
            }
        }

        private void link(Element link) {
            String address = link.attr("href").strip();
            String shown = link.text().strip();
            if (address.isEmpty() || shown.equals(address) || address.equals("mailto:" + shown)) {
                return;
            }
            if (bare(address).startsWith(bare(shown))) {
                // The address itself, without the protocol or shortened
                text.setLength(linkStart);
                text.append(address);
            } else {
                text.append(" (").append(address).append(')');
            }
        }

        private static String bare(String address) {
            String text = address.toLowerCase(Locale.ROOT);
            text = text.startsWith("https://") ? text.substring(8) : text;
            text = text.startsWith("http://") ? text.substring(7) : text;
            return SHORTENED.matcher(text).replaceAll("");
        }

        private void image(Element image) {
            String description = image.attr("alt").strip();
            String address = image.attr("src").strip();
            boolean isDescribed = !description.isEmpty();
            if (address.startsWith("data:") || address.isEmpty()) {
                text.append(description);
            } else {
                text.append(isDescribed ? description + " (" + address + ")" : address);
            }
        }

        private void append(String value) {
            if (preformatted > 0 || whitespace == Whitespace.LINES) {
                String[] lines = value.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
                for (int i = 0; i < lines.length; i++) {
                    if (i > 0) {
                        newLine();
                    }
                    text.append(lines[i]);
                }
                return;
            }
            String collapsed = SPACES.matcher(value).replaceAll(" ");
            boolean isSpaceRepeated = collapsed.startsWith(" ") && endsInSpace();
            text.append(isSpaceRepeated ? collapsed.substring(1) : collapsed);
        }

        private boolean endsInSpace() {
            return text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        }

        private void newLine() {
            text.append('\n');
            quote();
        }

        private void quote() {
            text.append("> ".repeat(Math.min(quotes, MAX_QUOTES)));
        }

        // At the end of a quote: the next text is no part of it.
        private void removeEmptyLines() {
            while (!text.isEmpty() && lineIsEmpty(text.length())) {
                text.setLength(Math.max(0, text.lastIndexOf("\n")));
            }
        }

        private void startLine() {
            if (!isAtLineStart()) {
                newLine();
            }
        }

        private void paragraph() {
            startLine();
            if (!text.isEmpty() && !isAfterEmptyLine()) {
                newLine();
            }
        }

        private boolean isAtLineStart() {
            return lineIsEmpty(text.length());
        }

        private boolean isAfterEmptyLine() {
            int lineStart = text.lastIndexOf("\n");
            return lineStart < 0 || lineIsEmpty(lineStart);
        }

        // Whether the line that ends here has nothing but quotation marks.
        private boolean lineIsEmpty(int end) {
            for (int i = end - 1; i >= 0 && text.charAt(i) != '\n'; i--) {
                if (text.charAt(i) != '>' && text.charAt(i) != ' ') {
                    return false;
                }
            }
            return true;
        }

        private static String name(Element element) {
            return element.normalName();
        }
    }
}
