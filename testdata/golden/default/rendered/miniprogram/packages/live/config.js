/**
 * The one place for the values of this mini-program. Nothing here is secret: whatever is in
 * miniprogram/ can be read by every user. Keys and secrets belong to the server's environment.
 */
module.exports = {
  /** Name of the app, shown when it is shared. */
  title: "demo",

  /** Domains of Tencent Cloud CSS, '' while there are none: they catch a push address used for playing, and the reverse. */
  pushDomain: "",
  playDomain: "",

  /**
   * Base addresses of the server, by version of the mini-program. A development or trial version may
   * take another one on the phone (home page, scan or type it); a release uses only the one given here,
   * which must be https and among the legal domains of the WeChat back end.
   */
  servers: {
    develop: 'http://127.0.0.1:8080',
    trial: '',
    release: '',
  },

  /** Base address of the room service, '' for the server's own /weapp/live_room. */
  roomService: '',
};
