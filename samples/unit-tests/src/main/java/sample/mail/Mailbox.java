package sample.mail;

/** The mail API, which wants a token. */
@FunctionalInterface
public interface Mailbox {

    /**
     * Counts what was not read.
     *
     * @param authorizationHeader presents the token
     * @return how many messages
     */
    int unread(String authorizationHeader);
}
