/** What WeChat takes at most of the main package, and of each sub-package, in bytes. */
export const LIMIT = 2 * 1024 * 1024;

/**
 * Sums a compiled mini-program by package.
 * @param {Record<string, string | Buffer>} files
 * @returns {[root: string, bytes: number][]} the main package, whose root is empty, comes first
 */
export function packageSizes(files) {
  const { subPackages = [] } = JSON.parse(files['app.json'].toString());
  const roots = subPackages.map(({ root }) => root);
  const sizes = new Map(['', ...roots].map((root) => [root, 0]));
  for (const [name, content] of Object.entries(files)) {
    const root = roots.find((each) => name.startsWith(each)) ?? '';
    sizes.set(root, sizes.get(root) + Buffer.byteLength(content));
  }
  return [...sizes];
}
