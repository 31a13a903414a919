package io.openmsal.cli;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ServiceError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A failure under the keys of MSAL for Python's error dictionary, with {@code kind}, the library's own classification. */
final class ErrorDocument {

    private ErrorDocument() {}

    /** What is no failure of the library. */
    static Map<String, Object> of(String code, String description, String kind) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("error", code);
        document.put("error_description", description);
        document.put("kind", kind);
        return document;
    }

    static Map<String, Object> of(MsalException failure) {
        Optional<ServiceError> said = FailureKind.serviceErrorOf(failure);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("error", failure.errorCode());
        document.put(
                "error_description",
                said.map(ServiceError::description)
                        .filter(description -> !description.isEmpty())
                        .orElseGet(() -> String.valueOf(failure.getMessage())));
        said.map(ServiceError::codes)
                .filter(codes -> !codes.isEmpty())
                .ifPresent(codes -> document.put("error_codes", codes));
        said.flatMap(ServiceError::suberror).ifPresent(suberror -> document.put("suberror", suberror));
        said.flatMap(ServiceError::claims).ifPresent(claims -> document.put("claims", claims));
        said.flatMap(ServiceError::errorUri).ifPresent(page -> document.put("error_uri", page));
        failure.correlationId().ifPresent(id -> document.put("correlation_id", id));
        said.flatMap(ServiceError::traceId).ifPresent(id -> document.put("trace_id", id));
        if (failure instanceof MsalThrottledException throttled) {
            document.put("retry_at", throttled.retryAt().getEpochSecond());
        }
        document.put("kind", FailureKind.of(failure).word());
        return document;
    }
}
