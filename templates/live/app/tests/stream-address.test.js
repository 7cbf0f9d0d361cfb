const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { checkPush, checkPlay } = load('services/stream-address');

const NOW = 1700000000 * 1000;
const push = (text, playDomain = '') => checkPush(text, { now: NOW, playDomain });
const play = (text, pushDomain = '') => checkPlay(text, { pushDomain });

test('push takes RTMP with a stream name', () => {
  assert.equal(push(' rtmp://push.example.com/live/s?txSecret=a&txTime=6553F101 '), '');
  assert.equal(push('rtmp://192.168.1.5:1935/live/s'), '');
  assert.equal(push(''), 'empty');
  assert.equal(push('push.example.com/live/s'), 'form');
  assert.equal(push('rtmp://push.example.com/live/a b'), 'form');
  assert.equal(push('https://play.example.com/live/s.flv'), 'notRtmp');
  assert.equal(push('rtmp://push.example.com/live'), 'noStream');
  assert.equal(push('rtmp://push.example.com/live/'), 'noStream');
});

test('push finds what CSS would refuse without a word', () => {
  assert.equal(push('rtmp://Play.example.com/live/s', 'play.example.com'), 'playDomain');
  assert.equal(push('rtmp://push.example.com/live/s?txSecret=a&txTime=6553f0ff'), 'expired');
});

test('play takes FLV and RTMP, and says why not the others', () => {
  assert.equal(play('https://play.example.com/live/s.flv'), '');
  assert.equal(play('http://192.168.1.5:8000/live/s.flv'), '');
  assert.equal(play('rtmp://play.example.com/live/s'), '');
  assert.equal(play('https://play.example.com/live/s.m3u8?a=1'), 'hls');
  assert.equal(play('webrtc://play.example.com/live/s'), 'webrtc');
  assert.equal(play('trtc://cloud.tencent.com/play/s'), 'notPlayable');
  assert.equal(play('rtmp://push.example.com/live/s', 'push.example.com'), 'pushDomain');
  assert.equal(play('rtmp://play.example.com'), 'noStream');
  assert.equal(play('  '), 'empty');
});
