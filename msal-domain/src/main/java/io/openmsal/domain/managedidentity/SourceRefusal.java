package io.openmsal.domain.managedidentity;

import io.openmsal.domain.json.JsonObject;
import java.util.Objects;

/**
 * A host's refusal in the terms of OAuth (RFC 6749 §5.2), however the host spells it. Immutable and safe for many threads.
 *
 * @param error a word such as {@code invalid_request}
 * @param description the host's own words; may be empty; secrets are taken out later
 */
public record SourceRefusal(String error, String description) {

    /** Checks that nothing is missing. */
    public SourceRefusal {
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(description, "description");
    }

    /** Finds the refusal in a host's JSON. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads a refusal.
         *
         * @param json what the host said with a status other than 2xx
         * @return the refusal
         */
        SourceRefusal read(JsonObject json);
    }

    /**
     * Reads {@code error} and {@code error_description}, as OAuth has them.
     *
     * @param json what the host said
     * @return the refusal, {@code invalid_request} when the host gave no word
     */
    public static SourceRefusal oauth(JsonObject json) {
        return new SourceRefusal(
                json.string("error").orElse("invalid_request"),
                json.string("error_description").orElse(""));
    }
}
