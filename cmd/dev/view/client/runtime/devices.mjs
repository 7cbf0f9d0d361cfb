/**
 * @typedef {object} Device
 * @property {string} name
 * @property {number} width in px, as all of these
 * @property {number} height
 * @property {number} statusBar height of the status bar, which is the safe area above
 * @property {number} bottom safe area below
 */

/** @type {Device[]} a phone with a button, one with a notch, a large one */
export const devices = [
  { name: 'small', width: 320, height: 568, statusBar: 20, bottom: 0 },
  { name: 'medium', width: 375, height: 812, statusBar: 44, bottom: 34 },
  { name: 'large', width: 430, height: 932, statusBar: 59, bottom: 34 },
];

/** Height of the navigation bar below the status bar. */
export const BAR = 44;

/** Size of the capsule at the right of the navigation bar, and its distance from the right. */
export const CAPSULE = { width: 87, height: 32, right: 7 };

/**
 * @param {string | null} name
 * @param {number} width of the window, which decides when the name says nothing
 * @returns {Device}
 */
export function deviceOf(name, width) {
  return devices.find((device) => device.name === name) ?? devices.findLast((device) => device.width <= width) ?? devices[0];
}
