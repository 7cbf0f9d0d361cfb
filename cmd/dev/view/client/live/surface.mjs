/** What both tags draw: the picture, the page's own content over it, a notice, that it waits, the figures of `debug`. */

const STYLE = `
  :host { display: block; position: relative; overflow: hidden; background: #000; color: #fff; }
  :host([hidden]) { display: none; }
  .picture, canvas, video { position: absolute; inset: 0; width: 100%; height: 100%; }
  .picture { pointer-events: none; }
  .notice, .figures { font: 12px/1.5 system-ui, sans-serif; color: #fff; background: rgb(0 0 0 / 70%); z-index: 1; }
  .notice { position: absolute; top: 50%; left: 50%; transform: translate(-50%, -50%); box-sizing: border-box; width: max-content;
    max-width: 90%; margin: 0; padding: 8px 12px; border: 0; border-radius: 8px; text-align: center; white-space: pre-line; }
  .waiting { position: absolute; top: 50%; left: 50%; transform: translate(-50%, -50%); margin: 0; padding: 4px 10px; border-radius: 8px;
    font: 12px/1.5 system-ui, sans-serif; background: rgb(0 0 0 / 50%); pointer-events: none; z-index: 1; white-space: nowrap; }
  .notice:not([hidden]) ~ .waiting { display: none; }
  .figures { position: absolute; left: 0; bottom: 0; margin: 0; padding: 4px 8px; pointer-events: none; white-space: pre-wrap; }
  [hidden] { display: none !important; }
  :host(:popover-open) { position: fixed !important; inset: 0 !important; width: 100vw !important; height: 100vh !important;
    max-width: none !important; max-height: none !important; margin: 0 !important; padding: 0 !important; border: 0 !important; }
`;

/**
 * @param {HTMLElement} element
 * @param {string} style The tag's own rules.
 */
export function createSurface(element, style) {
  const root = element.attachShadow({ mode: 'open' });
  root.innerHTML = `<style>${STYLE}${style}</style><div class="picture"><video playsinline></video></div><slot></slot>
    <button class="notice" hidden></button><p class="waiting" role="status" hidden></p><pre class="figures" hidden></pre>`;
  const find = (selector) => /** @type {any} */ (root.querySelector(selector));
  const notice = find('.notice');
  const waiting = find('.waiting');
  const figures = find('.figures');

  return {
    /** @type {HTMLElement} */
    picture: find('.picture'),
    /** @type {HTMLVideoElement} */
    video: find('video'),

    /**
     * @param {string} text '' to hide it.
     * @param {() => void} [act] What a tap does.
     */
    notice(text, act) {
      notice.textContent = text;
      notice.hidden = !text;
      notice.disabled = !act;
      notice.onclick = act ?? null;
    },

    /** @param {string} text Why nothing moves, '' when it does. */
    waiting(text) {
      waiting.textContent = text;
      waiting.hidden = !text;
    },

    /** @param {string | null} text null to hide it. */
    figures(text) {
      figures.textContent = text;
      figures.hidden = text === null;
    },
  };
}
