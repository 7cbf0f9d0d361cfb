/** Guests who ask to join the mic. A guest waits ten seconds for an answer: what is older is of no use. */
const PATIENCE = 10 * 1000;

/** @typedef {{ userID: string, userName: string, userAvatar: string, at: number }} Request */

/** @param {Request[]} requests @param {number} now */
const waiting = (requests, now) => requests.filter(({ at }) => now - at < PATIENCE);

/**
 * @param {Request[]} requests
 * @param {Omit<Request, 'at'>} guest
 * @param {number} now
 */
const added = (requests, guest, now) => [
  ...waiting(requests, now).filter(({ userID }) => userID !== guest.userID),
  { ...guest, at: now },
];

/** @param {Request[]} requests @param {string} userID */
const without = (requests, userID) => requests.filter((request) => request.userID !== userID);

module.exports = { waiting, added, without, PATIENCE };
