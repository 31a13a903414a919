package io.openmsal.containers;

import io.openmsal.port.Secret;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What the sample has to be told, for one server that it is reached at. */
final class SampleSettings {

    /** The pages, as the provider knows them. */
    static final String CLIENT = "sample";

    /** The API behind them. */
    static final String API = "orders-api";

    private SampleSettings() {}

    /** Registers the sample's two applications with the provider and says what to set. */
    static Map<String, String> register(
            Emulator emulator, WarehouseApi warehouse, String origin, Collection<String> contexts, Path folder)
            throws IOException {
        Secret secret = Secret.of(UUID.randomUUID().toString());
        EmulatorApp pages = EmulatorApp.of(CLIENT)
                .withDisplayName("Sample web application")
                .withSecret(secret)
                .withAdminConsent();
        for (String context : contexts) {
            pages = pages.withRedirectUri(origin + context + "/signed-in").withRedirectUri(origin + context + "/");
        }
        emulator.add(
                pages.withFrontChannelLogoutUri(origin + contexts.iterator().next() + "/front-channel-logout"));
        Secret apiSecret = Secret.of(UUID.randomUUID().toString());
        emulator.add(EmulatorApp.of(API).withSecret(apiSecret).withAdminConsent());
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sample.origin", origin);
        settings.put("sample.authority", emulator.authority("contoso"));
        settings.put("sample.issuer", emulator.issuer("contoso"));
        settings.put("sample.clientId", CLIENT);
        settings.put("sample.clientSecret.file", written(secret.reveal(), folder.resolve("client-secret")));
        settings.put("sample.scope", "api://orders/Orders.Read");
        settings.put("sample.api.clientId", API);
        settings.put("sample.api.clientSecret.file", written(apiSecret.reveal(), folder.resolve("api-secret")));
        settings.put("sample.api.audience", "api://orders");
        settings.put("sample.stock", warehouse.address().toString());
        settings.put("sample.stock.scope", WarehouseApi.SCOPE);
        settings.put("sample.trust", written(emulator.caCertificatePem(), folder.resolve("trust.pem")));
        settings.put(
                "sample.tokenKey.file", written(Base64.getEncoder().encodeToString(key), folder.resolve("token-key")));
        settings.put("sample.log", "DEBUG");
        return settings;
    }

    private static String written(String text, Path file) throws IOException {
        return Files.writeString(file, text).toString();
    }
}
