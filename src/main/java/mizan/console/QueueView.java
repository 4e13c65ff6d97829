package mizan.console;

/** The page that lists what waits. */
public record QueueView(Frame frame) {}
