package mizan.command.key;

import mizan.rotation.RotationStep;

/** What a user is to do next in a key rotation. */
final class RotationTexts {

    private static final String ROLL_OUT = "restart all replicas one by one with this file";

    private RotationTexts() {}

    static String promote(KeysetName keyset, String keyId) {
        return "Next: %s, then: mizan keys promote %s %s".formatted(ROLL_OUT, keyset.argument(), keyId);
    }

    static String afterPromotion(KeysetName keyset) {
        return switch (keyset) {
            case EMAIL, FINGERPRINT -> "Next: " + ROLL_OUT + ", then: mizan keys reseal";
            case CLIENT -> "Next: " + ROLL_OUT + ", then retire the former primary key";
            case TOKEN ->
                "Next: " + ROLL_OUT
                        + ", and retire the former primary key when the tokens that it has signed have expired";
        };
    }

    static String next(KeysetName keyset, RotationStep step) {
        return switch (step) {
            case RotationStep.None() -> "Next: nothing. A rotation begins with: mizan keys add " + keyset.argument();
            case RotationStep.Restore(String keyId) ->
                "Next: restore the key %s from a copy of the file. If it is lost: mizan keys retire %s %s --lost"
                        .formatted(keyId, keyset.argument(), keyId);
            case RotationStep.RollOut() -> "Next: " + ROLL_OUT;
            case RotationStep.Promote(String keyId) -> promote(keyset, keyId);
            case RotationStep.Reseal() ->
                "Next: when all replicas run with this file: mizan keys reseal, then: mizan keys status --count";
            case RotationStep.Wait(var until) ->
                "Next: wait until %s, then retire the former primary key".formatted(until);
            case RotationStep.Retire(String keyId) ->
                "Next: mizan keys retire %s %s".formatted(keyset.argument(), keyId);
        };
    }
}
