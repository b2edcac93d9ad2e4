// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** Number of `--service-N` colours in the theme. */
export const SERVICE_COLOUR_COUNT = 24;

/** Which theme colour each service has. */
export type ServiceColours = ReadonlyMap<string, number>;

/**
 * Gives each service a colour that depends on its name, and moves to the next free one where two
 * names meet: stable from page to page for the same set of services, and distinct within it as long
 * as there are enough colours.
 */
export function assignServiceColours(names: Iterable<string>): ServiceColours {
  const colours = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...new Set(names)].toSorted()) {
    let colour = hash(name) % SERVICE_COLOUR_COUNT;
    while (taken.has(colour)) {
      colour = (colour + 1) % SERVICE_COLOUR_COUNT;
    }
    taken.add(colour);
    if (taken.size === SERVICE_COLOUR_COUNT) {
      taken.clear();
    }
    colours.set(name, colour);
  }
  return colours;
}

/** The CSS value; a name outside the set has the colour of its hash. */
export function serviceColour(colours: ServiceColours, name: string): string {
  return `var(--service-${colours.get(name) ?? hash(name) % SERVICE_COLOUR_COUNT})`;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}
