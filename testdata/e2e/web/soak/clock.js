// Runs in the tabs of the soak. The host's camera shows the time, the microphone sings it: the pitch rises through twenty seconds. A viewer's tab
// reads both, and so tells how far sound and picture are apart, and how old they are.
(() => {
  const SIZE = { width: 360, height: 640 };
  const CELLS = 4;
  const UNIT = 10; // ms
  const AROUND = 640_000; // ms, a whole number of songs, of which the cells can count the units

  const LOWEST = 500; // Hz
  const RISE = 100; // Hz a second
  const SONG = 20_000; // ms
  const WINDOW = 4096; // samples

  /** @param {CanvasRenderingContext2D} pen */
  function paint(pen) {
    const count = Math.floor((Date.now() % AROUND) / UNIT);
    const [width, height] = [SIZE.width / CELLS, SIZE.height / CELLS];
    for (let i = 0; i < CELLS * CELLS; i += 1) {
      pen.fillStyle = (count >> i) & 1 ? '#fff' : '#000';
      pen.fillRect((i % CELLS) * width, Math.floor(i / CELLS) * height, width, height);
    }
  }

  function camera() {
    const canvas = Object.assign(document.createElement('canvas'), SIZE);
    const pen = canvas.getContext('2d');
    setInterval(paint, 30, pen);
    paint(pen);
    return canvas.captureStream(30);
  }

  function microphone() {
    const context = new AudioContext();
    const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    const voice = new OscillatorNode(context);
    setInterval(() => (voice.frequency.value = LOWEST + (RISE * (Date.now() % SONG)) / 1000), 20);
    voice.connect(out);
    voice.start();
    return out.stream;
  }

  navigator.mediaDevices.getUserMedia = async ({ video }) => (video ? camera() : microphone());

  const reading = new OffscreenCanvas(SIZE.width, SIZE.height).getContext('2d', { willReadFrequently: true });

  /** The time in the picture, within AROUND. @param {HTMLVideoElement} video */
  function seen(video) {
    reading.drawImage(video, 0, 0, SIZE.width, SIZE.height);
    let count = 0;
    for (let i = 0; i < CELLS * CELLS; i += 1) {
      const x = (((i % CELLS) + 0.5) * SIZE.width) / CELLS;
      const y = ((Math.floor(i / CELLS) + 0.5) * SIZE.height) / CELLS;
      if (reading.getImageData(x, y, 1, 1).data[1] > 127) count |= 1 << i;
    }
    return count * UNIT;
  }

  /** The time in the sound, within SONG. @param {AnalyserNode} ear */
  function heard(ear) {
    const levels = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(levels);
    const top = levels.indexOf(Math.max(...levels));
    const [a, b, c] = levels.subarray(top - 1, top + 2);
    const pitch = ((top + (a - c) / (2 * (a - 2 * b + c))) * ear.context.sampleRate) / ear.fftSize;
    const middle = (WINDOW / 2 / ear.context.sampleRate) * 1000;
    return ((pitch - LOWEST) / RISE) * 1000 + middle;
  }

  /** From -around/2 to around/2. */
  const within = (value, around) => ((((value + around / 2) % around) + around) % around) - around / 2;
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

  /** Pictures without sound after which it is listened anew. */
  const DEAF = 10;

  /** How long a viewer is looked at, at most, ms. */
  const PATIENCE = 15_000;

  /** @param {HTMLVideoElement} video */
  const nextFrame = (video) => new Promise((resolve) => video.requestVideoFrameCallback(resolve));

  /**
   * Hears what a <video> plays. A browser has one such ear for each: when the player takes it for its volume, this one has silence.
   * @param {HTMLVideoElement} video
   * @param {AudioContext} context
   */
  function listen(video, context) {
    const ear = new AnalyserNode(context, { fftSize: WINDOW, smoothingTimeConstant: 0 });
    const mediaStream = new MediaStream(video.captureStream().getAudioTracks());
    new MediaStreamAudioSourceNode(context, { mediaStream }).connect(ear);
    return ear;
  }

  /** @param {number} time within SONG @returns Whether the song begins anew hereabouts. */
  const isEdge = (time) => time % SONG < 1000 || time % SONG > SONG - 1000;

  /**
   * Looks and listens for some pictures.
   * @param {string} selector of the player
   * @returns {Promise<{ drift: number, age: number }>} ms; drift is how far the sound is ahead
   */
  window.measure = async (selector, pictures = 15) => {
    const video = document.querySelector(selector).shadowRoot.querySelector('video');
    const context = new AudioContext();
    let ear = listen(video, context);
    let silent = 0;
    const drifts = [];
    const ages = [];
    const look = async () => {
      while (drifts.length < pictures) {
        await nextFrame(video);
        const [picture, song] = [seen(video), heard(ear)];
        silent = song >= 0 ? 0 : silent + 1;
        if (silent && silent % DEAF === 0) ear = listen(video, context);
        if (silent || isEdge(picture)) continue;
        drifts.push(within(song - picture, SONG));
        ages.push(within(Date.now() - picture, AROUND));
      }
    };
    await Promise.race([look(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    context.close();
    if (drifts.length < pictures) throw new Error(`only ${drifts.length} pictures with sound: ${JSON.stringify(stateOf(video))}`);
    return { drift: Math.round(median(drifts)), age: Math.round(median(ages)) };
  };

  /** @param {HTMLVideoElement} video */
  const stateOf = ({ currentTime, buffered, readyState, paused, muted }) => ({
    ...{ currentTime, readyState, paused, muted },
    buffered: Array.from(buffered, (_, i) => [buffered.start(i), buffered.end(i)]),
  });
})();
