import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeName, openUsers } from '../shell/users.mjs';

const name = (number) => `User ${number}`;

test('another user is the first whom no tab shows', () => {
  assert.equal(freeName(name, ['']), 'User 2');
  assert.equal(freeName(name, ['User 2', 'Li', 'User 4']), 'User 3');
});

test('tabs say whom they show', async () => {
  const held = [{ name: 'mlvb-user:User 2' }, { name: 'of a page' }];
  assert.deepEqual(await openUsers({ query: async () => ({ held }) }), ['User 2']);
  assert.deepEqual(await openUsers(undefined), []);
});
