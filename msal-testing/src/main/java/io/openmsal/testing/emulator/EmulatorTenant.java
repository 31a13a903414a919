package io.openmsal.testing.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * A tenant of the emulator. It is addressed by its name, its domain or its id, like a tenant of Microsoft Entra.
 *
 * @param id the tenant's GUID, in lower case: the {@code tid} of its tokens
 * @param name a short name such as {@code contoso}
 * @param domain its verified domain, such as {@code contoso.example}
 */
public record EmulatorTenant(String id, String name, String domain) {

    /** The tenant every personal Microsoft account lives in. */
    public static final EmulatorTenant CONSUMERS =
            new EmulatorTenant("9188040d-6c67-4c5b-b112-36a304b66dad", "consumers", "live.example");

    /** Checks that nothing is missing and that the id is a GUID. */
    public EmulatorTenant {
        id = UUID.fromString(id).toString();
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(domain, "domain");
    }

    /**
     * A tenant known by its short name alone: the domain is {@code name.example}, the id is derived from the name, so it is the
     * same in every run.
     *
     * @param name a short name such as {@code contoso}
     * @return the tenant
     */
    public static EmulatorTenant named(String name) {
        var id = UUID.nameUUIDFromBytes(("tenant:" + name).getBytes(StandardCharsets.UTF_8));
        return new EmulatorTenant(id.toString(), name, name.toLowerCase(Locale.ROOT) + ".example");
    }

    boolean isAddressedBy(String segment) {
        return id.equalsIgnoreCase(segment) || name.equalsIgnoreCase(segment) || domain.equalsIgnoreCase(segment);
    }

    boolean isConsumers() {
        return id.equals(CONSUMERS.id());
    }
}
