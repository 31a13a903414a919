/**
 * The values every port shares: a {@link io.openmsal.port.Secret} that cannot be printed by accident, a
 * {@link io.openmsal.port.Deadline} that bounds a whole acquisition, and a {@link io.openmsal.port.Cancellation} that ends
 * it early. The ports themselves stand in the packages below, one for each outside thing the core needs: start with
 * {@link io.openmsal.port.http.HttpTransport}.
 *
 * <p>Nothing here knows OAuth, and nothing here names a third-party library.
 */
@NullMarked
package io.openmsal.port;

import org.jspecify.annotations.NullMarked;
