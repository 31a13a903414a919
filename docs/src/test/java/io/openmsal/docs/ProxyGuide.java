package io.openmsal.docs;

import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.ProxySettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.port.Secret;

/** The code of the guide to proxies and private authorities. Each part between the markers stands in the guide, word for word. */
final class ProxyGuide {

    private ProxyGuide() {}

    static ConfidentialClientApplication application(
            ConfidentialClientApplicationBuilder builder, String host, int port, Secret password, String rootsPem) {
        // snippet: settings
        HttpSettings http = HttpSettings.builder()
                .proxy(ProxySettings.of(host, port)
                        .withCredentials("svc-orders", password)
                        .withDirectHosts("*.intranet.example"))
                .trust(TrustSettings.pem(rootsPem))
                .build();
        ConfidentialClientApplication application = builder.http(http).build();
        // end
        return application;
    }
}
