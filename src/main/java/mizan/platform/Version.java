package mizan.platform;

/** The version of the service. */
public final class Version {

    public static final String NUMBER = "0.1.0";

    private Version() {}
}
