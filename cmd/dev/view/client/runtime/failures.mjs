/** @typedef {import('./built.mjs').Failure} Failure */

/**
 * Whether a mistake keeps something from running: a warning doesn't.
 * @param {Failure} failure
 */
export const isError = ({ severity }) => severity !== 'warning';

/**
 * Whether a mistake concerns a page.
 * @param {Failure} failure
 * @param {string | undefined} page path; none before there is one: then only what concerns the whole app
 */
export const concerns = ({ pages }, page) => !pages || pages.includes(page);

/**
 * The mistakes that keep a page from running.
 * @param {Failure[]} failures
 * @param {string | undefined} page
 */
export const blocking = (failures, page) => failures.filter((failure) => isError(failure) && concerns(failure, page));

/**
 * The page that something that went wrong belongs to: the one whose own script it is, else the one that the user sees.
 * @param {string} file path in the mini-program
 * @param {string[]} stack paths of the open pages, from the bottom
 * @returns {string | undefined} undefined: there is no page yet
 */
export function ownerOf(file, stack) {
  return stack.find((page) => file === `${page}.js`) ?? stack.at(-1);
}
