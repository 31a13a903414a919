/** One HTTP exchange: the single door through which every outbound byte of the library leaves. Start with {@link io.openmsal.port.http.HttpTransport}. */
@NullMarked
package io.openmsal.port.http;

import org.jspecify.annotations.NullMarked;
