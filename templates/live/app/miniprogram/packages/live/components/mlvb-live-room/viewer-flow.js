const { Flow } = require('./flow');
const { GuestLink } = require('./guest-link');
const { playerState } = require('./state-codes');
const words = require('./words');

/** How often a stream that never came is tried again. */
const FIRST_ATTEMPTS = 3;

/** Names of the states in which there is a picture, or sound. */
const PLAYING = ['firstPacket', 'playing', 'firstFrame'];

/** Names of the states after which nothing comes by itself. */
const OVER = ['disconnected', 'noAcceleratedAddress', 'ended'];

/** Watching, and being on the mic as a guest. Whatever becomes of the link, watching goes on. */
class ViewerFlow extends Flow {
  /**
   * @param {import('./client').Client} client
   * @param {import('./types').Stage} stage
   * @param {string} roomID
   */
  constructor(client, stage, roomID) {
    super(client, stage, FIRST_ATTEMPTS);
    this.roomID = roomID;
    /** @type {GuestLink | null} */
    this.link = null;
    /** There is no stream, for the host is away. */
    this.lost = false;
  }

  listener() {
    const showMembers = () => this.showMembers();
    return {
      ...super.listener(),
      onAnchorEnter: showMembers,
      onAnchorExit: showMembers,
      onPlayURLChange: () => this.link || this.play(),
      onKickoutJoinAnchor: () => this.link?.out(words.kickedOut),
      /** @param {{ reason?: string }} [event] */
      onLinkDropped: (event) => this.link?.out(event?.reason || words.linkDropped),
      /** @param {{ away: boolean }} event */
      onHostAway: ({ away }) => this.onHostAway(away),
    };
  }

  async start() {
    this.stage.status('entering');
    try {
      await this.life.step(this.room.enter(this.roomID));
      if (this.room.state.away) return this.awaitHost();
      this.expectSign(() => Promise.resolve(true));
      this.play();
    } catch (error) {
      this.fail(-9003, words.enterFailed, error);
    }
  }

  stop() {
    this.link?.abandon();
    if (this.life.alive) this.stage.player.stop();
    super.stop();
  }

  /** Plays what all viewers see. */
  play() {
    this.lost = false;
    if (this.life.alive) this.stage.player.play(this.room.state.mixedPlayURL, 'live');
  }

  /** @param {number} code Of the main <live-player>. */
  onPlayerState(code) {
    if (!this.life.alive) return;
    this.signed();
    const { name } = playerState(code);
    if (PLAYING.includes(name)) this.onPlaying();
    if (!OVER.includes(name)) return;
    if (this.link?.hostURL) this.link.out(words.noFastLane);
    else this.restore();
  }

  onPlaying() {
    this.flows();
    if (!this.link) this.stage.status(this.room.state.away ? 'away' : '');
  }

  /** The room waits for its host: no stream is no failure. @param {boolean} away */
  onHostAway(away) {
    if (!this.life.alive) return;
    this.stage.status(away ? 'away' : '');
    if (!away && this.lost) this.play();
  }

  /** The host may have started again under a new address, or the room may be over: ask first. */
  restore() {
    if (this.room.state.away) return this.awaitHost();
    this.retry(
      async () => {
        await this.life.step(this.room.refresh());
        if (this.room.state.away) this.awaitHost();
        else this.play();
      },
      () => this.fail(-2301, words.playLost),
    );
  }

  /** Plays again when the host is back. */
  awaitHost() {
    this.lost = true;
    this.stage.status('away');
  }

  /** Asks the host for a place on the mic. */
  requestLink() {
    if (!this.life.alive) return;
    if (this.link) return this.stage.toast(words.linkPending);
    this.link = new GuestLink(this);
    this.link.start();
  }

  /** The turn on the mic is over. */
  afterLink() {
    this.link = null;
    this.showMembers();
    this.play();
  }

  quitLink() {
    this.link?.out(words.linkOut, { wished: true });
  }

  /** @param {number} code Of the guest's own <live-pusher>. */
  onPusherState(code) {
    this.signed();
    this.link?.onPusherState(code);
  }

  /** @param {number} errCode Of its binderror. */
  onPusherError(errCode) {
    this.signed();
    this.link?.onPusherError(errCode);
  }

  onHide() {
    this.stage.player.pause();
    if (this.link) this.stage.pusher.pause();
  }

  onShow() {
    this.stage.player.resume();
    if (this.link) this.stage.pusher.resume();
  }

  /** Those on the mic play each other; for everybody else the server mixes them into one picture. */
  showMembers() {
    const { pushers, roomCreator } = this.room.state;
    const self = this.client.account.info.userID;
    const others = pushers.filter(({ userID }) => userID !== roomCreator && userID !== self);
    this.stage.members(this.link ? others : []);
    this.link?.playHost();
  }
}

exports.ViewerFlow = ViewerFlow;
