// How every page looks, in light and in dark: see screens.mjs.
import { after, test } from 'node:test';
import { say } from '../chat.mjs';
import { themes, words } from '../project.mjs';
import { openRoom } from '../rooms.mjs';
import { sample } from '../samples.mjs';
import { checkScreen, SCALE } from '../screens.mjs';
import { startServer } from '../server.mjs';
import { makeSheet } from '../sheets.mjs';
import { startPhone } from '../start.mjs';

/** The hour at which every screenshot is taken. */
const NOON = Date.parse('2026-01-01T12:00:00+08:00');

/** A phone that believes its server to be at the address of the samples. */
async function startModel(t, server, theme, options = {}) {
  const storage = { 'mlvb.server': sample.server, 'mlvb.name': sample.me, ...options.storage };
  const phone = await startPhone(t, server, { theme, scale: SCALE, ...options, storage });
  await phone.page.addInitScript(stopClock, NOON);
  await phone.page.addInitScript(moveSockets, [sample.server, server.url].map((address) => address.replace('http', 'ws')));
  await phone.page.route('**/request', (route) => {
    const sent = route.request().postData().replace(sample.server, server.url);
    return route.continue({ postData: sent });
  });
  return phone;
}

/** Runs in the browser. Timers go on, as live streams need them. @param {number} now */
function stopClock(now) {
  globalThis.Date = class extends Date {
    constructor(...given) {
      super(...(given.length ? given : [now]));
    }

    static now() {
      return now;
    }
  };
}

/** Runs in the browser. @param {string[]} addresses where sockets are to go, and where they go */
function moveSockets([from, to]) {
  globalThis.WebSocket = class extends WebSocket {
    constructor(address, ...given) {
      super(String(address).replace(from, to), ...given);
    }
  };
}

function fill(server) {
  sample.rooms.forEach(([roomInfo, host, audience], at) => openRoom(server, { roomID: `room_${at}`, roomInfo, host, audience }));
}

/** A room with a guest on the mic and people who talk. */
function openShow(server) {
  const [roomInfo, host] = sample.rooms[0];
  openRoom(server, { roomID: 'show', roomInfo, host, guests: [sample.guest], audience: 1284 });
}

const scenes = {
  async home(t, server, theme) {
    const phone = await startModel(t, server, theme);
    await phone.open('pages/home/home');
    await phone.sees(words.setup.titles.ok);
    return phone;
  },

  async rooms(t, server, theme) {
    fill(server);
    const phone = await startModel(t, server, theme);
    await phone.open('pages/rooms/rooms');
    await phone.sees(sample.rooms[0][0]);
    return phone;
  },

  async 'rooms-empty'(t, server, theme) {
    const phone = await startModel(t, server, theme);
    await phone.open('pages/rooms/rooms');
    await phone.sees(words.rooms.empty);
    return phone;
  },

  async create(t, server, theme) {
    const phone = await startModel(t, server, theme);
    await phone.open('pages/create/create');
    await phone.type(words.create.name, sample.rooms[0][0]);
    await phone.sees(sample.rooms[0][0]);
    return phone;
  },

  async push(t, server, theme) {
    const phone = await startModel(t, server, theme);
    await phone.open('pages/push/push');
    await phone.type(words.push.address, 'rtmp://127.0.0.1/live/show');
    await phone.tap(words.push.start);
    await phone.sees(words.phases.live);
    await phone.isPlaying('#pusher');
    return phone;
  },

  async play(t, server, theme) {
    const phone = await startModel(t, server, theme);
    await phone.open(`pages/play/play?url=${encodeURIComponent(`${server.url}/live/show.flv`)}`);
    await phone.tap(words.play.start);
    await phone.sees(words.phases.live);
    await phone.isPlaying('#player');
    return phone;
  },

  async 'push-idle'(t, server, theme) {
    const phone = await startModel(t, server, theme);
    await phone.open('pages/push/push');
    await phone.sees(words.push.start);
    return phone;
  },

  async 'play-idle'(t, server, theme) {
    const phone = await startModel(t, server, theme);
    await phone.open('pages/play/play');
    await phone.sees(words.play.start);
    return phone;
  },

  async 'room-viewer'(t, server, theme) {
    openShow(server);
    const phone = await startModel(t, server, theme);
    await phone.open(`pages/room/room?roomID=show&roomName=${encodeURIComponent(sample.rooms[0][0])}`);
    await phone.isPlaying('#player');
    await phone.sees(sample.rooms[0][1]);
    await talk(server, phone, 'show');
    return phone;
  },

  async 'room-host'(t, server, theme) {
    seatGuest(server);
    const phone = await startModel(t, server, theme);
    await phone.open(`pages/room/room?type=create&roomName=${encodeURIComponent(sample.rooms[0][0])}&pureAudio=false&beauty=5`);
    await phone.sees(words.room.onAir, sample.me);
    const [roomID] = server.rooms.rooms.keys();
    await phone.isPlaying('#guest');
    await talk(server, phone, roomID);
    return phone;
  },
};

/** Whoever opens a room has a guest on the mic and an audience at once. */
function seatGuest({ rooms, url }) {
  const { add_anchor: seat } = rooms;
  rooms.add_anchor = function seatBoth(data) {
    const reply = seat.call(this, data);
    const room = this.rooms.get(data.roomID);
    room.pushers.push({ userID: 'guest', userName: sample.guest, userAvatar: '', accelerateURL: `${url}/live/guest.flv` });
    room.audience = new Set(Array(1284).keys());
    return reply;
  };
}

async function talk(server, phone, roomID) {
  await phone.has(words.chat.say);
  for (const [name, text] of sample.chat) say(server, roomID, { name, text });
  await phone.sees(sample.chat.at(-1)[1]);
}

for (const theme of themes) {
  for (const [name, open] of Object.entries(scenes)) {
    test(`${name} looks as before, ${theme}`, async (t) => {
      const phone = await open(t, await startServer(t), theme);
      await checkScreen(phone, `${name}-${theme}`);
    });
  }
}

if (process.env.UPDATE_SCREENS) after(() => themes.forEach(makeSheet));
