package mizan.command.failure;

import picocli.CommandLine;

/** A failure that the user can fix. It is printed without a stack trace, and ends the process with its exit code. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final boolean isTemporary;

    private CommandFailure(int exitCode, String message, boolean isTemporary) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.isTemporary = isTemporary;
    }

    /** The call or the configuration is wrong. */
    public static CommandFailure ofUsage(String message) {
        return new CommandFailure(CommandLine.ExitCode.USAGE, message, false);
    }

    /** The call is right, but cannot be carried out now. */
    public static CommandFailure of(String message) {
        return new CommandFailure(CommandLine.ExitCode.SOFTWARE, message, false);
    }

    /** The call can be carried out in a moment. */
    public static CommandFailure ofTemporary(String message) {
        return new CommandFailure(CommandLine.ExitCode.SOFTWARE, message, true);
    }

    public boolean isTemporary() {
        return isTemporary;
    }

    public int exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
