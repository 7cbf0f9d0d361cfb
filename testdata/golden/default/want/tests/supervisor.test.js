const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { createBackoff } = load('components/mlvb-live-room/backoff');
const { createSupervisor } = load('services/supervisor');

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A supervisor whose time passes by `pass()`; `open` may be replaced. */
function stage({ limit = 3, silence = 8000 } = {}) {
  const changes = [];
  const timers = new Set();
  const tag = { opened: 0, closed: 0, open: async () => {} };
  const supervisor = createSupervisor({
    open: (attempt, isCurrent) => {
      tag.opened += 1;
      return tag.open(attempt, isCurrent);
    },
    close: () => (tag.closed += 1),
    backoff: createBackoff({ limit }),
    onChange: (change) => changes.push(change),
    silence,
    schedule: (run, ms) => {
      const timer = { run, ms };
      timers.add(timer);
      return timer;
    },
    cancel: (timer) => timers.delete(timer),
  });
  /** Lets the one timer that is armed run out; returns its delay. */
  const pass = async () => {
    assert.equal(timers.size, 1);
    const [timer] = timers;
    timers.delete(timer);
    timer.run();
    await settled();
    return timer.ms;
  };
  return { supervisor, tag, timers, changes, pass, phases: () => changes.map(({ phase }) => phase) };
}

test('starts, goes live, stops', async () => {
  const { supervisor, tag, timers, phases } = stage();
  await supervisor.start();
  supervisor.hear('progress');
  supervisor.hear('live');
  supervisor.hear('live');
  supervisor.stop();
  supervisor.stop();
  assert.deepEqual(phases(), ['starting', 'live', 'idle']);
  assert.deepEqual([tag.opened, tag.closed, timers.size], [1, 1, 0]);
});

test('no code at all is silence; a late one ends it', async () => {
  const { supervisor, phases, pass } = stage();
  await supervisor.start();
  assert.equal(await pass(), 8000);
  supervisor.hear('progress');
  supervisor.hear('live');
  assert.deepEqual(phases(), ['starting', 'silent', 'starting', 'live']);
});

test('a code during the start is no silence', async () => {
  const { supervisor, tag, timers } = stage();
  tag.open = async () => supervisor.hear('progress');
  await supervisor.start();
  assert.equal(timers.size, 0);
});

test('0 turns silence off, for the simulator', async () => {
  const { supervisor, timers } = stage({ silence: 0 });
  await supervisor.start();
  assert.equal(timers.size, 0);
});

test('a lost stream is opened again after growing delays, then given up', async () => {
  const { supervisor, tag, changes, phases, pass } = stage({ limit: 2 });
  await supervisor.start();
  supervisor.hear('lost');
  assert.deepEqual(changes.at(-1), { phase: 'waiting', attempt: 1, delay: 1000, error: null });
  await pass();
  supervisor.hear('lost');
  assert.equal(await pass(), 2000);
  supervisor.hear('lost');
  assert.deepEqual(phases(), ['starting', 'waiting', 'starting', 'waiting', 'starting', 'failed']);
  assert.deepEqual([tag.opened, tag.closed], [3, 3]);
});

test('a stream that held starts over with the shortest delay, one that only flickered does not', async () => {
  const { supervisor, changes, pass } = stage();
  await supervisor.start();
  supervisor.hear('lost');
  await pass();
  supervisor.hear('live');
  supervisor.hear('lost');
  assert.equal(changes.at(-1).delay, 2000);
  await pass();
  supervisor.hear('live');
  assert.equal(await pass(), 30000);
  supervisor.hear('lost');
  assert.equal(changes.at(-1).delay, 1000);
});

test('what hinders the first start fails at once, later it is tried again', async () => {
  const { supervisor, tag, changes, pass } = stage();
  tag.open = async () => {
    throw new Error('no address');
  };
  await supervisor.start();
  assert.deepEqual([changes.at(-1).phase, changes.at(-1).error.message], ['failed', 'no address']);

  tag.open = async (attempt) => {
    if (attempt === 1) throw new Error('offline');
  };
  await supervisor.start();
  supervisor.hear('lost');
  await pass();
  assert.deepEqual([changes.at(-1).phase, changes.at(-1).delay, changes.at(-1).error.message], ['waiting', 2000, 'offline']);
});

test('an attempt that was stopped meanwhile knows it, and changes nothing when it is done', async () => {
  const { supervisor, tag, timers, phases } = stage();
  let finish;
  let current;
  tag.open = (_attempt, isCurrent) => {
    current = isCurrent;
    return new Promise((resolve) => (finish = resolve));
  };
  const started = supervisor.start();
  assert.ok(current());
  supervisor.stop();
  assert.ok(!current());
  finish();
  await started;
  assert.deepEqual(phases(), ['starting', 'idle']);
  assert.equal(timers.size, 0);
});

test('fatal codes and the end of a stream stop the tag; later codes are ignored', async () => {
  for (const [signal, phase] of [['fatal', 'failed'], ['ended', 'ended']]) {
    const { supervisor, tag, phases } = stage();
    await supervisor.start();
    supervisor.hear(signal);
    supervisor.hear('live');
    assert.deepEqual(phases(), ['starting', phase]);
    assert.equal(tag.closed, 1);
  }
});
