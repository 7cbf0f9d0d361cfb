// Compiles the mini-program as an upload would, and says what the official
// compilers refuse and how large each package is.
import path from 'node:path';
import { describe, fromCompiler, fromGraph, fromTemplates, fromWarnings } from './problems.mjs';
import { openProject, root } from './project.mjs';
import { Failure, run, say } from './run.mjs';
import words from './words.mjs';

/** What an upload does, with every stage on that checks syntax. */
const setting = { useProjectConfig: true, es6: true, minifyWXML: true, minifyWXSS: true };

/** What WeChat takes at most of the main package, and of each sub-package, in bytes. */
const LIMIT = 2 * 1024 * 1024;

await run(async () => {
  const { files, problems, unchecked } = await compile(await openProject());
  if (unchecked) say(words.unchecked);
  for (const problem of problems) say(describe(problem));
  if (problems.length > 0) throw new Failure(words.refused(problems.length), words.refusedHint);

  const sizes = packageSizes(files).map(([name, bytes]) => ({ name: name || words.mainPackage, bytes }));
  for (const { name, bytes } of sizes) say(`${name}  ${(bytes / 1024).toFixed(1)} KB`);
  const large = sizes.find(({ bytes }) => bytes > LIMIT);
  if (large) throw new Failure(words.tooLarge(large.name), words.tooLargeHint);
  say(words.compiled);
});

/**
 * Compiles the project off line with WeChat's own compilers.
 * @param {Awaited<ReturnType<typeof import('./project.mjs').openProject>>} opened
 * @returns {Promise<{files: Record<string, string | Buffer>, problems: import('./problems.mjs').Problem[], unchecked: boolean}>}
 *   the compiled files by path in the package; unchecked: expressions in WXML could not be checked on this computer
 */
async function compile({ ci, project, miniprogramRoot }) {
  stayHere();
  stayOffLine(ci, project);
  const { files = {}, error } = await ci.getCompiledResult({ project, version: '0', desc: '', setting })
    .then((files) => ({ files }), (error) => ({ error }));
  const problems = error ? [fromCompiler(error, miniprogramRoot)] : fromWarnings(files, miniprogramRoot);
  if (error?.path?.endsWith('.json')) return { files, problems, unchecked: false };

  const graph = await ci.analyseCode(project, { silent: true });
  problems.push(...fromGraph(graph, miniprogramRoot));
  const templates = await compileTemplates(miniprogramRoot);
  problems.push(...templates.problems.filter(({ file }) => problems.every((known) => known.file !== file)));
  return { files, problems, unchecked: templates.unchecked };
}

/**
 * The compiler starts a process, and that one threads, of which each loads the compiler for seconds. These are
 * the switches by which DevTools keeps it in one process.
 */
function stayHere() {
  const switches = ['compilerInMainProcess', 'compilerNotInWorker'];
  const storage = { getItem: (name) => (switches.includes(name) ? 'true' : null) };
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true }); // which newer Node.js has, too
}

/**
 * The compiler asks WeChat for the limits of the AppID and for a list of file
 * types: the first is replaced, the second goes to a port that nobody serves,
 * upon which it takes the list that it brought along.
 */
function stayOffLine(ci, project) {
  project.attr = async () => ci.DefaultProjectAttr;
  ci.proxy('http://127.0.0.1:9');
}

/** WeChat's WXML compiler is the only one that reads the expressions in {{ }}. */
async function compileTemplates(miniprogramRoot) {
  const { default: compiler } = await import('miniprogram-compiler');
  try {
    compiler.wxmlToJs(path.join(root, miniprogramRoot), { maxBuffer: 64 * 1024 * 1024 });
    return { problems: [], unchecked: false };
  } catch (error) {
    // It is a program for x64 (Windows: x86): elsewhere it may not start at all.
    if (error.syscall) return { problems: [], unchecked: true };
    return { problems: fromTemplates(error, miniprogramRoot), unchecked: false };
  }
}

/**
 * Sums a compiled mini-program by package.
 * @param {Record<string, string | Buffer>} files
 * @returns {[root: string, bytes: number][]} the main package, whose root is empty, comes first
 */
function packageSizes(files) {
  const { subPackages = [] } = JSON.parse(files['app.json'].toString());
  const roots = subPackages.map(({ root }) => root);
  const sizes = new Map(['', ...roots].map((root) => [root, 0]));
  for (const [name, content] of Object.entries(files)) {
    const root = roots.find((each) => name.startsWith(each)) ?? '';
    sizes.set(root, sizes.get(root) + Buffer.byteLength(content));
  }
  return [...sizes];
}
