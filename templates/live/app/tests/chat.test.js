// The driver of the relay, over a socket and a clock that the tests move.
const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { createRelay } = load('components/mlvb-live-room/relay');

const BEAT = 25000;

function createClock() {
  let now = 0;
  let timers = [];
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    running: () => timers.length,
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!due) break;
        now = due.at;
        timers = timers.filter((other) => other !== due);
        due.run();
      }
      now = end;
    },
  };
}

/** A driver, and the server's end of each of its sockets. */
function createWorld() {
  const clock = createClock();
  const account = { userID: 'me', token: 'first', userName: 'Me', userAvatar: '' };
  const world = { clock, account, sockets: [], renewed: 0 };
  world.im = createRelay({
    clock,
    account,
    random: () => 0.5,
    address: () => 'wss://example.com/weapp/live_room/chat',
    renew: async () => void (world.renewed += 1),
    dial(url, handlers) {
      const socket = { url, sent: [], hungUp: false, ...handlers };
      socket.tell = (frame) => socket.heard(JSON.stringify(frame));
      socket.last = (op) => socket.sent.filter((frame) => frame.op === op).at(-1);
      socket.answer = (op, answer = {}) => socket.tell({ op: 'ok', n: socket.last(op).n, ...answer });
      world.sockets.push(socket);
      return { send: (text) => socket.sent.push(JSON.parse(text)), close: () => (socket.hungUp = true) };
    },
  });
  world.socket = () => world.sockets.at(-1);
  world.heard = [];
  for (const event of ['message', 'state', 'members', 'likes', 'muted', 'changed', 'over']) {
    world.im.on(event, (detail) => world.heard.push([event, detail]));
  }
  world.texts = () => world.heard.filter(([event]) => event === 'message').map(([, { body }]) => body);
  world.states = () => world.heard.filter(([event]) => event === 'state').map(([, { state }]) => state);
  /** The newest socket opens and is let in, and into its room. */
  world.arrive = ({ open = {}, join = { id: 'a.0' } } = {}) => {
    world.socket().opened();
    world.socket().answer('open', { beat: BEAT, ...open });
    world.socket().answer('join', join);
  };
  world.join = () => {
    world.im.join('r1');
    world.im.open();
    world.arrive();
    return world;
  };
  world.push = (...messages) => world.socket().tell({ op: 'push', room: 'r1', messages });
  return world;
}

const text = (seq, body, from = 'other', epoch = 'a') => ({ id: `${epoch}.${seq}`, room: 'r1', kind: 'text', from: { id: from }, body });

test('it says who it is, joins, and is open then', () => {
  const world = createWorld().join();
  assert.equal(world.socket().url, 'wss://example.com/weapp/live_room/chat');
  assert.deepEqual(world.socket().sent.map(({ n, ...frame }) => frame), [
    { op: 'open', userID: 'me', token: 'first', name: 'Me', avatar: '' },
    { op: 'join', room: 'r1', since: '' },
  ]);
  assert.deepEqual(world.states(), ['connecting', 'open']);
});

test('a drop is resumed where it was, and nothing comes twice', () => {
  const world = createWorld().join();
  world.push(text(1, 'one'), text(2, 'two'));
  world.socket().closed(1006);
  assert.deepEqual(world.states(), ['connecting', 'open', 'lost']);
  world.clock.pass(1000);
  world.arrive({ join: { id: 'a.4' } });
  assert.equal(world.socket().last('join').since, 'a.2');
  world.push(text(2, 'two'), text(3, 'three'), text(4, 'four'));
  world.push(text(4, 'four'), text(5, 'five'));
  assert.deepEqual(world.texts(), ['one', 'two', 'three', 'four', 'five']);
  assert.deepEqual(world.heard.filter(([event]) => event === 'changed').length, 1, 'a reconnect is a reason to look again');
  assert.equal(world.states().at(-1), 'open');
});

test('who came when nobody had said anything resumes from there as well', () => {
  const world = createWorld().join();
  world.socket().closed();
  world.clock.pass(1000);
  world.socket().opened();
  world.socket().answer('open', { beat: BEAT });
  assert.equal(world.socket().last('join').since, 'a.0');
});

test('a server that started again begins another conversation', () => {
  const world = createWorld().join();
  world.push(text(7, 'before'));
  world.socket().closed(1001);
  world.clock.pass(1000);
  world.arrive({ join: { id: 'b.1', lost: true } });
  world.push(text(1, 'after', 'other', 'b'));
  assert.deepEqual(world.texts(), ['before', 'after']);
});

test('what is sent during a drop goes out once it is over, with the same key, and is one’s own', async () => {
  const world = createWorld().join();
  const sending = world.im.send('r1', { kind: 'text', body: 'hi' });
  const { key } = world.socket().last('send');
  world.socket().closed();
  world.clock.pass(1000);
  world.arrive({ join: { id: 'a.1' } });
  assert.equal(world.socket().last('send').key, key);
  world.push({ ...text(1, 'hi', 'me'), key });
  world.socket().answer('send', { id: 'a.1' });
  await sending;
  assert.deepEqual(world.heard.filter(([event]) => event === 'message').map(([, { mine }]) => mine), [true]);
  world.push({ ...text(2, 'from my other phone', 'me'), key: 'x-1' }, { ...text(3, 'a forged key'), key });
  assert.deepEqual(world.heard.filter(([event]) => event === 'message').map(([, { mine }]) => mine), [true, false, false]);
});

