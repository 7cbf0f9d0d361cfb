// The scripts of a project against a stand-in for miniprogram-ci, which answers
// as WeChat does: what a user is told, and what WeChat would be sent.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const project = process.env.MLVB_PROJECT;
const standIn = fileURLToPath(new URL('miniprogram-ci', import.meta.url));
const pem = '-----BEGIN RSA PRIVATE KEY-----\nnot a key\n-----END RSA PRIVATE KEY-----\n';
const key = { WX_UPLOAD_KEY: pem };
const { scripts } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));

let root;
before(() => {
  root = mkdtempSync(path.join(tmpdir(), 'mlvb publish '));
  cpSync(path.join(project, 'scripts'), path.join(root, 'scripts'), { recursive: true });
  cpSync(standIn, path.join(root, 'node_modules', 'miniprogram-ci'), { recursive: true });
});
after(() => rmSync(root, { recursive: true }));

function configure(appid) {
  const config = JSON.parse(readFileSync(path.join(project, 'project.config.json'), 'utf8'));
  writeFileSync(path.join(root, 'project.config.json'), JSON.stringify({ ...config, appid }));
}

/** Runs a script as package.json does. @param {'compile' | 'preview' | 'upload'} script */
function start(script, args, { answer = 'ok', ...env } = {}) {
  const [, file, ...given] = scripts[script].split(' ');
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, file), ...given, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, STAND_IN_ANSWER: answer, STAND_IN_SENT: path.join(root, 'sent.json'), ...env },
  });
  return { status, stdout, stderr };
}

function sent() {
  return JSON.parse(readFileSync(path.join(root, 'sent.json'), 'utf8'));
}

test('a preview shows the QR code and nothing of the tool\'s own log', () => {
  configure('wx0123456789abcdef');
  const { status, stdout, stderr } = start('preview', ['--desc', '第一版'], { WX_UPLOAD_KEY: pem });
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(stdout, /^(█+\n){25}/);
  assert.doesNotMatch(stdout, /\[log\]/);
  assert.deepEqual(sent(), {
    method: 'preview', appid: 'wx0123456789abcdef', privateKey: pem, robot: 1, desc: '第一版', qrcodeFormat: 'terminal',
    setting: { useProjectConfig: true },
  });
});

test('an upload sends version, description and robot, signed by the key in the folder', () => {
  configure('wx0123456789abcdef');
  writeFileSync(path.join(root, 'private.wx0123456789abcdef.key'), pem);
  const { status, stdout } = start('upload', ['--version', '1.2.0', '--desc', 'first', '--robot', '30']);
  rmSync(path.join(root, 'private.wx0123456789abcdef.key'));
  assert.equal(status, 0);
  assert.match(stdout, /1\.2\.0/);
  assert.deepEqual(sent(), {
    method: 'upload', appid: 'wx0123456789abcdef', privateKey: pem, robot: 30, version: '1.2.0', desc: 'first',
    setting: { useProjectConfig: true },
  });
});

test('an upload whose release would have no server says so', () => {
  configure('wx0123456789abcdef');
  const live = path.join(root, 'miniprogram', 'packages', 'live');
  mkdirSync(live, { recursive: true });
  for (const [release, noted] of [['', true], ['https://api.example.com', false]]) {
    writeFileSync(path.join(live, 'config.js'), `module.exports = { servers: { release: '${release}' } };`);
    const { status, stdout } = start('upload', ['--version', '1.2.0'], key);
    assert.equal(status, 0);
    assert.equal(/servers\.release/.test(stdout), noted, stdout);
  }
});

test('what is not installed is named, and how to install it', () => {
  configure('wx0123456789abcdef');
  rmSync(path.join(root, 'node_modules'), { recursive: true });
  const { status, stderr } = start('compile', []);
  cpSync(standIn, path.join(root, 'node_modules', 'miniprogram-ci'), { recursive: true });
  assert.equal(status, 1);
  assert.match(stderr, /^.+\n {2}npm install\n$/);
});

test('a project.config.json that is no JSON is named', () => {
  writeFileSync(path.join(root, 'project.config.json'), '{"appid": }');
  const { status, stderr } = start('compile', []);
  assert.equal(status, 1);
  assert.match(stderr, /^project\.config\.json: .+\n {2}.+\n$/);
});

const refusals = [
  { name: 'no key: where to make one', says: [/private\.wx0123456789abcdef\.key/, /小程序代码上传/, /--key/] },
  { name: 'a key that is not there', args: ['--key', 'lost.key'], says: [/lost\.key/, /ENOENT/] },
  { name: 'an address off the white list', env: { ...key, answer: 'ip' }, says: [/203\.0\.113\.7/, /IP 白名单/] },
  { name: 'a damaged key', env: { ...key, answer: 'key' }, says: [/小程序代码上传/] },
  { name: 'no network', env: { ...key, answer: 'network' }, says: [/HTTPS_PROXY/] },
  { name: 'another refusal', env: { ...key, answer: 'other' }, says: [/appid is frozen/] },
  { name: 'code that does not compile', env: { ...key, answer: 'code' }, says: [/app\.js:3:7 {2}Unexpected token/] },
  { name: 'a robot out of range', args: ['--robot', '31'], env: key, says: [/--robot 31/, /1-30/] },
  { name: 'an unknown option', args: ['--colour'], env: key, says: [/--colour/, /npm run preview/] },
  { name: 'a word too many', args: ['now'], env: key, says: [/now/, /npm run preview/] },
  { name: 'a flag without its value', script: 'upload', args: ['--version', '--desc', 'x'], env: key, says: [/^--version /, /npm run upload/] },
  { name: 'a visitor\'s AppID', appid: 'touristappid', env: key, says: [/touristappid/, /project\.config\.json/] },
  { name: 'an upload without a version', script: 'upload', env: key, says: [/--version 1\.0\.0/] },
];
for (const { name, script = 'preview', appid = 'wx0123456789abcdef', args = [], env, says } of refusals) {
  test(`${name} is refused in plain words`, () => {
    configure(appid);
    const { status, stdout, stderr } = start(script, args, env);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    for (const words of says) assert.match(stderr, words);
    assert.doesNotMatch(stderr, /\n\s+at |not a key|Unknown option|ambiguous|positional/);
  });
}
