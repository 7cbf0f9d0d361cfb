/** Longer texts are cut, as nobody reads them. */
const LONGEST = 20_000;

/**
 * @param {unknown} value of the mini-program: may hold functions, bytes and itself
 * @returns {string} as JSON, on several lines
 */
export function readable(value) {
  const above = [];
  const text = JSON.stringify(value, function plain(name, part) {
    if (typeof part === 'function') return `${part.name || 'ƒ'}()`;
    if (typeof part === 'bigint') return String(part);
    if (part === null || typeof part !== 'object') return part;
    if (part.nodeType) return `<${part.nodeName.toLowerCase()}>`;
    if (part.byteLength !== undefined) return `${part.byteLength} B`;
    // JSON.stringify is at the object that holds this part: what was below it has been left.
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (above.includes(part)) return '…';
    above.push(part);
    return part;
  }, 2) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** @param {object} value */
export function summary(value) {
  return Array.isArray(value) ? `[${value.length}]` : '{…}';
}
