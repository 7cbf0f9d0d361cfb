/** Volumes are told so often, ms. */
const EVERY = 500;

/**
 * Tells how loud a node of Web Audio is.
 * @param {AudioNode} node
 * @param {(volume: number) => void} tell 0 to 100.
 * @returns {() => void} Ends it.
 */
export function watchVolume(node, tell) {
  const meter = new AnalyserNode(node.context, { fftSize: 1024 });
  const samples = new Float32Array(meter.fftSize);
  node.connect(meter);
  const timer = setInterval(() => {
    meter.getFloatTimeDomainData(samples);
    tell(Math.round(100 * samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0)));
  }, EVERY);
  return () => {
    clearInterval(timer);
    node.disconnect(meter);
  };
}
