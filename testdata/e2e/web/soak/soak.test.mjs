// A host who is live for long, a viewer who stays, and others who come late: all have picture and sound at once, and together.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { dev } from '../dev.mjs';
import { words } from '../project.mjs';
import { startPhone } from '../start.mjs';

const { push, play, phases } = words;

/** How long the host is live, and how often a viewer comes, s. */
const LENGTH = Number(process.env.MLVB_SOAK ?? 20);
const EVERY = Math.min(60, LENGTH / 5);

/** What a viewer may wait for the picture, and how far sound and picture may be apart, ms. */
const FIRST = 3000;
const DRIFT = 300;

/** Bounds a viewer for whom nothing comes at all, ms. */
const LIMIT = 30_000;

/** How old the picture may be: what the player keeps in front, and what all of the computer is late, ms. */
const AGE = 6000;

async function open(t, user) {
  const phone = await startPhone(t, { url: dev.server }, { user, relay: true, ending: true });
  await phone.page.addInitScript({ path: path.join(import.meta.dirname, 'clock.js') });
  return phone;
}

/** @returns The address of what the host sends. */
async function goLive(host) {
  await host.open('pages/push/push');
  await host.tap(push.fetch);
  await host.sees(push.share);
  await host.tap(push.start);
  await host.sees(phases.live);
  return host.page.evaluate(() => window.mlvb.page().data.play.flv);
}

/** Opens the stream. @returns After how many ms the picture is there. */
async function watch(viewer, address) {
  await viewer.open(`pages/play/play?url=${encodeURIComponent(address)}`);
  const began = performance.now();
  await viewer.tap(play.start);
  await viewer.isPlaying('#player');
  return Math.round(performance.now() - began);
}

/** Waits until a viewer has seen so many seconds of the stream, however long that takes. */
const until = ({ page }, second) =>
  page.waitForFunction((end) => document.querySelector('#player').shadowRoot.querySelector('video').currentTime >= end, second, { timeout: (EVERY + 60) * 1000, polling: 500 });

/** What a viewer has is good, and noted. */
async function check(t, { page }, worst, first = 0) {
  const { drift, age } = await page.evaluate(() => window.measure('#player'));
  const figures = { first, drift: Math.abs(drift), age };
  for (const [name, value] of Object.entries(figures)) worst[name] = Math.max(worst[name] ?? 0, value);
  t.diagnostic(`${t.name}: ${first ? `first picture after ${first} ms, ` : ''}sound ${drift} ms ahead, picture ${age} ms old`);
  assert.ok(first < FIRST, `the picture comes after ${first} ms`);
  assert.ok(figures.drift < DRIFT, `sound and picture are ${figures.drift} ms apart`);
  assert.ok(age < AGE, `the picture is ${age} ms old`);
}

test(`a stream of ${LENGTH} s`, { timeout: (LENGTH * 2 + 120) * 1000 }, async (t) => {
  const host = await open(t, 'host');
  const address = await goLive(host);
  const stays = await open(t, 'stays');
  const worst = {};
  await watch(stays, address);
  for (let second = EVERY; second <= LENGTH; second += EVERY) {
    await until(stays, second);
    await t.test(`who comes after ${second} s`, { timeout: LIMIT }, async (t) => {
      const late = await open(t, 'late');
      await check(t, late, worst, await watch(late, address));
    });
    await t.test(`who stays for ${second} s`, { timeout: LIMIT }, (t) => check(t, stays, worst));
  }
  t.diagnostic(`worst: first picture after ${worst.first} ms, sound and picture ${worst.drift} ms apart, picture ${worst.age} ms old`);
});
