/**
 * Two-way bindings, `model:value`: who wants to hear what a tag's own value becomes.
 * @type {WeakMap<object, Map<string, ((value: unknown) => void) | null>>}
 */
const bindings = new WeakMap();

/**
 * @param {object} element
 * @param {string} attribute
 * @param {((value: unknown) => void) | null} listener null: nobody any more
 */
export function bindModel(element, attribute, listener) {
  const known = bindings.get(element) ?? new Map();
  bindings.set(element, known.set(attribute, listener));
}

/**
 * @param {object} element
 * @param {string} attribute
 * @param {unknown} value that the user gave it
 */
export function tellModel(element, attribute, value) {
  bindings.get(element)?.get(attribute)?.(value);
}
