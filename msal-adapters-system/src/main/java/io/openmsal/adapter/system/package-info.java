/**
 * The machine as it is: {@link io.openmsal.adapter.system.SystemEnvironment} reads variables, properties and small files,
 * {@link io.openmsal.adapter.system.SystemSleeper} really waits. Nothing here keeps state or starts a thread.
 */
@NullMarked
package io.openmsal.adapter.system;

import org.jspecify.annotations.NullMarked;
