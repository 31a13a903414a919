/** A real browser and the people in front of it. Start with Person; tests say NeedsChromium and take a Chromium as a parameter. */
package io.openmsal.realparties.chromium;
