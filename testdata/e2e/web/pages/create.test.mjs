// The form that opens a room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPhone } from '../start.mjs';
import { hardNames, longName, words } from '../project.mjs';
import { startServer } from '../server.mjs';

const { create: said } = words;
const route = 'pages/create/create';

test('create: a name is needed, and has a limit', async (t) => {
  const phone = await startPhone(t, await startServer(t));
  await phone.open(route);
  await phone.sees(said.name, said.beauty, said.note);
  await phone.tap(said.start);
  await phone.sees(said.problems.empty);
  await phone.type(said.name, longName);
  await phone.misses(said.problems.empty);
  await phone.sees(`${Buffer.byteLength(longName)} / 1024`);
  await phone.tap(said.start);
  await phone.sees(said.problems.long);
  await phone.fits();
});

test('create: a voice has no beauty', async (t) => {
  const phone = await startPhone(t, await startServer(t));
  await phone.open(route);
  await phone.sees(said.beauty);
  await phone.tapLabelled(said.audioOnly);
  await phone.misses(said.beauty);
  await phone.tapLabelled(said.audioOnly);
  await phone.sees(said.beauty);
});

for (const [kind, name] of Object.entries(hardNames).filter(([, name]) => name.trim() && Buffer.byteLength(name) < 1000)) {
  test(`create: a room with a name of ${kind} opens`, async (t) => {
    const server = await startServer(t);
    const phone = await startPhone(t, server);
    await phone.open(route);
    await phone.type(said.name, name);
    await phone.tap(said.start);
    await phone.isAt('pages/room/room');
    await phone.sees(name);
    await server.called('add_anchor');
    assert.equal(server.named('create_room')[0].roomInfo, name.trim());
    await phone.sees(words.room.onAir);
    await phone.fits();
  });
}
