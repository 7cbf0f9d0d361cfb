// Scenes that tests of the room begin with.
import { openRoom } from './rooms.mjs';
import { startServer } from './server.mjs';
import { startPhone } from './start.mjs';
import { words } from './project.mjs';

const { room: said } = words;

/** A viewer who watches a room. */
export async function watching(t, { room = {}, server: given, ...options } = {}) {
  const server = given ?? (await startServer(t));
  const { roomID, roomInfo } = openRoom(server, { roomInfo: 'Evening show', host: 'Ana', ...room });
  const phone = await startPhone(t, server, options);
  await phone.open(`pages/room/room?roomID=${roomID}&roomName=${encodeURIComponent(roomInfo)}`);
  await phone.isPlaying('#player');
  return { server, phone, roomID };
}

/** A host who is live. */
export async function hosting(t, { server: given, pureAudio = false, ...options } = {}) {
  const server = given ?? (await startServer(t));
  const phone = await startPhone(t, server, options);
  await phone.open(`pages/room/room?type=create&roomName=${encodeURIComponent('Evening show')}&pureAudio=${pureAudio}&beauty=5`);
  await server.called('add_anchor');
  await phone.sees(said.onAir);
  const [roomID] = server.rooms.rooms.keys();
  return { server, phone, roomID };
}

/** A host and a viewer whom the host has let on the mic. */
export async function linking(t) {
  const { server, phone: host, roomID } = await hosting(t);
  const guest = await startPhone(t, server, { storage: { 'mlvb.name': 'Ben' } });
  await guest.open(`pages/room/room?roomID=${roomID}&roomName=Evening`);
  await guest.isPlaying('#player');
  await guest.tapLabelled(said.link);
  await host.tapLabelled(`${words.links.title} 1`);
  await host.sees('Ben');
  await host.tap(words.links.accept);
  await guest.has(said.micOff);
  return { server, host, guest, roomID };
}
