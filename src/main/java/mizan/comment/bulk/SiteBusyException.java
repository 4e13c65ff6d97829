package mizan.comment.bulk;

/** Another load of the same site is running. */
public final class SiteBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SiteBusyException() {
        super("Another import of this site is running", null, false, false);
    }
}
