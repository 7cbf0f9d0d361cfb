const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { duration, clock, count, statistics } = load('services/format');
const { decoded, withQuery } = load('services/query');

test('durations', () => {
  assert.deepEqual([0, 59999, 65000, 3665000, -1].map(duration), ['00:00', '00:59', '01:05', '1:01:05', '00:00']);
});

test('numbers of people fit a badge', () => {
  const text = (number) => count(number, { size: 10000, unit: '万' });
  assert.deepEqual([0, 9999, 10000, 12999, 1234567].map(text), ['0', '9999', '1万', '1.2万', '123万']);
  assert.equal(count(12345, { size: 1000, unit: 'K' }), '12.3K');
});

test('time of day', () => {
  assert.equal(clock(new Date(2026, 0, 1, 9, 5, 7).getTime()), '09:05:07');
});

test('statistics shows what a report has, zero included', () => {
  assert.deepEqual(statistics({ videoWidth: 720, videoHeight: 1280, videoFPS: 0, netSpeed: '812', netJitter: '' }), [
    { name: 'size', value: '720×1280' },
    { name: 'videoFPS', value: '0 fps' },
    { name: 'netSpeed', value: '812 kbps' },
  ]);
  assert.deepEqual(statistics({}), []);
});

test('values survive the way to another page', () => {
  const name = '50% & 周末?=#🌅';
  const url = withQuery('../room/room', { roomName: name, pureAudio: false });
  const value = /roomName=([^&]*)/.exec(url)[1];
  assert.equal(decoded(value), name);
  assert.match(url, /&pureAudio=false$/);
});

test('a value that is not encoded stays as it is', () => {
  assert.equal(decoded('100% live'), '100% live');
});
