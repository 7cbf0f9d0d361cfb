/**
 * Questions about the elements of a page, as wx.createSelectorQuery asks them.
 */

/** @param {Element} node glass-easel's. @returns {HTMLElement} */
const shownBy = (node) => node.$$;

/** @param {DOMRect} rect */
const bounds = ({ left, top, right, bottom, width, height }) => ({ left, top, right, bottom, width, height });

/** The inner element that scrolls, where a tag has one. */
const scrollerOf = (element) => element.scroller ?? element;

/**
 * @param {any} node
 * @param {Record<string, any>} fields
 */
function read(node, fields) {
  const element = shownBy(node);
  const rect = bounds(element.getBoundingClientRect());
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scrollerOf(element);
  const style = fields.computedStyle?.length ? getComputedStyle(element) : null;
  const all = {
    ...(fields.id && { id: node.id }),
    ...(fields.dataset && { dataset: node.dataset }),
    ...(fields.rect && { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom }),
    ...(fields.size && { width: rect.width, height: rect.height }),
    ...(fields.scrollOffset && { scrollLeft, scrollTop, scrollWidth, scrollHeight }),
    ...((fields.node || fields.context) && { node: element.node ?? element, context: element }),
  };
  for (const name of fields.properties ?? []) all[name] = node.getAttribute?.(name) ?? node.data?.[name];
  for (const name of fields.computedStyle ?? []) all[name] = style[name];
  return all;
}

/** @param {any} page */
function readViewport({ scroller }) {
  const { width, height } = bounds(scroller.getBoundingClientRect());
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scroller;
  return { id: '', dataset: {}, left: 0, top: 0, right: width, bottom: height, width, height, scrollLeft, scrollTop, scrollWidth, scrollHeight };
}

const RECT = { id: true, dataset: true, rect: true, size: true };
const OFFSET = { id: true, dataset: true, scrollOffset: true };

/** @param {() => any} current The page on top. */
export function createSelectorQuery(current) {
  const page = current();
  const questions = [];
  let inside = page?.instance;

  const reference = (find) => {
    const from = inside;
    const ask = (fields, listener) => {
      questions.push({ answer: () => find(from, fields), listener });
      return query;
    };
    return {
      fields: ask,
      boundingClientRect: (listener) => ask(RECT, listener),
      scrollOffset: (listener) => ask(OFFSET, listener),
      context: (listener) => ask({ context: true }, listener),
      node: (listener) => ask({ node: true }, listener),
    };
  };
  const nodes = (component, selector) => component._$.getShadowRoot().querySelectorAll(selector);

  const query = {
    in(component) {
      inside = component;
      return query;
    },
    select: (selector) =>
      reference((component, fields) => {
        const [first] = nodes(component, selector);
        return first ? read(first, fields) : null;
      }),
    selectAll: (selector) => reference((component, fields) => nodes(component, selector).map((node) => read(node, fields))),
    selectViewport: () => reference(() => readViewport(page)),
    exec(listener) {
      setTimeout(() => {
        const answers = questions.map(({ answer }) => answer());
        questions.forEach(({ listener: each }, at) => each?.(answers[at]));
        listener?.(answers);
      });
      return query;
    },
  };
  return query;
}
