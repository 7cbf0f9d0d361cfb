const test = require('node:test');
const assert = require('node:assert/strict');

const load = (name) => import(`../wx/${name}.mjs`);

/** Calls whose answers wait in `due` until `flush`. */
async function calls() {
  const { createCalls, Refusal } = await load('calls');
  const logged = [];
  const due = [];
  const made = createCalls({ log: (name, options, result) => logged.push([name, result]), later: (run) => due.push(run) });
  const flush = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    due.splice(0).forEach((run) => run());
  };
  return { ...made, Refusal, logged, flush };
}

test('callbacks come after the caller has gone on, complete last', async () => {
  const { api, flush } = await calls();
  const heard = [];
  const returned = api('getX', () => ({ x: 1 }))({ success: (result) => heard.push(['success', result]), complete: () => heard.push(['complete']) });
  assert.equal(returned, undefined);
  assert.deepEqual(heard, []);
  await flush();
  assert.deepEqual(heard, [['success', { x: 1, errMsg: 'getX:ok' }], ['complete']]);
});

test('a promise where no callback is given', async () => {
  const { api, flush, Refusal } = await calls();
  const good = api('getX', async () => ({ x: 1 }))();
  const bad = api('getX', () => {
    throw new Refusal('auth deny', { errno: 103 });
  })({});
  const outcome = Promise.allSettled([good, bad]);
  await flush();
  assert.deepEqual(await outcome, [
    { status: 'fulfilled', value: { x: 1, errMsg: 'getX:ok' } },
    { status: 'rejected', reason: { errno: 103, errMsg: 'getX:fail auth deny' } },
  ]);
});

test('complete hears of a call whose success threw', async () => {
  const { api, flush } = await calls();
  let completed = false;
  const success = () => {
    throw new Error('of the page');
  };
  api('getX', () => ({}))({ success, complete: () => (completed = true) });
  await assert.rejects(flush, /of the page/);
  assert.ok(completed);
});

test('tasks are given at once, and never a promise', async () => {
  const { task, flush, logged } = await calls();
  const made = { abort() {} };
  assert.equal(task('request', () => ({ task: made, work: Promise.reject(new Error('timeout')) }))({}), made);
  await flush();
  assert.deepEqual(logged, [['request', { errMsg: 'request:fail timeout' }]]);
});

test('synchronous ones throw with their name', async () => {
  const { sync, Refusal, logged } = await calls();
  assert.equal(sync('getXSync', (x) => x + 1)(1), 2);
  const bad = sync('setXSync', () => {
    throw new Refusal('entry size limit reached');
  });
  assert.throws(() => bad('k'), { message: 'setXSync:fail entry size limit reached' });
  assert.deepEqual(logged.at(-1), ['setXSync', { errMsg: 'setXSync:fail entry size limit reached' }]);
});

test('options of another type are refused in the words of WeChat', async () => {
  const { need } = await load('calls');
  assert.doesNotThrow(() => need({ title: '' }, { title: 'String' }));
  assert.throws(() => need({}, { title: 'String' }), { message: 'parameter error: parameter.title should be String instead of Undefined;' });
  assert.throws(() => need({ list: 'a' }, { list: 'Array' }), { message: 'parameter error: parameter.list should be Array instead of String;' });
});

test('texts of buttons have room for four Chinese characters', async () => {
  const { checkButtons } = await load('modal');
  assert.doesNotThrow(() => checkButtons({ confirmText: '再来一次', cancelText: 'Stay' }));
  assert.throws(() => checkButtons({ confirmText: '再来一次吧' }), { message: 'confirmText length should not larger than 4 Chinese characters' });
  assert.throws(() => checkButtons({ cancelText: 'Stay here' }), { message: 'cancelText length should not larger than 4 Chinese characters' });
});
