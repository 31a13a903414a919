/**
 * The rules of the hexagon, as build failures. One class per theme; start with {@code ArrowsPointInwardTest}. Each rule is held
 * against everything shipped and, so that no rule is one that cannot fail, against a class planted to break it: those stand
 * in the {@code planted} packages beside this one, under the very names the rules look for.
 */
package io.openmsal.architecture;
