// Runs the compile script of each project in one process: the compilers take seconds to load, and a small project a
// fraction of one.
//   node each.mjs PROJECT...
// prints a line of JSON for each: its exit code and all that it said.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { stdout, stderr } = process;
const print = stdout.write.bind(stdout);
const end = process.exit.bind(process);

/** @param {string} project */
function compile(project) {
  let said = '';
  const hear = (text, then) => {
    said += text;
    then?.();
    return true;
  };
  Object.assign(stdout, { write: hear });
  Object.assign(stderr, { write: hear });
  return new Promise((resolve, reject) => {
    process.exit = (code) => resolve({ code, said });
    import(pathToFileURL(path.join(project, 'scripts/compile.mjs')).href).catch(reject);
  });
}

for (const project of process.argv.slice(2)) print(`${JSON.stringify(await compile(project))}\n`);
end(0);
