import { createLink } from './link.mjs';
import { adapted, createMeter, qualityOf } from './meter.mjs';
import { openUplink } from './uplink.mjs';

/**
 * @typedef {object} Means
 * @property {(code: number) => void} say
 * @property {() => void} ready A connection wants a key frame to begin with.
 */

/**
 * Sends what the encoders give, over one connection after the other.
 * @param {Means} means
 */
export function createSender({ say, ready }) {
  /** @type {{ address: string, format: () => import('./flv-stream.mjs').Format }} */
  let job;
  /** @type {ReturnType<typeof openUplink> | null} */
  let uplink = null;
  /** @type {Partial<Record<'video' | 'audio', Uint8Array>>} */
  const records = {};
  let meter = createMeter();
  let rate = 0;
  let encoding = false;

  const link = createLink({
    say,
    codes: { again: 1102, over: -1307 },
    open({ held, lost }) {
      const mine = openUplink(job.address, job.format(), {
        connected: () => say(1001),
        ready() {
          held();
          say(1002);
          if (!encoding) say(1008);
          encoding = true;
          ready();
        },
        lost,
      });
      for (const kind of /** @type {const} */ (['video', 'audio'])) if (records[kind]) mine.configure(kind, records[kind]);
      uplink = mine;
      return () => {
        uplink = null;
        mine.close();
      };
    },
  });

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
