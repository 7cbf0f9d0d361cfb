// A room service that gives the seats away itself, as the project's server does.

/** @param {any} server Of fakes.js; what it answers from now on tells of seats. */
function giveSeats(server) {
  const { create_room, add_anchor, delete_anchor, get_anchors, login } = server;
  const devices = new Map();
  const room = (roomID) => server.rooms.get(roomID);
  const seatOf = ({ seats }, userID) => seats.find((seat) => seat.userID === userID);
  const free = (r, userID, why, reason = '') => {
    r.rev += 1;
    r.seats = r.seats.filter((seat) => seat.userID !== userID);
    r.told.set(userID, { state: 'free', why, reason, here: true });
  };
  const put = (r, seat) => {
    r.rev += 1;
    r.seats = [...r.seats.filter(({ userID }) => userID !== seat.userID), seat];
  };
  const look = (r, userID, token) => ({
    seats: r.seats.filter(({ state }) => state !== 'asked' || userID === r.roomCreator),
    mySeat: { here: true, ...(seatOf(r, userID) || r.told.get(userID) || { state: 'free' }) },
    role: userID === r.roomCreator && devices.get(token) === r.device ? 'host' : 'viewer',
    rev: r.rev,
    state: r.away ? 'away' : 'live',
  });

  return Object.assign(server, {
    free: (userID, why, reason) => {
      const r = room('room_1');
      r.pushers = r.pushers.filter((anchor) => anchor.userID !== userID);
      free(r, userID, why, reason);
    },
    setAway(away) {
      Object.assign(room('room_1'), { away, rev: room('room_1').rev + 1 });
    },
    login(data, query) {
      const reply = login.call(server, data, query);
      devices.set(reply.token, query.device);
      return reply;
    },
    create_room(data, query) {
      const reply = create_room.call(server, data, query);
      Object.assign(room(reply.roomID), { seats: [{ userID: data.userID, state: 'on' }], told: new Map(), rev: 1, device: devices.get(query.token) });
      return reply;
    },
    add_anchor(data, query) {
      const r = room(data.roomID);
      if (r.taken?.has(devices.get(query.token))) return { code: 203022 };
      if (!['granted', 'on'].includes(seatOf(r, data.userID)?.state)) return { code: 203020 };
      const reply = add_anchor.call(server, data, query);
      put(r, { ...seatOf(r, data.userID), state: 'on', pushURL: undefined });
      return { ...reply, ...look(r, data.userID, query.token) };
    },
    delete_anchor(data, query) {
      const r = room(data.roomID);
      delete_anchor.call(server, data, query);
      free(r, data.userID, query.userID === data.userID ? 'left' : 'kicked');
      return {};
    },
    get_anchors({ roomID }, query) {
      const reply = get_anchors.call(server, { roomID });
      if (reply.code) return reply;
      const { told, device, taken, ...rest } = reply;
      return { ...rest, ...look(room(roomID), query.userID, query.token) };
    },
    anchor_heartbeat({ roomID, userID }, query) {
      const r = room(roomID);
      if (r?.taken?.has(devices.get(query.token))) return { code: 203022 };
      if (!r?.pushers.some((anchor) => anchor.userID === userID)) return { code: 206001 };
      return { pushers: r.pushers, ...look(r, userID, query.token) };
    },
    audience_heartbeat({ roomID, userID, rev }, query) {
      const r = room(roomID);
      if (!r) return { code: 205002 };
      r.audience.add(userID);
      if (rev === r.rev) return { rev, audienceCount: r.audience.size, interval: 25 };
      return { ...server.get_anchors({ roomID }, query), interval: 25 };
    },
    ask_seat({ roomID, userID, userName, userAvatar }, query) {
      const r = room(roomID);
      if (r.told.get(userID)?.why === 'kicked') return { code: 203021 };
      put(r, { userID, userName, userAvatar, state: 'asked', until: r.rev });
      return look(r, userID, query.token);
    },
    withdraw_seat({ roomID, userID }, query) {
      const r = room(roomID);
      if (['asked', 'granted'].includes(seatOf(r, userID)?.state)) free(r, userID, 'withdrawn');
      return look(r, query.userID, query.token);
    },
    answer_seat({ roomID, userID, accept, reason }, query) {
      const r = room(roomID);
      if (seatOf(r, userID)?.state !== 'asked') return { code: 203023 };
      if (!accept) free(r, userID, 'refused', reason);
      else if (r.seats.filter(({ state }) => state !== 'asked').length >= 4) return { code: 203007 };
      else put(r, { ...seatOf(r, userID), state: 'granted', pushURL: `rtmp://push/${userID}_seat` });
      return look(r, query.userID, query.token);
    },
    /** Another phone of the same user takes over from that device. */
    takeOver(userID) {
      const [token] = [...server.tokens].find(([, owner]) => owner === userID);
      room('room_1').taken = new Set([devices.get(token)]);
    },
  });
}

module.exports = { giveSeats };