test('a message that cannot be sent in ten seconds fails, and is not sent later', async () => {
  const world = createWorld().join();
  world.socket().closed();
  const sending = assert.rejects(world.im.send('r1', { kind: 'text', body: 'hi' }), { code: 'lost' });
  world.clock.pass(10000);
  await sending;
  world.arrive();
  assert.equal(world.socket().last('send'), undefined);
  const silent = assert.rejects(world.im.send('r1', { kind: 'text', body: 'hi' }), { code: 'timeout' });
  world.clock.pass(10000);
  await silent;
});

test('a refusal rejects with its code', async () => {
  const world = createWorld().join();
  const sending = assert.rejects(world.im.send('r1', { kind: 'text', body: 'hi' }), { code: 'muted', wait: 500 });
  world.socket().tell({ op: 'no', n: world.socket().last('send').n, code: 'muted', wait: 500 });
  await sending;
});

test('tries come slower and slower, not in step, and at once when asked to', () => {
  const world = createWorld();
  world.im.join('r1');
  world.im.open();
  const waits = [];
  for (let i = 0; i < 8; i += 1) {
    const count = world.sockets.length;
    world.socket().closed();
    const from = world.clock.now();
    while (world.sockets.length === count) world.clock.pass(100);
    waits.push(world.clock.now() - from);
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
  world.socket().closed();
  assert.deepEqual(world.heard.at(-1), ['state', { state: 'lost', tries: 9, ever: false }]);
  const count = world.sockets.length;
  world.im.open();
  assert.equal(world.sockets.length, count + 1);
  world.arrive();
  world.socket().closed();
  world.clock.pass(500);
  assert.equal(world.sockets.length, count + 2, 'what has worked begins with short waits again');
});

test('a refused token is renewed before the next try', async () => {
  const world = createWorld();
  world.im.join('r1');
  world.im.open();
  world.socket().opened();
  world.socket().tell({ op: 'no', n: -1, code: 'unauthorized' });
  world.account.token = 'second';
  world.socket().closed(4401);
  await new Promise(setImmediate);
  assert.equal(world.renewed, 1);
  world.socket().opened();
  assert.equal(world.socket().last('open').token, 'second');
});

test('a connection that is silent is given up', () => {
  const world = createWorld();
  world.im.join('r1');
  world.im.open();
  world.clock.pass(10000);
  assert.equal(world.sockets[0].hungUp, true, 'the handshake never ended');
  world.clock.pass(1000);
  world.arrive();
  world.clock.pass(BEAT);
  world.socket().tell({ op: 'pong' });
  world.clock.pass(10000 + BEAT);
  const { length } = world.sockets;
  assert.equal(world.socket().hungUp, false);
  world.clock.pass(10000);
  assert.equal(world.sockets[length - 1].hungUp, true, 'no pong');
  world.sockets[length - 1].heard('{"op":"over","room":"r1"}');
  assert.ok(!world.heard.some(([event]) => event === 'over'), 'an earlier socket has nothing to say');
});

test('likes are sent together', () => {
  const world = createWorld().join();
  for (let i = 0; i < 5; i += 1) world.im.like('r1');
  assert.equal(world.socket().last('like'), undefined);
  world.clock.pass(300);
  assert.deepEqual(world.socket().last('like'), { op: 'like', room: 'r1', count: 5 });
  world.im.like('r1', 2);
  world.clock.pass(300);
  assert.equal(world.socket().last('like').count, 2);
});

test('a room that is over, or closed to this user, is left; one that is not there yet is asked again', async () => {
  const world = createWorld();
  world.im.join('r1');
  world.im.open();
  world.socket().opened();
  world.socket().answer('open', { beat: BEAT });
  world.socket().tell({ op: 'no', n: world.socket().last('join').n, code: 'no_room' });
  assert.deepEqual(world.heard.at(-1), ['changed', { room: 'r1' }]);
  world.clock.pass(5000);
  world.socket().answer('join', { id: 'a.0' });
  const sending = assert.rejects(world.im.send('r1', { kind: 'text', body: 'hi' }), { code: 'banned' });
  world.socket().tell({ op: 'over', room: 'r1', reason: 'banned' });
  await sending;
  assert.deepEqual(world.heard.at(-1), ['over', { room: 'r1', reason: 'banned' }]);
});

test('leaving the last room takes connection and timers along', () => {
  const world = createWorld().join();
  world.im.like('r1');
  world.im.leave('r1');
  assert.deepEqual([world.socket().last('leave').room, world.socket().hungUp, world.clock.running()], ['r1', true, 0]);
  world.socket().closed(1000);
  assert.equal(world.clock.running(), 0);
});

test('nonsense from a proxy changes nothing', () => {
  const world = createWorld().join();
  for (const frame of ['', '<html>', 'null', '[]', '7', '{"op":"push","room":"r2","messages":[{}]}', '{"op":"ok","n":99}']) world.socket().heard(frame);
  assert.deepEqual(world.states(), ['connecting', 'open']);
});
