package io.openmsal.adapter.event;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.List;

/** A tag of MSAL.NET's metrics, filled from an event that ends an acquisition. */
@FunctionalInterface
interface MetricTag {

    MetricTag VERSION = (event, tags) -> tell("MsalVersion", event.text("version"), tags);
    MetricTag PLATFORM = (event, tags) -> tell("Platform", platform(), tags);
    MetricTag VERSION_PLATFORM =
            (event, tags) -> tell("MsalVersionPlatform", event.text("version") + "," + platform(), tags);
    MetricTag API_ID = (event, tags) -> event.number("apiId").ifPresent(id -> tags.put("ApiId", id));
    MetricTag TOKEN_SOURCE = (event, tags) -> tell("TokenSource", event.text("source"), tags);
    MetricTag CACHE_LEVEL = (event, tags) -> tell("CacheLevel", cacheLevel(event), tags);
    MetricTag REFRESH_REASON = (event, tags) -> tell("CacheRefreshReason", event.text("refreshReason"), tags);
    MetricTag TOKEN_TYPE = (event, tags) -> tell("TokenType", event.text("tokenType"), tags);
    MetricTag ERROR_CODE = (event, tags) -> tell("ErrorCode", code(event.text("error")), tags);
    MetricTag STS_ERROR = (event, tags) -> tell("RawStsErrorCode", code(event.text("stsError")), tags);
    MetricTag SUCCEEDED =
            (event, tags) -> tags.put("Succeeded", event.text("error").isEmpty());
    MetricTag HTTP_STATUS =
            (event, tags) -> event.number("lastStatus").ifPresent(status -> tags.put("HttpStatusCode", status));

    /** Puts what the event tells to the others. */
    void put(EventFields event, AttributesBuilder tags);

    /** These tags, as far as the event tells them. */
    static Attributes of(EventFields event, MetricTag... tags) {
        return of(event, Arrays.asList(tags));
    }

    /** These tags, as far as the event tells them. */
    static Attributes of(EventFields event, List<MetricTag> tags) {
        AttributesBuilder builder = Attributes.builder();
        tags.forEach(tag -> tag.put(event, builder));
        return builder.build();
    }

    static boolean isFromMemory(EventFields event) {
        return cacheLevel(event).equals("L1Cache");
    }

    /** A token of the cache for which the store had to be asked came from there. */
    private static String cacheLevel(EventFields event) {
        return switch (event.text("source")) {
            case "" -> "";
            case "CACHE" -> event.number("storeMilliseconds").isPresent() ? "L2Cache" : "L1Cache";
            default -> "None";
        };
    }

    /** A server may put any text in the place of its code, and each other text would be a time series of its own. */
    private static String code(String said) {
        return said.isEmpty() || said.matches("[A-Za-z0-9_.-]{1,64}") ? said : "other";
    }

    private static String platform() {
        return "Java";
    }

    private static void tell(String name, String value, AttributesBuilder tags) {
        if (!value.isEmpty()) {
            tags.put(name, value);
        }
    }
}
