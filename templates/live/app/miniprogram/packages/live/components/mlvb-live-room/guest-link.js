const { explain } = require('./flow');
const { failureOfState, failureOfError } = require('./state-codes');
const words = require('./words');

/** How long the host may think about a request, ms. */
const PATIENCE = 10000;

/** RoomEvent code of a failed link. Pages made for the vendor's component stay open at this one alone. */
const LINK_FAILED = -9004;

/** RoomEvent tells them in `cause`: the codes that the vendor's component gave these failures. */
const causes = { pushURL: -1, pusher: -2, addAnchor: 0 };

/**
 * One turn on the mic: request → the host's stream at low latency, own push → add_anchor → linkOn. Whatever
 * goes wrong on the way, or later, ends in `out`.
 */
class GuestLink {
  /** @param {import('./viewer-flow').ViewerFlow} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    this.room = viewer.room;
    this.stage = viewer.stage;
    this.life = viewer.life.child();
    /** Of the host's own stream, while that is the main picture. */
    this.hostURL = '';
    this.pushURL = '';
    /** The push URL that came with the seat. */
    this.granted = '';
    this.joining = false;
    this.linked = false;
  }

  async start() {
    this.stage.status('linking');
    try {
      this.granted = await this.life.step(this.room.requestJoinAnchor(PATIENCE));
    } catch (error) {
      return this.out(explain(words.linkFailed, error));
    }
    try {
      await this.push();
    } catch (error) {
      this.out(explain(words.linkFailed, error), { cause: causes.pushURL });
    }
  }

  async push() {
    const { client, room } = this.viewer;
    const pushURL = this.granted || (await this.life.step(client.getPushURL(room.state.roomID))).pushURL;
    this.pushURL = pushURL;
    this.viewer.showMembers();
    this.viewer.expectSign(this.stage.granted, () => this.out(words.tagsDenied));
    await this.life.step(this.stage.pusher.start(pushURL));
  }

  /** Servers without a low-latency address leave the guest with what all viewers see. */
  playHost() {
    const { pushers, roomCreator } = this.room.state;
    const host = pushers.find(({ userID }) => userID === roomCreator);
    if (!this.pushURL || !host?.accelerateURL || host.accelerateURL === this.hostURL) return;
    this.hostURL = host.accelerateURL;
    this.stage.player.play(this.hostURL, 'RTC');
  }

  /** @param {number} code */
  onPusherState(code) {
    const failure = failureOfState(code);
    if (failure) this.out(failure.text, { cause: causes.pusher });
    else if (code === 1002) this.join();
    else if (code === -1307) this.out(words.linkDropped, { cause: causes.pusher });
    else if (code === 5000) this.out(words.suspended, { cause: causes.pusher });
  }

  /** @param {number} errCode */
  onPusherError(errCode) {
    const failure = failureOfError(errCode);
    if (failure) this.out(failure.text, { cause: causes.pusher });
  }

  async join() {
    if (this.joining || !this.life.alive) return;
    this.joining = true;
    try {
      await this.life.step(this.room.joinAnchor(this.pushURL), () => this.room.quitJoinAnchor());
    } catch (error) {
      return this.out(explain(words.linkFailed, error), { cause: causes.addAnchor });
    }
    this.linked = true;
    this.stage.status('');
    this.stage.raise('linkOn', 0, words.linkOn);
  }

  /** Ends the turn without a word. */
  abandon() {
    if (!this.life.alive) return;
    this.life.end();
    this.room.cancelRequest();
    this.stage.pusher.stop();
  }

  /**
   * Ends the turn and goes back to watching.
   * @param {string} reason
   * @param {{ wished?: boolean, cause?: number }} [how] wished: by the guest, so that a link that never was is no failure.
   */
  out(reason, { wished = false, cause } = {}) {
    if (!this.life.alive) return;
    this.abandon();
    this.room.quitJoinAnchor();
    this.stage.status('');
    this.viewer.afterLink();
    if (this.linked) this.stage.raise('linkOut', 0, reason);
    else if (!wished) this.stage.raise('error', LINK_FAILED, reason, cause);
  }
}

exports.GuestLink = GuestLink;
