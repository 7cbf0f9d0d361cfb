const { Flow } = require('./flow');
const { failureOfState, failureOfError } = require('./state-codes');
const words = require('./words');

/** How often a push that never came about is tried again. */
const FIRST_ATTEMPTS = 2;

/** Broadcasting: push first, open the room once the stream flows, keep both alive. */
class HostFlow extends Flow {
  /**
   * @param {import('./client').Client} client
   * @param {import('./types').Stage} stage
   * @param {{ roomID: string, roomName: string }} wanted Without a roomID the server chooses one.
   */
  constructor(client, stage, { roomID, roomName }) {
    super(client, stage, FIRST_ATTEMPTS);
    this.wanted = { roomID, roomInfo: roomName || words.defaultRoomName };
    this.pushURL = '';
    /** The address that the server knows. */
    this.announced = '';
  }

  listener() {
    const showMembers = () => {
      const { pushers, roomCreator } = this.room.state;
      this.stage.members(pushers.filter(({ userID }) => userID !== roomCreator));
    };
    return {
      ...super.listener(),
      onAnchorEnter: showMembers,
      onAnchorExit: showMembers,
      /** @param {object} guest */
      onRequestJoinAnchor: (guest) => this.stage.raise('requestJoinAnchor', 0, guest),
    };
  }

  async start() {
    this.stage.status('starting');
    await this.push().catch((error) => this.fail(-9002, words.pushURLFailed, error));
  }

  stop() {
    if (this.life.alive) this.stage.pusher.stop();
    super.stop();
  }

  /** Always with a new address: the old one may have expired. */
  async push() {
    const { pushURL } = await this.life.step(this.client.getPushURL(this.room.state.roomID || this.wanted.roomID));
    this.pushURL = pushURL;
    this.expectSign(this.stage.granted);
    await this.life.step(this.stage.pusher.start(pushURL));
  }

  /** @param {number} code Of the main <live-pusher>. */
  onPusherState(code) {
    if (!this.life.alive) return;
    this.signed();
    const failure = failureOfState(code);
    if (failure) this.fail(failure.code, failure.text);
    else if (code === 1002) this.onPushing();
    else if (code === -1307) this.restore();
    else if (code === 5000) this.onSuspended();
  }

  /** @param {number} errCode Of its binderror. */
  onPusherError(errCode) {
    this.signed();
    const failure = failureOfError(errCode);
    if (failure) this.fail(failure.code, failure.text);
  }

  async onPushing() {
    this.flows();
    this.stage.status('');
    if (this.announced === this.pushURL) return;
    this.announced = this.pushURL;
    if (this.room.state.roomID) await this.room.joinAnchor(this.pushURL).catch(() => this.restore());
    else await this.open().catch((error) => this.fail(-9001, words.createFailed, error));
  }

  async open() {
    await this.life.step(this.room.create({ ...this.wanted, pushURL: this.pushURL }));
    this.stage.raise('created', 0, words.created);
  }

  /** The SDK has given up on its own. */
  restore() {
    if (!this.life.alive) return;
    this.stage.pusher.stop();
    this.retry(
      () => this.push(),
      () => this.fail(-1307, words.pushLost),
    );
  }

  /** WeChat ends the push of a mini-program that was put aside. The room waits for the host. */
  onSuspended() {
    this.broken = true;
    this.stage.status('suspended');
    this.stage.raise('error', 5000, words.suspended);
  }

  onHide() {
    this.stage.pusher.pause();
  }

  onShow() {
    this.stage.pusher.resume();
  }

  /** @param {boolean} agree @param {string} userID */
  async respond(agree, userID) {
    const told = agree ? this.room.acceptJoinAnchor(userID) : this.room.rejectJoinAnchor(userID);
    await told.catch((error) => this.complain(-9004, words.linkFailed, error));
  }

  /** @param {string} userID */
  async kickout(userID) {
    await this.room.kickoutJoinAnchor(userID).catch((error) => this.complain(-9004, words.linkFailed, error));
  }
}

exports.HostFlow = HostFlow;
