package sample.python;

import io.openmsal.Adapters;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.event.EventSink;
import java.io.PrintStream;
import java.util.Map;

/**
 * A program on an Azure host, which gives it tokens without any secret.
 *
 * <p>Reads {@code RESOURCE}, {@code ENDPOINT} if there is one, and {@code MANAGED_IDENTITY}: an object such as
 * {@code {"ManagedIdentityIdType": "ClientId", "Id": "..."}}; without it, the host's own identity is used.
 */
public final class ManagedIdentity {

    private ManagedIdentity() {}

    /**
     * Runs the program.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        run(Adapters.standard(HttpSettings.defaults(), EventSink.none()), System.out);
    }

    static void run(Adapters world, PrintStream out) {
        Settings settings = new Settings(world);
        ManagedIdentityApplication app = ManagedIdentityApplication.builder(id(settings.object("MANAGED_IDENTITY")))
                .adapters(world)
                .build();
        TokenUse use = new TokenUse(world, out);
        for (int round = 1; round <= 2; round++) {
            use.of(app.acquireTokenForManagedIdentity(settings.get("RESOURCE")).execute());
        }
    }

    private static ManagedIdentityId id(Map<?, ?> json) {
        String type = Settings.text(json, "ManagedIdentityIdType").orElse("SystemAssigned");
        String id = Settings.text(json, "Id").orElse("");
        return switch (type) {
            case "SystemAssigned" -> ManagedIdentityId.systemAssigned();
            case "ClientId" -> ManagedIdentityId.userAssignedClientId(id);
            case "ObjectId" -> ManagedIdentityId.userAssignedObjectId(id);
            case "ResourceId" -> ManagedIdentityId.userAssignedResourceId(id);
            default -> throw new IllegalStateException("MANAGED_IDENTITY has an unknown ManagedIdentityIdType.");
        };
    }
}
