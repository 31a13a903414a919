/** One exchange with a server, whatever it is about: {@link io.openmsal.domain.exchange.ServerExchange} sends, bounds it in time, reports it, and turns what came back into JSON or a typed failure. What the JSON means is the business of the packages above. */
@NullMarked
package io.openmsal.domain.exchange;

import org.jspecify.annotations.NullMarked;
