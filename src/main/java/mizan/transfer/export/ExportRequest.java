package mizan.transfer.export;

import mizan.site.Site;

/** A request for everything about one site. */
public record ExportRequest(Site site, ExportFormat format, ExportedAddresses addresses, Compression compression) {

    /** Whether the bytes are compressed. */
    public enum Compression {
        /** As they are. */
        NONE,
        /** RFC 1952. */
        GZIP
    }
}
