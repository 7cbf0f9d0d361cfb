// What WeChat's compiler puts into the package of a mini-program, as JSON: the paths of its files, what it
// warns of, and the error that it stopped at.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);
const log = console.log;
console.log = console.info = console.warn = console.error = () => {}; // it tells of its own work
const ci = require('miniprogram-ci');

const folder = mkdtempSync(path.join(tmpdir(), 'key-'));
const privateKeyPath = path.join(folder, 'private.key');
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
writeFileSync(privateKeyPath, privateKey.export({ type: 'pkcs1', format: 'pem' }));

const project = new ci.Project({ appid: 'wx0123456789abcdef', type: 'miniProgram', projectPath: process.argv[2], privateKeyPath, ignores: [] });
project.attr = async () => ci.DefaultProjectAttr;
ci.proxy('http://127.0.0.1:9'); // nobody serves it: the lists that it brought along do
const setting = { useProjectConfig: true, es6: true, minifyWXML: true, minifyWXSS: true };
const { files = {}, error } = await ci.getCompiledResult({ project, version: '0', desc: '', setting })
  .then((files) => ({ files }), (error) => ({ error }));
rmSync(folder, { recursive: true });

const warnings = Object.keys(files).filter((name) => name.endsWith('.json') && String(files[name]).includes('__warning__'));
log(JSON.stringify({ files: Object.keys(files).sort(), warnings, error: error ? error.message : '' }));
process.exit();
