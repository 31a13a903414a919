package io.openmsal.domain.managedidentity;

import io.openmsal.domain.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

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
     * Reads a refusal in any of the shapes that hosts use, whichever of them is this one's own: an object {@code error} with {@code code} and
     * {@code message}, the same two on top, or as OAuth has it. What stands before a host, and its next version, may answer in another.
     *
     * @param json what the host said with a status other than 2xx
     * @return the refusal, {@code invalid_request} when the host gave no word
     */
    public static SourceRefusal inAnyShape(JsonObject json) {
        return new SourceRefusal(word(json).orElse("invalid_request"), words(json));
    }

    /** The same for a host whose refusals have one name whatever they say; what it calls them itself goes before its words. */
    static SourceRefusal named(String error, JsonObject json) {
        return new SourceRefusal(error, joined(word(json).orElse(""), ": ", words(json)));
    }

    /** The same refusal with something before the host's words. */
    SourceRefusal after(String lead) {
        return new SourceRefusal(error, joined(lead, ", ", description));
    }

    private static String joined(String lead, String separator, String words) {
        return lead.isEmpty() || words.isEmpty() ? lead + words : lead + separator + words;
    }

    private static Optional<String> word(JsonObject json) {
        return firstOf(json.object("error").orElse(json).string("code"), json.string("error"));
    }

    private static String words(JsonObject json) {
        JsonObject error = json.object("error").orElse(json);
        return firstOf(
                        firstOf(error.string("message"), error.string("error_description")),
                        firstOf(json.string("message"), json.string("error_description")))
                .orElse("");
    }

    private static Optional<String> firstOf(Optional<String> one, Optional<String> other) {
        return one.isPresent() ? one : other;
    }
}
