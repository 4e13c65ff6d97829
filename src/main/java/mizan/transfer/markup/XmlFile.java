package mizan.transfer.markup;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import mizan.transfer.source.ImportFileException;
import org.jspecify.annotations.Nullable;

/**
 * An XML file as a stream, read element by element. It resolves no external entity and processes no DTD. Memory is bounded:
 * depth, names and attributes are limited, and texts are read up to a limit. Control characters, which XML forbids and real
 * files have, are read as spaces; bytes that are no text in the encoding of the file are read as U+FFFD.
 */
public final class XmlFile {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_ATTRIBUTES = 100;
    private static final int MAX_ATTRIBUTE_LENGTH = 100_000;
    private static final int DECLARATION_BYTES = 200;
    private static final Pattern ENCODING = Pattern.compile("<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");

    private final XMLStreamReader reader;

    private XmlFile(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** @throws ImportFileException if the file does not start like XML */
    public static XmlFile open(InputStream file) throws IOException {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE_LENGTH);
        factory.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
        try {
            return new XmlFile(factory.createXMLStreamReader(new PermissiveReader(decoded(file))));
        } catch (XMLStreamException e) {
            throw invalid(e, e.getLocation());
        }
    }

    private static Reader decoded(InputStream file) throws IOException {
        BufferedInputStream start = new BufferedInputStream(file);
        start.mark(DECLARATION_BYTES);
        byte[] declaration = start.readNBytes(DECLARATION_BYTES);
        start.reset();
        Reader reader = new InputStreamReader(start, charset(declaration));
        return reader;
    }

    private static Charset charset(byte[] start) {
        if (start.length >= 2 && (start[0] & 0xFF) + (start[1] & 0xFF) == 0xFE + 0xFF) {
            return StandardCharsets.UTF_16; // it has a byte order mark
        }
        Matcher declared = ENCODING.matcher(new String(start, StandardCharsets.ISO_8859_1));
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException _) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Moves to the next start or end of an element. Returns false at the end of the file. */
    public boolean next() throws IOException {
        while (advance()) {
            if (reader.isStartElement() || reader.isEndElement()) {
                return true;
            }
        }
        return false;
    }

    private boolean advance() throws IOException {
        try {
            if (!reader.hasNext()) {
                return false;
            }
            reader.next();
            return true;
        } catch (XMLStreamException e) {
            throw invalid(e, reader.getLocation());
        } catch (RuntimeException e) {
            // Woodstox throws some errors lazily.
            if (e.getCause() instanceof XMLStreamException cause) {
                throw invalid(cause, reader.getLocation());
            }
            throw e;
        }
    }

    public boolean isStart() {
        return reader.isStartElement();
    }

    public boolean isStart(String name) {
        return isStart() && name().equals(name);
    }

    public boolean isEnd(String name) {
        return reader.isEndElement() && name().equals(name);
    }

    /** The name of the current element without its prefix. */
    public String name() {
        return reader.getLocalName();
    }

    /** An attribute of the current start of an element, whatever its namespace; empty if there is none. */
    public String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    /** The line of the current element, from 1. */
    public long line() {
        return reader.getLocation().getLineNumber();
    }

    /**
     * The text of the current element, without elements inside it. Moves to its end.
     *
     * @param limit the maximum length; what follows is left out, up to one character
     */
    public String text(int limit) throws IOException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0 && advance()) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    int missing = limit + 1 - text.length();
                    if (depth == 1 && missing > 0) {
                        text.append(
                                reader.getTextCharacters(),
                                reader.getTextStart(),
                                Math.min(missing, reader.getTextLength()));
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    // Not of XML: one of HTML, such as &nbsp;.
                    if (depth == 1 && text.length() <= limit) {
                        text.append('&').append(reader.getLocalName()).append(';');
                    }
                }
                default -> {
                    // Comments and processing instructions
                }
            }
        }
        return text.toString();
    }

    /** @param current the position of the reader; an exceeded limit has no location of its own */
    private static IOException invalid(XMLStreamException cause, @Nullable Location current) {
        if (cause.getNestedException() instanceof IOException io) {
            return io;
        }
        // The message of the cause has content of the file.
        @Nullable Location at = cause.getLocation() == null ? current : cause.getLocation();
        return new ImportFileException(
                at == null ? 1 : at.getLineNumber(),
                at == null ? 0 : at.getColumnNumber(),
                "It is not well-formed XML, or nested too deeply");
    }

    /** Reads characters that XML forbids as spaces. */
    private static final class PermissiveReader extends FilterReader {

        PermissiveReader(Reader reader) {
            super(reader);
        }

        @Override
        public int read() throws IOException {
            int character = super.read();
            return character >= 0 && isForbidden((char) character) ? ' ' : character;
        }

        @Override
        public int read(char[] buffer, int start, int length) throws IOException {
            int count = super.read(buffer, start, length);
            for (int i = start; i < start + count; i++) {
                if (isForbidden(buffer[i])) {
                    buffer[i] = ' ';
                }
            }
            return count;
        }

        private static boolean isForbidden(char character) {
            return (character < ' ' && character != '\n' && character != '\t' && character != '\r')
                    || character == '\uFFFE'
                    || character == '\uFFFF';
        }
    }
}
