const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { failure, fromReply, fromRequest, fromCore, shown } = load('services/failure');
const words = load('words/index');

test('a code of the server gets the words of this app', () => {
  const error = fromReply(503, { error: { code: 'stream_not_configured', message: 'x', hint: 'y' } });
  assert.ok(error instanceof Error);
  assert.deepEqual(shown(error), { code: 'stream_not_configured', ...words.failures.stream_not_configured });
});

test('a code that this app does not know keeps the words of the server', () => {
  const error = fromReply(400, { error: { code: 'brand_new', message: 'Sentence.', hint: 'Next.' } });
  assert.deepEqual(shown(error), { code: 'brand_new', message: 'Sentence.', hint: 'Next.' });
});

test('a reply in another shape is not from our server', () => {
  assert.equal(fromReply(404, '<html>').code, 'not_a_server');
  assert.equal(fromReply(200, 'hello').code, 'not_a_server');
  assert.equal(fromReply(404, { error: 'no' }).code, 'not_a_server');
  assert.equal(fromReply(502, null).code, 'server_error');
});

test('errMsg of wx.request is read for its known words', () => {
  const codes = {
    'request:fail timeout': 'timeout',
    'request:fail url not in domain list': 'domain',
    'request:fail 不在以下 request 合法域名列表中': 'domain',
    'request:fail ssl hand shake error': 'certificate',
    'request:fail interrupted': 'interrupted',
    'request:fail connect ECONNREFUSED': 'offline',
  };
  for (const [errMsg, code] of Object.entries(codes)) assert.equal(fromRequest({ errMsg }).code, code, errMsg);
  assert.equal(fromRequest({}).code, 'offline');
});

test('a failure of the core keeps its text', () => {
  assert.equal(shown(fromCore({ errCode: 5001, errMsg: 'Full' })).message, 'Full');
});

test('whatever else is thrown is shown as unknown, not as it is', () => {
  for (const thrown of [new TypeError('x is undefined'), 'text', undefined, { errMsg: 'raw' }]) {
    assert.equal(shown(thrown).code, 'unknown');
    assert.equal(shown(thrown).message, failure('unknown').message);
  }
});
