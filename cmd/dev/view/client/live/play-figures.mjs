import { qualityOf } from './meter.mjs';

/**
 * What `bindnetstatus` of <live-player> tells.
 * @param {HTMLVideoElement} video
 * @param {ReturnType<typeof import('./meter.mjs').createMeter>} meter
 * @param {{ silence: number, minCache: number }} state Milliseconds since data last came; seconds.
 */
export function playFigures({ buffered, currentTime, videoWidth, videoHeight }, meter, { silence, minCache }) {
  const cache = buffered.length ? Math.max(0, Math.round((buffered.end(buffered.length - 1) - currentTime) * 1000)) : 0;
  const figures = meter.read();
  return {
    ...figures,
    netQualityLevel: qualityOf(silence / 1000),
    videoWidth,
    videoHeight,
    videoCache: cache,
    audioCache: cache,
    vDecCacheSize: 0,
    vSumCacheSize: Math.round((cache * figures.videoFPS) / 1000),
    avPlayInterval: 0,
    avRecvInterval: 0,
    audioCacheThreshold: minCache * 1000,
  };
}
