/**
 * The library in a Spring application, of which it knows nothing: {@link sample.spring.LoginConfiguration} makes one application object
 * for all beans, which take the narrow interface they need.
 */
@NullMarked
package sample.spring;

import org.jspecify.annotations.NullMarked;
