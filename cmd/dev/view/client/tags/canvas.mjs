import { Native } from './native.mjs';

/**
 * `<canvas>`: what a page draws on, the 2D and WebGL contexts of the browser. A page that asks for it as a node gets the browser's own
 * element, with the few methods that WeChat has besides.
 */
export class Canvas extends Native {
  constructor() {
    super();
    this.inner = this.draw('<style>:host { display: block; position: relative; width: 300px; height: 150px; } canvas { display: block; width: 100%; height: 100%; }</style><canvas></canvas><slot></slot>')
      .querySelector('canvas');
    Object.assign(this.inner, {
      createImage: () => imageOf(this),
      requestAnimationFrame: (run) => requestAnimationFrame(run),
      cancelAnimationFrame: (id) => cancelAnimationFrame(id),
      createPath2D: (path) => new Path2D(path),
      createImageData: (width, height) => new ImageData(width, height),
    });
  }

  ready() {
    // A page of the older kind draws in the size that it sees; one of type 2d sets its own.
    Object.assign(this.inner, { width: this.clientWidth || 300, height: this.clientHeight || 150 });
  }

  /** What SelectorQuery.node() gives. */
  get node() {
    return this.inner;
  }
}

/** An image whose paths are those of the mini-program. */
function imageOf(canvas) {
  const image = new Image();
  const { set, get } = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  return Object.defineProperty(image, 'src', { get, set: (path) => set.call(image, Native.host.asset(canvas, path)) });
}
