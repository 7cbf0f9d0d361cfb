import path from 'node:path';
import { fromCompiler, fromGraph, fromTemplates, fromWarnings } from './problems.mjs';
import { root } from './project.mjs';

/** What an upload does, with every stage on that checks syntax. */
const setting = { useProjectConfig: true, es6: true, minifyWXML: true, minifyWXSS: true };

/**
 * Compiles the project off line with WeChat's own compilers.
 * @param {Awaited<ReturnType<typeof import('./project.mjs').openProject>>} opened
 * @returns {Promise<{files: Record<string, string | Buffer>, problems: import('./problems.mjs').Problem[], unchecked: boolean}>}
 *   the compiled files by path in the package; unchecked: expressions in WXML could not be checked on this computer
 */
export async function compile({ ci, project, miniprogramRoot }) {
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
