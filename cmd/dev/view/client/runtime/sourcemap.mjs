const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Where a place of a script stood before esbuild turned the script into CommonJS.
 * @param {string} code with its source map at the end, or without
 * @param {{line: number, column: number}} place counted from 1
 * @returns {{line: number, column: number}} the same place where there is no map
 */
export function original(code, place) {
  const [, map] = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(code) ?? [];
  if (!map) return place;
  const { mappings } = JSON.parse(atob(map));
  let [line, column, found] = [0, 0, place];
  mappings.split(';').slice(0, place.line).forEach((segments, index) => {
    let generated = 0;
    for (const segment of segments.split(',').filter(Boolean)) {
      const [moved, , lines = 0, columns = 0] = numbers(segment);
      generated += moved;
      line += lines;
      column += columns;
      if (index === place.line - 1 && generated < place.column) found = { line: line + 1, column: column + 1 };
    }
  });
  return found;
}

/** The numbers of a segment, in base 64 with five bits a digit and the sign in the lowest bit. */
function numbers(segment) {
  const found = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return found;
}
