package mizan.platform.schema;

/** Event: the service has started, and its database is reachable, migrated and accessible. It is published once. */
public record SchemaReady() {}
