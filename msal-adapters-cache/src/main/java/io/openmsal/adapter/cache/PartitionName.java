package io.openmsal.adapter.cache;

import java.util.Objects;
import java.util.regex.Pattern;

/** The names the port allows. */
final class PartitionName {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._@~-]{1,200}");

    private PartitionName() {}

    /** The same name, or an {@link IllegalArgumentException} that does not repeat it: it may hold an account's id. */
    static String checked(String name) {
        if (!isAllowed(Objects.requireNonNull(name, "partition"))) {
            throw new IllegalArgumentException(
                    "A partition name has 1 to 200 letters, digits and the characters . _ - @ ~," + " and this one of "
                            + name.length() + " characters has others, or too many");
        }
        return name;
    }

    static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }
}
