package mizan.moderator.password;

/** Which passwords are hashed first when several wait. */
public enum HashPriority {
    /** Signed-in moderators, the command line, and clients from a network that has signed in lately. */
    HIGH,
    /** All other clients. */
    LOW
}
