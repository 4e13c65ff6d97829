package mizan.console.transfer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mizan.console.layout.Layout;
import mizan.moderator.Role;
import mizan.transfer.Import;
import mizan.transfer.ImportState;
import mizan.transfer.export.ExportFormat;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page.
 *
 * @param sites all sites, sorted
 * @param formats the names of the formats that can be imported
 * @param imports the latest imports, newest first
 * @param problem the message about an undo that was refused, or null
 */
public record TransferPage(
        Layout layout,
        List<String> sites,
        List<String> formats,
        List<Import> imports,
        @Nullable String problem) {

    static final String PATH = "/console/transfer";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public List<String> exportFormats() {
        return Stream.of(ExportFormat.values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether the account may export addresses in plain text. */
    public boolean canExportAddresses() {
        return layout.moderator() != null && layout.moderator().has(Role.PRIVACY);
    }

    public static boolean canUndo(Import done) {
        return !done.dryRun()
                && (done.state() == ImportState.FINISHED || done.state() == ImportState.FAILED)
                && done.imported() > 0;
    }

    public String number(long value) {
        return layout.messages().number(value);
    }
}
