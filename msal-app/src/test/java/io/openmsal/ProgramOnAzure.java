package io.openmsal;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.managedidentity.AppServiceSource;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.event.EventSink;

/** A program as people write it: prints where the token of each of its applications comes from, in a process whose variables describe a host. */
public final class ProgramOnAzure {

    private ProgramOnAzure() {}

    /**
     * Runs.
     *
     * @param args none
     */
    public static void main(String[] args) {
        print("first", builder());
        print("second", builder().events(EventSink.none()));
        print("named", builder().source(new AppServiceSource()));
        print("named again", builder().source(new AppServiceSource()));
        print("own cache", builder().cache(ManagedIdentityCache.inProcess()));
        print("own adapters", builder().adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())));
        print("first again", builder());
    }

    private static ManagedIdentityApplicationBuilder builder() {
        return ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned());
    }

    private static void print(String name, ManagedIdentityApplicationBuilder builder) {
        System.out.println(name + ": "
                + builder.build()
                        .acquireTokenForManagedIdentity("https://vault.azure.net")
                        .execute()
                        .source());
    }
}
