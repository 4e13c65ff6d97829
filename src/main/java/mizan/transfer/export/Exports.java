package mizan.transfer.export;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.email.EmailVault;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

/** Exports of sites. Each is one entry of the audit trail, which is written first. */
@Singleton
public class Exports {

    private final ExportRepository repository;
    private final EmailVault vault;
    private final AuditTrail auditTrail;
    private final Clock clock;

    Exports(ExportRepository repository, EmailVault vault, AuditTrail auditTrail, Clock clock) {
        this.repository = repository;
        this.vault = vault;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Opens an export for an administrator, who also needs the role PRIVACY for addresses in plain text.
     *
     * @throws ProblemException {@link ProblemType#NOT_ALLOWED}; the refusal of addresses is recorded in the audit trail
     */
    public InputStream open(Moderator admin, ExportRequest request) {
        admin.require(Role.ADMIN);
        if (request.addresses() == ExportedAddresses.OPEN && !admin.has(Role.PRIVACY)) {
            record(admin.name(), AuditAction.PERSONAL_DATA_REFUSED, request);
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return open(admin.name(), request);
    }

    /** Opens an export for the command line, whose user has the keys. */
    public InputStream openForCommandLine(ExportRequest request) {
        return open((String) null, request);
    }

    private InputStream open(@Nullable String account, ExportRequest request) {
        record(account, AuditAction.SITE_EXPORTED, request);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            OutputStream out = switch (request.compression()) {
                case NONE -> written;
                case GZIP -> new GZIPOutputStream(written);
            };
            return new ExportStream(new SiteRows(repository, vault, request), written, out, writer(out, request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExportWriter writer(OutputStream out, ExportRequest request) throws IOException {
        return switch (request.format()) {
            case MIZAN -> new ArchiveExport(out, request);
            case CSV -> new CsvExport(out);
            case WXR -> new WxrExport(out, request.site(), repository);
        };
    }

    private void record(@Nullable String account, AuditAction action, ExportRequest request) {
        String detail = "site: %s; format: %s; addresses: %s"
                .formatted(
                        request.site().name(),
                        request.format().name().toLowerCase(Locale.ROOT),
                        request.addresses().name().toLowerCase(Locale.ROOT));
        auditTrail.record(new AuditEntry(clock.instant(), account, action, null, detail));
    }
}
