/**
 * The library in a CDI container, of which it knows nothing: {@link sample.cdi.Login} makes one application object for all beans, which
 * take the narrow interface they need.
 */
@NullMarked
package sample.cdi;

import org.jspecify.annotations.NullMarked;
