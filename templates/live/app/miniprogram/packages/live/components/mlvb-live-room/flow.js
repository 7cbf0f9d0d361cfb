const { Life } = require('./life');
const { toRoomError } = require('./room-error');
const { createBackoff } = require('./backoff');
const words = require('./words');

/** A stream that has run for this long has held: its next break is a new one. ms */
const HELD = 10000;

/** A tag that works says something within this time, ms. */
const SOON = 8000;

/** And within this one even when people first have to allow camera and microphone, ms. */
const LATE = 30000;

/**
 * A mini-program without the right to the live tags is told nothing: no state code ever comes.
 * @param {object} dependencies
 * @param {import('./life').Life} dependencies.life
 * @param {() => Promise<boolean>} dependencies.granted Whether nobody is being asked for permission any more.
 * @param {() => void} dependencies.onSilent Called once, if at all.
 * @returns {() => void} To be called at a sign.
 */
function expectSign({ life, granted, onSilent }) {
  const waiting = life.child();
  const silent = () => {
    waiting.end();
    onSilent();
  };
  waiting.after(SOON, () => {
    waiting.step(granted()).then((yes) => yes && silent(), () => {});
  });
  waiting.after(LATE, silent);
  return () => waiting.end();
}

/** Why a room is over for this phone alone. @type {Record<string, string>} */
const endings = { banned: words.banned, takenOver: words.takenOver };

/** No code of the vendor's: the live tags give no sign of life. */
const TAGS_DENIED = -9007;

/** @param {string} text @param {unknown} cause */
const explain = (text, cause) => `${text}: ${toRoomError(cause).errMsg}`;

/**
 * What broadcasting and watching have in common, from one start to its stop. Free of wx: the component
 * passes a stage in.
 */
class Flow {
  /**
   * @param {import('./client').Client} client
   * @param {import('./types').Stage} stage
   * @param {number} attempts To get a stream that never held.
   */
  constructor(client, stage, attempts) {
    this.client = client;
    this.stage = stage;
    this.life = new Life(client.settings.clock);
    this.room = client.openRoom(this.listener());
    this.backoff = createBackoff({ limit: attempts });
    this.retrying = false;
    this.hidden = false;
    /** The stream has ended while nobody could see it. */
    this.broken = false;
    this.stopHolding = () => {};
    this.signed = () => {};
    stage.awake(true);
  }

  /** @returns {import('./types').RoomListener} */
  listener() {
    return {
      onRecvRoomTextMsg: (message) => this.stage.raise('recvTextMsg', 0, message),
      // Of their own tag: pages made for the vendor's component have shown one's own texts already.
      onSentRoomTextMsg: (message) => this.stage.raise('sentTextMsg', 0, message),
      onChatState: (state) => this.stage.raise('chatState', 0, state),
      onMembers: ({ count }) => this.stage.raise('members', 0, count),
      onLikes: ({ count }) => this.stage.raise('likes', 0, count),
      onMuted: ({ muted }) => this.stage.raise('muted', 0, muted),
      onRoomDestroy: ({ reason }) => {
        this.stop();
        this.stage.raise('roomClosed', -9006, endings[reason || ''] || words.roomClosed);
      },
    };
  }

  /** For good, and at once. Again and again does no harm. */
  stop() {
    if (!this.life.alive) return;
    this.life.end();
    this.room.exit();
    this.stage.members([]);
    this.stage.status('');
    this.stage.awake(false);
  }

  pause() {
    if (!this.life.alive || this.hidden) return;
    this.hidden = true;
    this.stage.awake(false);
    this.onHide();
  }

  resume() {
    const { hidden, broken } = this;
    this.hidden = false;
    this.broken = false;
    if (!this.life.alive) return;
    this.stage.awake(true);
    this.room.wake();
    if (broken) this.restore();
    else if (hidden) this.onShow();
  }

  // What only one of the two roles does, the other leaves alone.

  onHide() {}

  onShow() {}

  /** Starts the stream again. */
  restore() {}

  requestLink() {}

  quitLink() {}

  /** @param {boolean} agree @param {string} userID */
  respond(agree, userID) {}

  /** @param {string} userID */
  kickout(userID) {}

  /** @param {number} code Of the main <live-player>. */
  onPlayerState(code) {}

  /**
   * Gives up and tells the page.
   * @param {number} code
   * @param {string} text
   * @param {unknown} [cause]
   */
  fail(code, text, cause) {
    if (!this.life.alive) return;
    this.stop();
    this.stage.raise('error', code, cause ? explain(text, cause) : text);
  }

  /**
   * A tag was told to start.
   * @param {() => Promise<boolean>} granted
   * @param {() => void} [onSilent]
   */
  expectSign(granted, onSilent = () => this.fail(TAGS_DENIED, words.tagsDenied)) {
    this.signed();
    if (this.stage.hasLiveTags) this.signed = expectSign({ life: this.life, granted, onSilent });
  }

  /** The stream flows. */
  flows() {
    this.stopHolding();
    this.stopHolding = this.life.after(HELD, () => (this.backoff = createBackoff()));
  }

  /**
   * Tries again after a while. While hidden it waits to be shown.
   * @param {() => Promise<unknown>} again
   * @param {() => void} giveUp
   */
  retry(again, giveUp) {
    if (!this.life.alive) return;
    this.stopHolding();
    if (this.hidden) this.broken = true;
    if (this.hidden || this.retrying) return;
    const wait = this.backoff.next();
    if (wait === null) return giveUp();
    this.retrying = true;
    this.stage.status('reconnecting');
    this.life.after(wait, () => this.attempt(again, giveUp));
  }

  /** @param {() => Promise<unknown>} again @param {() => void} giveUp */
  async attempt(again, giveUp) {
    try {
      await again();
      this.retrying = false;
    } catch (error) {
      this.retrying = false;
      this.retry(again, giveUp);
    }
  }

  /**
   * Tells the page of a failure that the stream survives.
   * @param {number} code
   * @param {string} text
   * @param {unknown} cause
   */
  complain(code, text, cause) {
    if (this.life.alive) this.stage.raise('error', code, explain(text, cause));
  }

  /** @param {string} text */
  async sendText(text) {
    await this.room.sendText(text).catch((error) => this.complain(-9005, words.sendFailed, error));
  }
}

exports.Flow = Flow;
exports.explain = explain;
