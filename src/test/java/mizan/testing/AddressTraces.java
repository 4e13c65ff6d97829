package mizan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds an e-mail address in text and in binary data: in plain, percent-encoded, in Base64 at each alignment, in hexadecimal
 * digits, and its MD5, SHA-1, SHA-256 and SHA-512 as bytes, in hexadecimal digits and in Base64. The search ignores the case.
 */
public final class AddressTraces {

    private static final int PREFIX = 4;

    /** Each trace in lower case, with its description. */
    private final Map<String, byte[]> traces = new LinkedHashMap<>();

    private final BitSet prefixes = new BitSet(1 << 16);

    /** @param spellings the address as typed, and in its canonical form */
    public AddressTraces(String... spellings) {
        for (String spelling : spellings) {
            String local = spelling.substring(0, spelling.indexOf('@'));
            for (String text :
                    List.of(spelling, spelling.toLowerCase(Locale.ROOT), spelling.toUpperCase(Locale.ROOT))) {
                addAll(text, text.getBytes(StandardCharsets.UTF_8));
            }
            addAll(local, local.getBytes(StandardCharsets.UTF_8));
        }
        traces.values().forEach(trace -> prefixes.set(prefix(trace, 0)));
    }

    private void addAll(String text, byte[] bytes) {
        add(text + " in plain", bytes);
        add(text + " percent-encoded", ascii(java.net.URLEncoder.encode(text, StandardCharsets.UTF_8)));
        addEncodings(text, bytes);
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
            byte[] digest = digest(algorithm, bytes);
            add(algorithm + " of " + text, digest);
            addEncodings(algorithm + " of " + text, digest);
        }
    }

    private void addEncodings(String name, byte[] bytes) {
        add(name + " in hexadecimal digits", ascii(HexFormat.of().formatHex(bytes)));
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int offset = 0; offset < 3; offset++) {
                byte[] shifted = new byte[offset + bytes.length];
                System.arraycopy(bytes, 0, shifted, offset, bytes.length);
                String encoded = encoder.withoutPadding().encodeToString(shifted);
                // The characters at both ends depend on the neighbouring bytes too.
                int first = offset == 0 ? 0 : offset + 1;
                int last = encoded.length() - (shifted.length % 3 == 0 ? 0 : 1);
                add(name + " in Base64 at " + offset, ascii(encoded.substring(first, last)));
            }
        }
    }

    private void add(String name, byte[] trace) {
        traces.putIfAbsent(name, lowerCase(trace));
    }

    /** The descriptions of all traces in a text. */
    public List<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The descriptions of all traces in the files of a folder, each with its file. */
    public List<String> inFiles(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                in(read(file)).forEach(trace -> found.add(trace + ": " + folder.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return new byte[0]; // the server has deleted it
        }
    }

    private List<String> in(byte[] data) {
        byte[] text = lowerCase(data);
        List<String> found = new ArrayList<>();
        for (int i = 0; i + PREFIX <= text.length; i++) {
            if (prefixes.get(prefix(text, i))) {
                int at = i;
                traces.forEach((name, trace) -> {
                    if (Arrays.equals(text, at, Math.min(text.length, at + trace.length), trace, 0, trace.length)) {
                        found.add(name);
                    }
                });
            }
        }
        return found.stream().distinct().toList();
    }

    private static int prefix(byte[] bytes, int at) {
        int word = (bytes[at] & 0xFF)
                | ((bytes[at + 1] & 0xFF) << 8)
                | ((bytes[at + 2] & 0xFF) << 16)
                | (bytes[at + 3] << 24);
        return (word * 0x9E3779B1) >>> 16;
    }

    private static byte[] lowerCase(byte[] bytes) {
        byte[] lower = bytes.clone();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] = (byte) (lower[i] + 'a' - 'A');
            }
        }
        return lower;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
