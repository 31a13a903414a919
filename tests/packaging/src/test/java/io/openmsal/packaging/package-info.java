/** What is in the jars that are shipped, and that they run: alone, beside old libraries, as modules, as bundles. */
@NullMarked
package io.openmsal.packaging;

import org.jspecify.annotations.NullMarked;
