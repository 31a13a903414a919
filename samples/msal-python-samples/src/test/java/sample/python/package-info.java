/** Each program is run as its reader would run it, in a world that is the emulator. */
@NullMarked
package sample.python;

import org.jspecify.annotations.NullMarked;
