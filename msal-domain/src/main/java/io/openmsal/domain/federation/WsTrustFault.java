package io.openmsal.domain.federation;

/**
 * Why a federation server gives no assertion (SOAP 1.2 §5.4), in the words of WS-Security 1.1 §12 and WS-Trust 1.3 §11. Prints its
 * code: the reason is the server's own and may repeat what it was sent.
 *
 * @param code the innermost code, without its prefix; empty when there is none
 * @param reason the explanation for people; empty when there is none
 */
record WsTrustFault(String code, String reason) {

    private static final String FAILED_AUTHENTICATION = "FailedAuthentication";

    /** All that the server said. */
    String text() {
        return code + (code.isEmpty() || reason.isEmpty() ? "" : ": ") + reason;
    }

    /** Whether the server looked at user name and password, and one of them is wrong. */
    boolean isOfNameOrPassword() {
        return code.equals(FAILED_AUTHENTICATION);
    }

    /** What may help: a password is to be blamed only by a server that looked at it. */
    String nextStep() {
        return switch (code) {
            case FAILED_AUTHENTICATION ->
                "Check user name and password; each wrong try may count towards locking the account.";
            case "MessageExpired", "InvalidSecurity" ->
                "Check this machine's clock: a request is good for a few minutes by the clock of that server. If it is"
                        + " right, have the administrator of that server look.";
            default ->
                "Have the administrator of that server look: it does not say that user name or password is wrong.";
        };
    }

    @Override
    public String toString() {
        return code;
    }
}
