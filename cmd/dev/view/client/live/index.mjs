import { createContext } from './context.mjs';
import { definePlayer } from './player.mjs';
import { definePusher } from './pusher.mjs';

/**
 * @typedef {object} Host
 * @property {(element: Element, type: string, detail: object) => void} fire
 * @property {(element: Element, source: string) => string} asset Address of a file of the mini-program.
 * @property {(scope: string) => boolean} allows Whether the user did not refuse what the mini-program may ask for.
 * @property {number} flv HTTP port of the relay, 0 for the usual one.
 * @property {any} words
 */

const PUSHER = /** @type {const} */ ([
  ...['start', 'stop', 'pause', 'resume', 'switchCamera', 'snapshot', 'toggleTorch', 'startPreview', 'stopPreview', 'sendMessage'],
  ...['setMICVolume', 'playBGM', 'stopBGM', 'pauseBGM', 'resumeBGM', 'setBGMVolume', 'getMaxZoom', 'setZoom'],
]);

const PUSHER_ABSENT = /** @type {const} */ ([
  ...['applyFilter', 'applySticker', 'applyMakeup', 'clearFilters', 'clearStickers', 'clearMakeups'],
  ...['applyBlusherStickMakeup', 'applyEyeBrowMakeup', 'applyEyeShadowMakeup', 'applyFaceContourMakeup', 'applyLipStickMakeup'],
  ...['createOffscreenCanvas', 'onCustomRendererEvent', 'exitPictureInPicture'],
]);

const PLAYER = /** @type {const} */ ([
  ...['play', 'stop', 'pause', 'resume', 'mute', 'snapshot', 'requestFullScreen', 'exitFullScreen', 'exitPictureInPicture'],
]);

const PLAYER_ABSENT = /** @type {const} */ ([
  ...['requestBackgroundPlayback', 'exitBackgroundPlayback'],
  ...['startCasting', 'switchCasting', 'reconnectCasting', 'exitCasting'],
]);

/** @param {any} element Of a native tag. */
const idOf = (element) => element.__wxElement?.id || element.id;

/** The page or component in whose template a tag stands. @param {any} element */
const ownerOf = (element) => element.__wxElement?.ownerShadowRoot?.getHostNode()?.getMethodCaller?.();

/**
 * Defines the tags.
 * @param {Host} host
 */
export function defineLive(host) {
  const port = host.flv || undefined;
  const Pusher = definePusher(host, port);
  const Player = definePlayer(host, port);
  const players = (id, owner) => [...Player.present].filter((tag) => idOf(tag) === id && (!owner || ownerOf(tag) === owner));

  return {
    /** A page has one pusher; the newest is that of the page on top. */
    createLivePusherContext: () =>
      createContext('operateLivePusher', PUSHER, PUSHER_ABSENT, () => [...Pusher.present].at(-1)),

    /**
     * @param {string} id
     * @param {object} [owner] The component whose template has the tag.
     */
    createLivePlayerContext: (id, owner) =>
      createContext('operateLivePlayer', PLAYER, PLAYER_ABSENT, () => players(id, owner).at(-1)),
  };
}
