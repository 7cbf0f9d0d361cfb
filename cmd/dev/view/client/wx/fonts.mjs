import { need, Refusal } from './calls.mjs';

/** @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls */
export const fonts = ({ api }) => ({
  loadFontFace: api('loadFontFace', async (options) => {
    need(options, { family: 'String', source: 'String' });
    const font = new FontFace(options.family, options.source, options.desc ?? {});
    document.fonts.add(await font.load().catch(() => { throw new Refusal('NetworkError'); }));
    return { status: 'loaded' };
  }),
});
