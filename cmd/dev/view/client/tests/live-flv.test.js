// The FLV that <live-pusher> sends from the browser, and what <live-player> reads of it.
const assert = require('node:assert/strict');
const { test, before } = require('node:test');

/** @type {Record<string, any>} */
let live;
before(async () => {
  const parts = ['flv-writer', 'flv-stream', 'flv-reader', 'sei'].map((name) => import(`../live/${name}.mjs`));
  live = Object.assign({}, ...(await Promise.all(parts)));
});

const hex = (data) => Buffer.from(data).toString('hex');
const bytes = (...values) => Uint8Array.from(values);
const sound = (time, data = bytes(7)) => ({ kind: 'audio', time, key: true, data });
const picture = (time, key, data = bytes(9)) => ({ kind: 'video', time, key, data });

/** Tags of what was written, and their bodies. */
function tagsOf(parts) {
  const tags = [];
  const read = live.createFlvReader((tag) => tags.push(tag));
  for (const part of parts) read(part);
  return tags;
}

const begun = (format) => {
  const stream = live.createFlvStream({ about: {}, ...format });
  if (format.video) stream.configure('video', bytes(1, 2));
  if (format.audio) stream.configure('audio', bytes(3, 4));
  return stream;
};

test('the header says which kinds there are', () => {
  assert.equal(hex(live.header({ audio: true, video: true })), '464c5601050000000900000000');
  assert.equal(hex(live.header({ audio: true, video: false })), '464c5601040000000900000000');
});

test('a tag has its type, size, time and length at the end', () => {
  assert.equal(hex(live.avcFrame(0x01020304, true, bytes(0xaa))), `09000006${'02030401'}000000${'1701000000aa'}00000011`);
  assert.equal(hex(live.avcFrame(-3, false, bytes())), '09000005000000000000002701000000' + '00000010');
});

test('AAC and Opus have their own marks', () => {
  assert.equal(hex(live.aacConfig(0, bytes(0x12, 0x10))).slice(22, -8), 'af001210');
  assert.equal(hex(live.aacFrame(0, bytes(1))).slice(22, -8), 'af0101');
  assert.equal(hex(live.opusConfig(0, bytes(1))).slice(22, -8), '904f70757301');
  assert.equal(hex(live.opusFrame(0, bytes(2))).slice(22, -8), '914f70757302');
});

test('metadata is an AMF0 array of numbers, texts and switches', () => {
  const body = hex(live.metadata({ width: 360, hasAudio: false, encoder: 'x' })).slice(22, -8);
  const name = (text) => Buffer.from(text).toString('hex');
  const fields = `0005${name('width')}004076800000000000` + `0008${name('hasAudio')}0100` + `0007${name('encoder')}02000178`;
  assert.equal(body, `02000a${name('onMetaData')}0800000003${fields}000009`);
});

test('a stream begins with the first key frame, at time zero', () => {
  const stream = begun({ audio: 'opus', video: true });
  assert.deepEqual(stream.write(sound(1000)), []);
  assert.deepEqual(stream.write(picture(1010, false)), []);
  const tags = tagsOf([...stream.write(picture(1020, true)), ...stream.write(sound(1040)), ...stream.write(sound(1000))]);
  assert.deepEqual(
    tags.map(({ kind, time, key, config }) => [kind, time, key, config]),
    [
      ['script', 0, false, true],
      ['video', 0, false, true],
      ['audio', 0, false, true],
      ['video', 0, true, false],
      ['audio', 20, true, false],
    ],
  );
});

test('nothing goes out before every decoder can be told what comes', () => {
  const stream = live.createFlvStream({ audio: 'aac', video: true, about: {} });
  stream.configure('video', bytes(1));
  assert.deepEqual(stream.write(picture(0, true)), []);
  stream.configure('audio', bytes(2));
  assert.equal(tagsOf(stream.write(picture(40, true))).length, 4);
});

test('sound alone and picture alone carry nothing of the other', () => {
  const voice = begun({ audio: 'aac', video: false });
  assert.deepEqual(voice.write(picture(0, true)), []);
  const parts = voice.write(sound(5));
  assert.equal(parts[0][4], 4);
  assert.ok(hex(parts[1]).includes(`${Buffer.from('hasVideo').toString('hex')}0100`));
  const silent = begun({ audio: null, video: true });
  assert.deepEqual(silent.write(sound(0)), []);
  assert.equal(silent.write(picture(5, true))[0][4], 1);
});

test('a new shape of the picture is told before it is used', () => {
  const stream = begun({ audio: null, video: true });
  stream.write(picture(0, true));
  stream.configure('video', bytes(8, 8));
  const tags = tagsOf([live.header({ audio: false, video: true }), ...stream.write(picture(60, true)), ...stream.write(picture(90, false))]);
  assert.deepEqual(tags.map(({ key, config, time }) => [key, config, time]), [[false, true, 60], [true, false, 60], [false, false, 90]]);
});

test('the reader takes pieces of any size, and tags of Enhanced RTMP', () => {
  const stream = begun({ audio: 'opus', video: true });
  const whole = Buffer.concat([...stream.write(picture(0, true)), ...stream.write(sound(2 ** 24 + 5))]);
  assert.deepEqual(tagsOf([...whole].map((byte) => bytes(byte))), tagsOf([whole]));
  assert.equal(tagsOf([whole]).at(-1).time, 2 ** 24 + 5);
  const hevc = [0x90, 0x91, 0xa1].map((first) => Buffer.concat([bytes(9, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, first), Buffer.from('hvc1'), bytes(0, 0, 0, 16)]));
  assert.deepEqual(tagsOf([live.header({ audio: false, video: true }), ...hevc]).map(({ key, config }) => [key, config]), [[false, true], [true, false], [false, false]]);
});

test('what is no FLV is refused', () => {
  const read = live.createFlvReader(() => {});
  assert.throws(() => read(Buffer.from('<!doctype html>')), /not FLV/);
});

test('a message is a unit of its own, without bytes that look like the start of one', () => {
  const unit = Buffer.from(live.messageUnit('\0\0\x01'));
  assert.equal(unit.length - 4, unit.readUInt32BE());
  assert.deepEqual([...unit.subarray(4, 7)], [6, 5, 19]);
  assert.equal(hex(unit.subarray(-5)), '0000030180');
});

test('a long message has a long size', () => {
  const unit = live.messageUnit('x'.repeat(300));
  assert.deepEqual([...unit.subarray(4, 8)], [6, 5, 255, 61]);
});
