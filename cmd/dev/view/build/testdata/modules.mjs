// Runs the modules of a built mini-program as the browser does, and prints what it gives to App.
import { readFileSync } from 'node:fs';

const { modules } = JSON.parse(readFileSync(0, 'utf8'));
const loaded = {};
const load = (file) => {
  if (loaded[file]) return loaded[file].exports;
  const module = loaded[file] = { exports: {} };
  const require = (request) => load(`${new URL(request, `file:///${file}`).pathname.slice(1)}.js`);
  new Function('require', 'module', 'exports', 'App', modules[file])(require, module, module.exports, ({ result }) => console.log(JSON.stringify(result)));
  return module.exports;
};
load('app.js');
