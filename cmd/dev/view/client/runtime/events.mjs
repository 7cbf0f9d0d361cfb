import { describe } from './descriptor.mjs';

/** What of an event's target the page is told. @param {any} node of glass-easel */
function target(node) {
  const { offsetLeft = 0, offsetTop = 0 } = node.$$ ?? {};
  return { id: node.id ?? '', offsetLeft, offsetTop, dataset: { ...node.dataset } };
}

/**
 * An event as pages get it: plain data, which they may keep and put into their own.
 * @param {any} event of glass-easel
 */
export function plainEvent(event) {
  const { type, timeStamp, detail, mark, touches, changedTouches } = event;
  return {
    type,
    timeStamp,
    target: target(event.target),
    currentTarget: target(event.currentTarget),
    mark: mark ?? {},
    detail,
    ...(touches && { touches, changedTouches }),
    mut: false,
  };
}

/** How listeners of templates are called, as wxs.mjs wants it. */
export const callers = {
  /** What a method returns means nothing, as in WeChat. */
  method: (host, event, listener) => void listener.call(host, plainEvent(event)),

  /** Functions of scripts get the elements themselves, where pages get copies; false ends the event's way. */
  script: (host, event, listener) => listener.call(undefined, { ...plainEvent(event), instance: describe(event.currentTarget) }, describe(host._$)),

  /** Not amid the change of the data: the elements that a script looks for may not be there yet. */
  change: (listener) => (value, before, host, node) => {
    if (typeof listener === 'function') queueMicrotask(() => listener.call(undefined, value, before, describe(host), describe(node)));
  },
};
