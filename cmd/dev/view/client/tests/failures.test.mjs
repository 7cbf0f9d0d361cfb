// What a mistake stops, and what a new build does to an open page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocking, ownerOf } from '../runtime/failures.mjs';
import { follow } from '../runtime/reload.mjs';

const failure = (pages, severity = 'error') => ({ file: 'a.js', message: 'm', severity, pages });

test('an error stops the pages that it names, or all; a warning none', () => {
  const failures = [failure(['a/a']), failure(['b/b'], 'warning'), failure(null, 'warning')];
  assert.deepEqual(blocking(failures, 'a/a'), [failures[0]]);
  assert.deepEqual(blocking(failures, 'b/b'), []);
  assert.deepEqual(blocking(failures, undefined), []);
  assert.equal(blocking([failure(null)], 'b/b').length, 1);
  assert.equal(blocking([{ file: 'app.json', message: 'of an older kind' }], undefined).length, 1);
});

test('what goes wrong belongs to the page whose script it is, else to the one in sight', () => {
  assert.equal(ownerOf('a/a.js', ['a/a', 'b/b']), 'a/a');
  assert.equal(ownerOf('parts/card.js', ['a/a', 'b/b']), 'b/b');
  assert.equal(ownerOf('app.js', []), undefined);
});

/** A page that is open, and the builds that it hears of. */
function page(top) {
  const seen = { reloads: 0, shown: [], styles: [], top };
  let tell;
  const { moved } = follow(
    { revision: '1' },
    { route: () => seen.top, failInstead: (failures) => seen.shown.push(failures) },
    { replace: (styles) => seen.styles.push(styles) },
    { listen: (revision, on) => (tell = on), reload: () => (seen.reloads += 1) },
  );
  return { seen, moved, tell };
}

test('a mistake in the page in sight is shown over it, and the page stays', () => {
  const { seen, tell } = page('a/a');
  tell.failure([failure(['a/a'])]);
  assert.deepEqual([seen.reloads, seen.shown.length], [0, 1]);
});

test('a mistake elsewhere, or a warning, keeps the page in sight from nothing', () => {
  const { seen, tell } = page('b/b');
  tell.failure([failure(['a/a']), failure(null, 'warning')]);
  assert.equal(seen.reloads, 1);
});

test('whoever goes from a page with a mistake to another gets the new build there', () => {
  const { seen, tell, moved } = page('a/a');
  moved();
  tell.failure([failure(['a/a'])]);
  assert.equal(seen.reloads, 0);
  seen.top = 'b/b';
  moved();
  assert.equal(seen.reloads, 1);
});
