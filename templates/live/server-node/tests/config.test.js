import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { load, missing } from '../live/config.js';
import { parseEnv } from '../live/dotenv.js';
import { ConfigError } from '../live/rules.js';
import { developmentKey } from '../live/state.js';

const SECRET = '00112233445566778899aabbccddeeff';
const KEY = '0123456789abcdef'.repeat(4);
const APPID = 'wx0123456789abcdef';

test('a .env file is read as a shell would', () => {
  const text = '\ufeff# a comment\r\nPLAIN=value\r\n  export SHELL_STYLE = spaced out  # comment\nEMPTY=\nONLY_COMMENT= # nothing\n'
    + 'HASH=a#b\nSINGLE=\'a # b \\n "c"\' # comment\nDOUBLE="a # b \\n \\"c\\" \\\\n"\n\t\nEQUALS=a=b==\nPLAIN=later';
  assert.deepEqual(Object.fromEntries(parseEnv('.env', text)), {
    PLAIN: { value: 'later', from: '.env:11' },
    SHELL_STYLE: { value: 'spaced out', from: '.env:3' },
    EMPTY: { value: '', from: '.env:4' },
    ONLY_COMMENT: { value: '', from: '.env:5' },
    HASH: { value: 'a#b', from: '.env:6' },
    SINGLE: { value: 'a # b \\n "c"', from: '.env:7' },
    DOUBLE: { value: 'a # b \n "c" \\n', from: '.env:8' },
    EQUALS: { value: 'a=b==', from: '.env:10' },
  });
});

test('a malformed line is named, not shown', () => {
  for (const line of ['SECRETKEY', 'SECRET KEY=1', '=1', '1A=1', 'A="open', "A='open", 'A="a" b', 'A="a\\"', '中文=1']) {
    assert.throws(() => parseEnv('.env', `OK=1\n${line}\n`), (/** @type {Error} */ error) => (
      error.message.startsWith('.env:2: ') && !error.message.includes(line)), line);
  }
});

test('the environment beats .env, which beats defaults.env; empty is not set', (t) => {
  const dir = folder(t, {
    'defaults.env': 'PORT=1001\nHOST=10.0.0.1\nSDKAPPID=1400000001\nSECRET_KEY=x\n',
    '.env': 'PORT=1002\nHOST=10.0.0.2\nSDKAPPID=\n',
  });
  const config = load(dir, { PORT: '1003', HOST: '' });
  assert.deepEqual([config.port, config.host, config.sdkAppID], [1003, '10.0.0.2', 1400000001]);
  assert.deepEqual(config.unknown, [`${join(dir, 'defaults.env')}:4`]);
});

test('without any file or variable it is a development server on this computer', () => {
  const config = load('/nowhere', {});
  assert.deepEqual([config.production, config.host, config.port, config.wxAPIURL], [false, '127.0.0.1', 8080, 'https://api.weixin.qq.com']);
  assert.deepEqual(missing(config), ['WX_APPID', 'WX_APPSECRET', 'SDKAPPID', 'SECRETKEY', 'PUSH_DOMAIN', 'PUSH_KEY', 'PLAY_DOMAIN']);
});

test('a file that cannot be read is named', (t) => {
  const dir = folder(t, {});
  mkdirSync(join(dir, '.env'));
  assert.throws(() => load(dir, {}), /the settings cannot be read: .*EISDIR/);
});

test('secrets that others can read are noticed', { skip: process.platform === 'win32' && 'modes say nothing here' }, (t) => {
  const dir = folder(t, { '.env': '', 'defaults.env': '' });
  const file = join(dir, '.env');
  for (const [mode, exposed] of /** @type {[number, string][]} */ ([[0o600, ''], [0o400, ''], [0o640, file], [0o604, file]])) {
    chmodSync(file, mode);
    assert.equal(load(dir, {}).exposed, exposed);
  }
  rmSync(file);
  assert.equal(load(dir, {}).exposed, '');
});

