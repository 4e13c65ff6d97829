package mizan.rotation;

import java.time.Instant;

/** The next safe step in the rotation of a keyset. */
public sealed interface RotationStep {

    /** One key is in use. A rotation can begin. */
    record None() implements RotationStep {}

    /** The file lacks a key that the database knows: it is to be restored, or to be declared lost. */
    record Restore(String keyId) implements RotationStep {}

    /** All replicas are to be restarted with the file. */
    record RollOut() implements RotationStep {}

    /** A key was added. After a rollout it can be promoted. */
    record Promote(String keyId) implements RotationStep {}

    /** Stored values need an old key, or were not counted. */
    record Reseal() implements RotationStep {}

    /** No stored value needs an old key before this instant is over. */
    record Wait(Instant until) implements RotationStep {}

    /** No stored value needs the key. */
    record Retire(String keyId) implements RotationStep {}
}
