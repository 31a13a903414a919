/**
 * Testing with and against the JSON port. Start with {@link io.openmsal.testing.json.FakeJsonCodec}, a codec that needs no
 * library and remembers what went through it; an adapter of your own passes when it passes
 * {@link io.openmsal.testing.json.JsonCodecContract}.
 */
@NullMarked
package io.openmsal.testing.json;

import org.jspecify.annotations.NullMarked;
