import { createLink } from './link.mjs';
import { adapted, createMeter, qualityOf } from './meter.mjs';
import { openUplink } from './uplink.mjs';

/**
 * @typedef {object} Means
 * @property {(code: number) => void} say
 * @property {() => void} renewed A connection wants a key frame to begin with.
 */

/**
 * Sends what the encoders give, over one connection after the other.
 * @param {Means} means
 */
export function createSender({ say, renewed }) {
  /** @type {{ address: string, format: () => import('./flv-stream.mjs').Format }} */
  let job;
  /** @type {ReturnType<typeof openUplink> | null} */
  let uplink = null;
  /** @type {Partial<Record<'video' | 'audio', Uint8Array>>} */
  const records = {};
  let meter = createMeter();
  let rate = 0;
  let encoding = false;

  /** When the connection before is no longer in the way. @type {Promise<unknown>} */
  let gone = Promise.resolve();

  const link = createLink({
    say,
    codes: { again: 1102, over: -1307 },
    open(attempt) {
      let ended = false;
      gone.then(() => {
        if (!ended) connect(attempt);
      });
      return () => {
        ended = true;
        if (uplink) gone = uplink.close();
        uplink = null;
      };
    },
  });

  /** @param {import('./link.mjs').Attempt} attempt */
  function connect({ held, lost }) {
    const opened = openUplink(job.address, job.format(), { connected: () => say(1001), ready, lost });
    uplink = opened;
    for (const kind of /** @type {const} */ (['video', 'audio'])) if (records[kind]) opened.configure(kind, records[kind]);

    function ready() {
      held();
      say(1002);
      if (!encoding) say(1008);
      encoding = true;
      renewed();
    }
  }

  return {
    /** @param {typeof job} next @param {number} kbps Bit rate to begin with. */
    start(next, kbps) {
      job = next;
      rate = kbps;
      encoding = false;
      meter = createMeter();
      link.start();
    },

    stop: link.stop,
    renew: link.renew,

    /** @param {'video' | 'audio'} kind @param {Uint8Array} record */
    configure(kind, record) {
      records[kind] = record;
      uplink?.configure(kind, record);
    },

    /** @param {import('./flv-stream.mjs').Packet} packet */
    write(packet) {
      if (uplink?.write(packet)) meter.count({ ...packet, size: packet.data.length });
    },

    get rate() {
      return rate;
    },

    /**
     * Figures of the last two seconds; the bit rate follows them.
     * @param {{ min: number, max: number }} limits kbps
     * @param {{ width: number, height: number }} size
     */
    read(limits, size) {
      const waiting = ((uplink?.waiting() ?? 0) * 8) / 1000 / Math.max(rate, 1);
      const next = adapted(rate, waiting, limits);
      if (next < rate) say(1101);
      if (next !== rate) say(1006);
      rate = next;
      const delay = Math.round(waiting * 1000);
      const network = { netQualityLevel: uplink ? qualityOf(waiting) : 0, videoCache: delay, audioCache: delay };
      return { ...meter.read(), ...network, videoWidth: size.width, videoHeight: size.height };
    },
  };
}
