const test = require('node:test');
const assert = require('node:assert/strict');

// The modules of tags define elements; only their arithmetic is tested here.
globalThis.HTMLElement ??= class {};

const load = (name) => import(`../tags/${name}.mjs`);

test('minutes and hours between start and end', async () => {
  const { timeColumns } = await load('columns');
  const whole = timeColumns({ value: '09:30', start: '', end: '' });
  assert.deepEqual([whole.columns[0].length, whole.columns[1].length, whole.chosen], [24, 60, [9, 30]]);
  const part = timeColumns({ value: '10:59', start: '10:15', end: '11:05' });
  assert.deepEqual([part.columns[0], part.columns[1][0], part.columns[1].at(-1)], [['10', '11'], '15', '59']);
  assert.deepEqual(timeColumns({ value: '11:59', start: '10:15', end: '11:05' }).columns[1], ['00', '01', '02', '03', '04', '05']);
});

test('days of the month, also of a leap year', async () => {
  const { dateColumns } = await load('columns');
  const today = new Date(2025, 0, 31);
  const days = (value) => dateColumns({ value, start: '', end: '', fields: 'day' }, today).columns[2].length;
  assert.deepEqual([days('2024-02-01'), days('2025-02-01'), days('2025-12-31'), days('')], [29, 28, 31, 31]);
  const { columns, chosen } = dateColumns({ value: '2024-03-10', start: '2024-03-05', end: '2024-03-20', fields: 'day' }, today);
  assert.deepEqual([columns[0], columns[1], columns[2][0], columns[2].at(-1), chosen], [['2024'], ['03'], '05', '20', [0, 0, 5]]);
  assert.equal(dateColumns({ value: '2024', start: '', end: '', fields: 'year' }, today).columns.length, 1);
});

test('texts of a range, also of objects', async () => {
  const { textsOf } = await load('columns');
  assert.deepEqual(textsOf(['a', 1]), ['a', '1']);
  assert.deepEqual(textsOf([{ n: 'a' }], 'n'), ['a']);
});

test('a circular swiper goes on after its end', async () => {
  const { place } = await load('swiper');
  const places = (offset, circular) => [0, 1, 2].map((index) => place(index, offset, 3, circular));
  assert.deepEqual(places(0, false), [0, 1, 2]);
  assert.deepEqual(places(0, true), [0, 1, -1]);
  assert.deepEqual(places(2, true), [1, -1, 0]);
  assert.equal(place(0, 0, 1, true), 0);
});

test('an end is told once per approach', async () => {
  const { reached } = await load('scroll-view');
  const near = { upper: 50, lower: 50 };
  assert.deepEqual(reached({ top: 400, bottom: 40 }, { top: 300, bottom: 140 }, near), { upper: undefined, lower: 'bottom' });
  assert.deepEqual(reached({ top: 410, bottom: 30 }, { top: 400, bottom: 40 }, near), { upper: undefined, lower: undefined });
  assert.deepEqual(reached({ top: 30, bottom: 500 }, { top: 90, bottom: 440 }, near), { upper: 'top', lower: undefined });
  assert.deepEqual(reached({ top: 10, bottom: 500 }, {}, near), { upper: undefined, lower: undefined });
});

test('entities become characters', async () => {
  const { decoded } = await load('basic');
  assert.equal(decoded('a&nbsp;&lt;b&gt; &amp;amp; &copy;'), 'a\u00a0<b> &amp; &copy;');
});

test('the content follows a pull, ever less', async () => {
  const { followed } = await load('pull');
  assert.equal(followed(-5), 0);
  assert.ok(followed(20) > 15 && followed(20) < 20);
  assert.ok(followed(1000) <= 110);
});

test('a two-way binding hears of its own attribute, as long as it lasts', async () => {
  const { bindModel, tellModel } = await load('model');
  const [field, heard] = [{}, []];
  tellModel(field, 'value', 'nobody hears');
  bindModel(field, 'value', (value) => heard.push(value));
  bindModel(field, 'checked', () => assert.fail());
  tellModel(field, 'value', 'a');
  bindModel(field, 'value', null);
  tellModel(field, 'value', 'b');
  assert.deepEqual(heard, ['a']);
});

test('a pull is one from the top, where it is allowed', async () => {
  const { watchPull } = await load('pull');
  const scroller = Object.assign(new EventTarget(), { scrollTop: 0 });
  const ends = [];
  let allowed = true;
  watchPull(scroller, { allowed: () => allowed, move() {}, end: (way) => ends.push(way) });
  const pull = (to) => {
    for (const [type, clientY] of [['touchstart', 100], ['touchmove', to], ['touchend', to]]) {
      scroller.dispatchEvent(Object.assign(new Event(type), { touches: [{ clientY }] }));
    }
  };
  pull(250);
  pull(104);
  pull(0);
  allowed = false;
  pull(250);
  Object.assign(scroller, { scrollTop: 1 });
  allowed = true;
  pull(250);
  assert.deepEqual(ends, [150]);
});

test('a view that can be moved stays in its area, and a larger one around it', async () => {
  const { within } = await load('movable');
  assert.deepEqual([-5, 5, 95].map((wanted) => within(wanted, 20, 100)), [0, 5, 80]);
  assert.deepEqual([-50, 5, -10].map((wanted) => within(wanted, 120, 100)), [-20, 0, -10]);
});
