// Sound keeps to the clock of the picture, whatever happens to its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSoundClock } from '../live/sound-clock.mjs';

const RATE = 48_000;
const PIECE = 480;
const PACKET = 960;
const LOOK = 250;
const HOUR = 3_600_000;

/** What the encoder makes: when its packets say that they begin, and when the sound in them was really taken, null for silence. */
function createEncoder(clock) {
  const packets = [];
  /** Sound that makes no packet yet. @type {{ count: number, taken: number | null }[]} */
  const waiting = [];
  let samples = 0;
  return {
    packets,
    /** @param {number} count @param {number | null} taken */
    encode(count, taken) {
      if (count) waiting.push({ count, taken });
      samples += count;
      while (samples >= PACKET) {
        packets.push({ time: clock.give(PACKET), taken: waiting[0].taken });
        samples -= PACKET;
        for (let left = PACKET; left > 0; ) {
          const part = Math.min(left, waiting[0].count);
          waiting[0].count -= part;
          if (waiting[0].taken !== null) waiting[0].taken += (part * 1000) / RATE;
          if (!waiting[0].count) waiting.shift();
          left -= part;
        }
      }
    },
  };
}

/**
 * A page that publishes.
 * @param {object} course
 * @param {number} course.length ms
 * @param {number} [course.speed] Of the sound's clock against that of the page.
 * @param {(time: number) => boolean} [course.sounds] Whether the device has sound then.
 * @param {(time: number) => boolean} [course.awake] Whether the page runs then: what comes meanwhile is heard, or looked for, afterwards.
 * @param {(time: number, taken: number) => number} [course.stamp] What the device says when sound was taken.
 * @param {(index: number) => number} [course.delay] Until the page hears of it, ms.
 */
function publish({ length, speed = 1, sounds = () => true, awake = () => true, stamp = (time) => time + 77_777, delay = () => 5 }) {
  const clock = createSoundClock(RATE);
  const encoder = createEncoder(clock);
  const events = [];
  const later = (time) => {
    let at = time;
    while (!awake(at)) at += 10;
    return at;
  };
  const step = ((PIECE * 1000) / RATE) / speed;
  for (let i = 0, taken = 0; i * step < length; i += 1) {
    const time = 1000 + i * step;
    if (!sounds(time)) continue;
    events.push({ at: later(time + step + delay(i)), time, stamp: stamp(time, (taken * PIECE * 1000) / RATE) });
    taken += 1;
  }
  for (let time = 1000; time < 1000 + length; time += LOOK) if (awake(time)) events.push({ at: time });
  events.sort((a, b) => a.at - b.at);
  let ended = 0;
  for (const { at, time, stamp: reading } of events) {
    if (time === undefined) encoder.encode(clock.pass(at), null);
    else {
      const { silence, use } = clock.take(reading, PIECE, at);
      encoder.encode(silence, null);
      if (use) encoder.encode(PIECE, time);
    }
    const last = encoder.packets.at(-1);
    if (last && awake(at - LOOK)) ended = Math.max(ended, at - last.time);
  }
  return { packets: encoder.packets, ended };
}

/** How far the packets are from when their sound was taken, at most, ms. */
const drift = (packets) => packets.reduce((most, { time, taken }) => (taken === null ? most : Math.max(most, Math.abs(time - taken))), 0);

const part = (packets, which) => packets.filter(which).length / packets.length;
const silent = ({ taken }) => taken === null;

function hold(packets) {
  packets.forEach(({ time }, i) => i && assert.ok(time > packets[i - 1].time, `${time} follows ${packets[i - 1].time}`));
  assert.ok(drift(packets) <= 200, `sound is off by ${drift(packets)} ms`);
}

test('sound that runs on time is left as it is', () => {
  const { packets } = publish({ length: 60_000 });
  hold(packets);
  assert.equal(part(packets, silent), 0);
  assert.ok(drift(packets) < 16);
  assert.equal(packets.length, 3000);
});

test('a device that is a thousandth too fast or too slow stays in time', () => {
  const counted = { stamp: (_, taken) => taken };
  for (const speed of [1.001, 0.999]) {
    for (const how of [{}, counted]) {
      const { packets, ended } = publish({ length: HOUR / 2, speed, ...how });
      hold(packets);
      assert.ok(ended < 1500);
      assert.ok(part(packets, silent) < 0.002);
      assert.ok(Math.abs(packets.length - HOUR / 2 / 20) < 15);
    }
  }
});

test('sound that was lost is silence, and what follows is in time', () => {
  const { packets, ended } = publish({ length: 120_000, sounds: (time) => time < 30_000 || time > 70_000 });
  hold(packets);
  assert.ok(ended < 1500, 'viewers wait for sound');
  assert.ok(Math.abs(packets.filter(silent).length - 2000) < 5);
});

test('many short losses add up to none', () => {
  const { packets } = publish({ length: 600_000, sounds: (time) => time % 1000 < 830 });
  hold(packets);
  assert.ok(Math.abs(packets.length - 30_000) < 15);
});

test('a page that sleeps hears the sound late, and loses what is silence by then', () => {
  const busy = publish({ length: 60_000, awake: (time) => time < 20_000 || time > 20_900 });
  hold(busy.packets);
  assert.equal(part(busy.packets, silent), 0);
  const longer = publish({ length: 60_000, awake: (time) => time < 20_000 || time > 25_000 });
  hold(longer.packets);
  assert.ok(longer.packets.filter(silent).length <= 205);
});

test('in a hidden tab, where timers tick once a second, nothing is lost', () => {
  const clock = createSoundClock(RATE);
  const encoder = createEncoder(clock);
  for (let time = 0; time < 120_000; time += 10) {
    if (time % 1000 === 0) encoder.encode(clock.pass(time), null);
    const { silence, use } = clock.take(time - 10, PIECE, time);
    encoder.encode(silence, null);
    if (use) encoder.encode(PIECE, time - 10);
  }
  hold(encoder.packets);
  assert.ok(part(encoder.packets, silent) < 0.01);
});

test('after a sleep of the computer the clock goes forward, and no hour of silence is encoded', () => {
  const asleep = (time) => time > 20_000 && time < 20_000 + HOUR;
  const { packets } = publish({ length: HOUR + 60_000, sounds: (time) => !asleep(time), awake: (time) => !asleep(time) });
  hold(packets);
  assert.ok(packets.length < 3600);
  assert.ok(packets.some(({ time }, i) => i && time - packets[i - 1].time > HOUR - 20_000));
});

test('a clock of the device that stands still meanwhile is found out', () => {
  const asleep = (time) => time > 20_000 && time < 20_000 + HOUR;
  const { packets } = publish({ length: HOUR + 60_000, sounds: (time) => !asleep(time), awake: (time) => !asleep(time), stamp: (time) => (time > 20_000 ? time - HOUR : time) });
  hold(packets);
});

test('a clock of the device that begins anew is taken for another', () => {
  const { packets } = publish({ length: 60_000, stamp: (time) => (time > 20_000 ? time - 20_000 : time + 5000) });
  hold(packets);
  assert.equal(part(packets, silent), 0);
});

test('sound that comes now late, now early is one stream', () => {
  let seed = 7;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const { packets } = publish({ length: 60_000, delay: () => random() * 150 });
  hold(packets);
  assert.equal(part(packets, silent), 0);
});

test('without any sound from the start there is silence', () => {
  const { packets, ended } = publish({ length: 20_000, sounds: () => false });
  hold(packets);
  assert.ok(packets.length > 900);
  assert.ok(ended < 1500);
});
