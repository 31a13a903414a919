package io.openmsal;

/** Signs a person in who uses another device for it (RFC 8628). */
public interface DeviceCodeRequest
        extends TenantedRequest<DeviceCodeRequest>,
                ExtensibleRequest<DeviceCodeRequest>,
                BoundRequest<DeviceCodeRequest> {}
