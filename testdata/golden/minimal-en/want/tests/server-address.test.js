const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { parseServer, chooseServer, isLoopback } = load('services/address');

test('what is typed or scanned becomes one form', () => {
  const forms = {
    'http://192.168.1.5:8080': 'http://192.168.1.5:8080',
    ' 192.168.1.5:8080/ ': 'http://192.168.1.5:8080',
    'HTTPS://Api.Example.com/live//': 'https://api.example.com/live',
    localhost: 'http://localhost',
    'http://[fe80::1]:8080': 'http://[fe80::1]:8080',
  };
  for (const [text, address] of Object.entries(forms)) assert.deepEqual(parseServer(text), { address, problem: '' }, text);
});

test('anything else is refused with its reason', () => {
  const refusals = {
    '': 'empty',
    '   ': 'empty',
    'rtmp://192.168.1.5/live': 'scheme',
    'http://192.168.1.5:99999': 'port',
    'http://192.168.1.5:0': 'port',
    'http://a b': 'form',
    'http://host/?q=1': 'form',
    'http://-host': 'form',
    '服务器': 'form',
    'http://user@host': 'form',
  };
  for (const [text, problem] of Object.entries(refusals)) assert.deepEqual(parseServer(text), { address: '', problem }, text);
});

test('a release ignores what the phone keeps', () => {
  const servers = { develop: 'http://127.0.0.1:8080', trial: '', release: 'https://api.example.com/' };
  const kept = 'http://192.168.1.5:8080';
  assert.equal(chooseServer('develop', servers, ''), 'http://127.0.0.1:8080');
  assert.equal(chooseServer('develop', servers, kept), kept);
  assert.equal(chooseServer('trial', servers, kept), kept);
  assert.equal(chooseServer('trial', servers, ''), '');
  assert.equal(chooseServer('release', servers, kept), 'https://api.example.com');
});

test('loopback addresses are known', () => {
  for (const address of ['http://127.0.0.1:8080', 'http://localhost', 'https://[::1]:80']) assert.ok(isLoopback(address), address);
  for (const address of ['http://192.168.1.5', 'http://localhost.example.com', '']) assert.ok(!isLoopback(address), address);
});
