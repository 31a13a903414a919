package io.openmsal.containers;

import io.openmsal.port.Secret;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What the sample has to be told, for one address that it is reached at. */
final class SampleSettings {

    private static final String CLIENT = "sample";

    private SampleSettings() {}

    /** Registers the sample with the provider and says what to set. */
    static Map<String, String> register(Emulator emulator, OrdersApi orders, String address, Path folder)
            throws IOException {
        String secret = UUID.randomUUID().toString();
        emulator.add(EmulatorApp.of(CLIENT)
                .withDisplayName("Sample web application")
                .withSecret(Secret.of(secret))
                .withAdminConsent()
                .withRedirectUri(address + "/signed-in")
                .withRedirectUri(address + "/"));
        Path trust = Files.writeString(folder.resolve("trust.pem"), emulator.caCertificatePem());
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sample.address", address);
        settings.put("sample.authority", emulator.authority("contoso"));
        settings.put("sample.clientId", CLIENT);
        settings.put("sample.clientSecret", secret);
        settings.put("sample.scope", "api://orders/Orders.Read");
        settings.put("sample.orders", orders.address().toString());
        settings.put("sample.trust", trust.toString());
        settings.put("sample.tokenKey", Base64.getEncoder().encodeToString(key));
        return settings;
    }
}
