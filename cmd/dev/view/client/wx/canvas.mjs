import { Refusal } from './calls.mjs';

/** Methods of the older context that set what is a property of the browser's. */
const SETTERS = {
  setFillStyle: 'fillStyle', setStrokeStyle: 'strokeStyle', setLineWidth: 'lineWidth', setLineCap: 'lineCap', setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit', setGlobalAlpha: 'globalAlpha', setTextAlign: 'textAlign', setTextBaseline: 'textBaseline',
};

/**
 * `wx.createCanvasContext`: what is drawn waits for draw().
 * @param {() => CanvasRenderingContext2D | undefined} find
 */
export function createCanvasContext(find) {
  let waiting = [];
  const later = (act) => void waiting.push(act);
  const own = {
    ...Object.fromEntries(Object.entries(SETTERS).map(([name, property]) => [name, (value) => later((context) => { context[property] = value; })])),
    setFontSize: (size) => later((context) => { context.font = context.font.replace(/[\d.]+px/, `${size}px`); }),
    setShadow: (x, y, blur, color) => later((context) => Object.assign(context, { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color })),
    draw(keeps, done) {
      const context = find();
      if (context && !keeps) context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      if (context) waiting.forEach((act) => act(context));
      waiting = [];
      (typeof keeps === 'function' ? keeps : done)?.();
    },
  };
  return new Proxy(own, {
    get(known, name) {
      if (name in known) return known[name];
      if (/^(measure|create|get)/.test(String(name))) return (...given) => find()?.[name]?.(...given);
      return (...given) => later((context) => context[name]?.(...given));
    },
    set: (known, name, value) => {
      later((context) => { context[name] = value; });
      return true;
    },
  });
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {any} host
 */
export function canvas({ api }, host) {
  /** By `canvas-id`, in the page or the component. */
  const tagOf = (id, component) => {
    const { instance, frame } = host.pages.current();
    const owner = (component ?? instance)._$;
    const isIt = (tag) => (tag.text('canvas-id') === id || tag.id === id) && tag.__wxElement?.ownerShadowRoot?.getHostNode() === owner;
    return [...frame.querySelectorAll('wx-canvas')].find(isIt);
  };
  return {
    createCanvasContext: (id, component) => createCanvasContext(() => tagOf(id, component)?.inner.getContext('2d')),
    createOffscreenCanvas: ({ width = 300, height = 150 } = {}) => new OffscreenCanvas(width, height),
    canvasToTempFilePath: api('canvasToTempFilePath', async ({ canvas: element, canvasId, fileType = 'png', quality = 1 }) => {
      const drawn = element ?? tagOf(canvasId)?.inner;
      if (!drawn) throw new Refusal('canvas is empty');
      const blob = await new Promise((resolve) => drawn.toBlob(resolve, `image/${fileType === 'jpg' ? 'jpeg' : 'png'}`, quality));
      return { tempFilePath: URL.createObjectURL(blob) };
    }),
  };
}
