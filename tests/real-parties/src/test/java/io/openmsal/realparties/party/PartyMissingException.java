package io.openmsal.realparties.party;

/** A real party cannot be had on this machine: a reason to leave tests out, never a failure of the library. */
public final class PartyMissingException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param reason what is missing, and what would bring it
     */
    public PartyMissingException(String reason) {
        super(reason);
    }
}
