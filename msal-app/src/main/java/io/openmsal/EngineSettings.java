package io.openmsal;

import io.openmsal.domain.authority.Region;
import io.openmsal.domain.exchange.Introduction;
import java.time.Duration;
import java.util.List;

/**
 * What a builder was told that concerns all flows of an application.
 *
 * @param capabilities what the application can do, as the issuer is told
 * @param region where its own tokens are asked for
 * @param introduction how it presents itself to servers
 * @param throttled whether requests are held back after a refusal
 * @param timeout how long an acquisition may take that waits for nobody
 */
record EngineSettings(
        List<String> capabilities, Region region, Introduction introduction, boolean throttled, Duration timeout) {}