test('wrong settings are refused without their values', () => {
  const complete = { ENV: 'production', WX_APPID: APPID, WX_APPSECRET: SECRET, SDKAPPID: '1400000001', SECRETKEY: KEY };
  assert.equal(load('/nowhere', complete).production, true);
  /** @type {[Record<string, string>, string][]} */
  const cases = [
    [{ ENV: 'prod' }, 'ENV'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '80a' }, 'PORT'],
    [{ HOST: 'a b' }, 'HOST'],
    [{ WX_APPID: 'WX0123456789ABCDEF' }, 'WX_APPID'],
    [{ WX_APPSECRET: 'short', WX_APPID: APPID }, 'WX_APPSECRET'],
    [{ WX_APPSECRET: SECRET }, 'WX_APPSECRET'],
    [{ WX_APPSECRET: SECRET, WX_APPID: 'touristappid' }, 'WX_APPSECRET'],
    [{ WX_API_URL: 'https://api.weixin.qq.com/?a' }, 'WX_API_URL'],
    [{ SDKAPPID: APPID }, 'SDKAPPID'],
    [{ SECRETKEY: `${KEY}0` }, 'SECRETKEY'],
    [{ PUSH_DOMAIN: 'rtmp://push.example.com' }, 'PUSH_DOMAIN'],
    [{ PLAY_DOMAIN: '1.2.3.4' }, 'PLAY_DOMAIN'],
    [{ PUSH_DOMAIN: 'a.example.com', PLAY_DOMAIN: 'A.example.com' }, 'PLAY_DOMAIN'],
    [{ PUSH_KEY: 'two words' }, 'PUSH_KEY'],
    [{ PLAY_KEY: '钥匙' }, 'PLAY_KEY'],
    [{ MEDIA_URL: 'http://192.168.1.2/live' }, 'MEDIA_URL'],
    [{ MEDIA_FLV: 'rtmp://192.168.1.2/live' }, 'MEDIA_FLV'],
    [{ MEDIA_KEY: 'fifteen-signs15' }, 'MEDIA_KEY'],
    [{ MEDIA_KEY: 'sixteen or more with spaces' }, 'MEDIA_KEY'],
    [{ OPERATORS: 'user_1, user_2' }, 'OPERATORS'],
    [{ SEATS: 'closed' }, 'SEATS'],
    [{ ROOM_AWAY: '19' }, 'ROOM_AWAY'],
    [{ ROOM_AWAY: '3m' }, 'ROOM_AWAY'],
    [{ STATE_DIR: 'a\nb' }, 'STATE_DIR'],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, nginx' }, 'TRUSTED_PROXIES'],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES'],
    [{ TRUSTED_PROXIES: ';' }, 'TRUSTED_PROXIES'],
    [{ ENV: 'production' }, 'WX_APPID WX_APPSECRET SDKAPPID SECRETKEY'],
    [{ ...complete, SECRETKEY: '' }, 'SECRETKEY'],
    [{ ...complete, WX_APPSECRET: '' }, 'WX_APPSECRET'],
  ];
  for (const [env, names] of cases) {
    assert.throws(() => load('/nowhere', env), (/** @type {unknown} */ error) => {
      assert.ok(error instanceof ConfigError);
      assert.equal(error.refusals.map(({ name }) => name).join(' '), names);
      for (const [name, value] of Object.entries(env)) {
        assert.ok(!value || name === 'ENV' || !error.message.includes(value), error.message);
      }
      return true;
    });
  }
});

test('the key of development is kept, for its owner alone', (t) => {
  const dir = join(folder(t, {}), '.state');
  const key = developmentKey(dir);
  assert.match(key, /^[0-9a-f]{64}$/);
  assert.equal(developmentKey(dir), key);
  if (process.platform !== 'win32') assert.equal(statSync(join(dir, 'key')).mode & 0o777, 0o600);
  assert.equal(readFileSync(join(dir, '.gitignore'), 'utf8'), '*\n');
  writeFileSync(join(dir, 'key'), '');
  assert.match(developmentKey(dir), /^[0-9a-f]{64}$/);
  assert.notEqual(developmentKey(''), developmentKey(''));
  assert.throws(() => developmentKey(join(dir, 'key')), /STATE_DIR/);
});

/**
 * A folder for the length of a test.
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string>} files
 */
function folder(t, files) {
  const dir = mkdtempSync(join(tmpdir(), 'server-'));
  t.after(() => rmSync(dir, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}
