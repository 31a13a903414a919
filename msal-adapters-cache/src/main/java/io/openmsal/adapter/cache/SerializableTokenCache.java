package io.openmsal.adapter.cache;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cache as one text, for as long as an access lasts. The text is the JSON document that all MSALs share, or nothing. Not for many
 * threads. Prints none of it.
 */
public final class SerializableTokenCache {

    private String text = "";

    SerializableTokenCache() {}

    /**
     * The cache as text.
     *
     * @return what it has now: tokens, to be protected as such; empty when there is nothing in it
     */
    public String serialize() {
        return text;
    }

    /**
     * Takes over what was kept.
     *
     * @param data what {@link #serialize()} gave earlier, here or in another MSAL; null or empty when there is nothing
     */
    public void deserialize(@Nullable String data) {
        text = data == null ? "" : data;
    }

    void replaceBy(String latest) {
        text = Objects.requireNonNull(latest, "latest");
    }

    /** How long it is: it holds tokens. */
    @Override
    public String toString() {
        return "token cache of " + text.length() + " characters";
    }
}
