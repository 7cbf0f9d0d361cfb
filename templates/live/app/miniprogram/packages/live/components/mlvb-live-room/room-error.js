const words = require('./words');

/** errCodes that this client gives itself, as the vendor's core does. Others are the server's. */
const codes = { network: -1, chat: -2, create: -3, addAnchor: -4, parameter: -9, link: -999 };

/** The one shape of every failure in this folder. */
class RoomError extends Error {
  /** @param {number} errCode @param {string} errMsg */
  constructor(errCode, errMsg) {
    super(errMsg);
    this.errCode = errCode;
    this.errMsg = errMsg;
  }
}

/** A step whose room, link or page was left before the step was done. Nobody needs to be told. */
class Ended extends RoomError {
  constructor() {
    super(codes.network, words.left);
  }
}

/**
 * @param {unknown} thrown An Error, `{errMsg}` of wx, `{code, message}` of an IM SDK, or a text.
 * @param {number} [errCode] Taken unless `thrown` is a RoomError already.
 * @returns {RoomError}
 */
function toRoomError(thrown, errCode = codes.network) {
  if (thrown instanceof RoomError) return thrown;
  const { errMsg, message } = /** @type {{ errMsg?: string, message?: string }} */ (Object(thrown));
  return new RoomError(errCode, errMsg || message || String(thrown));
}

/**
 * For `catch`: fails with `errCode`, whatever code the cause had.
 * @param {number} errCode
 * @returns {(thrown: unknown) => never}
 */
const failWith = (errCode) => (thrown) => {
  const error = toRoomError(thrown);
  throw error instanceof Ended ? error : new RoomError(errCode, error.errMsg);
};

/**
 * The failure that a reply of the server describes, in words where the code is a well-known one.
 * @param {number} code
 * @param {string} [message]
 */
const serverError = (code, message) => new RoomError(code, `${words.server[code] || message || words.refused} (${code})`);

exports.codes = codes;
exports.RoomError = RoomError;
exports.Ended = Ended;
exports.toRoomError = toRoomError;
exports.failWith = failWith;
exports.serverError = serverError;
