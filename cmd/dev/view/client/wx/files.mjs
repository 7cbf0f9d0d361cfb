import { cancelled, Refusal } from './calls.mjs';
import { createEvent } from './events.mjs';
import { endable, parse } from './request.mjs';

/**
 * Lets the user choose files; their paths are addresses that the browser forgets with the page.
 * @param {{ accept: string, multiple: boolean }} options
 * @returns {Promise<File[]>}
 */
function choose({ accept, multiple }) {
  return new Promise((resolve, reject) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept, multiple });
    input.onchange = () => (input.files.length ? resolve([...input.files]) : reject(cancelled()));
    input.oncancel = () => reject(cancelled());
    input.click();
  });
}

/** @param {File} file */
const temporary = (file) => ({ tempFilePath: URL.createObjectURL(file), size: file.size, fileType: file.type.startsWith('video/') ? 'video' : 'image' });

async function chooseMedia({ count = 9, mediaType = ['image', 'video'] }) {
  const files = await choose({ accept: mediaType.map((type) => `${type === 'mix' ? 'image' : type}/*`).join(','), multiple: count > 1 });
  const tempFiles = files.slice(0, count).map(temporary);
  return { tempFiles, type: tempFiles[0].fileType };
}

async function chooseImage({ count = 9 }) {
  const { tempFiles } = await chooseMedia({ count, mediaType: ['image'] });
  return { tempFilePaths: tempFiles.map((file) => file.tempFilePath), tempFiles: tempFiles.map(({ tempFilePath: path, size }) => ({ path, size })) };
}

/** @param {string} src */
function imageInfo(src) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight, path: src, orientation: 'up', type: 'unknown' });
    image.onerror = () => reject(new Refusal('file not found'));
    image.src = src;
  });
}

/**
 * The body of a form with one file.
 * @param {Blob} file
 * @param {{ name: string, formData?: Record<string, unknown> }} options
 */
async function multipart(file, { name, formData = {} }) {
  const form = new FormData();
  Object.entries(formData).forEach(([key, value]) => form.append(key, String(value)));
  form.append(name, file, 'file');
  const encoded = new Response(form);
  return { type: encoded.headers.get('content-type'), data: await encoded.arrayBuffer() };
}

/** What a transfer tells while it runs: here once, at its end. */
function createProgress() {
  const progress = createEvent();
  const headers = createEvent();
  return {
    headers,
    full: (bytes) =>
      progress.emit({
        progress: 100,
        totalBytesSent: bytes,
        totalBytesExpectedToSend: bytes,
        totalBytesWritten: bytes,
        totalBytesExpectedToWrite: bytes,
      }),
    task: {
      onProgressUpdate: progress.on,
      offProgressUpdate: progress.off,
      onHeadersReceived: headers.on,
      offHeadersReceived: headers.off,
    },
  };
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {ReturnType<typeof import('./proxy.mjs').createProxy>} proxy
 * @param {(images: string[], at: number) => Promise<void>} show Shows pictures over the page.
 */
export function files({ api, task }, proxy, show) {
  const upload = (options) => {
    const { headers, full, task: told } = createProgress();
    const { work, abort } = endable(async (signal) => {
      const { type, data } = await multipart(await (await fetch(options.filePath)).blob(), options);
      const reply = await proxy.send({ url: options.url, method: 'POST', header: { ...options.header, 'content-type': type }, data }, signal);
      headers.emit({ header: reply.header });
      full(data.byteLength);
      return { statusCode: reply.statusCode, data: parse(new TextDecoder().decode(reply.bytes), 'text') };
    }, options.timeout);
    return { task: { ...told, abort }, work };
  };

  const download = (options) => {
    const { headers, full, task: told } = createProgress();
    const { work, abort } = endable(async (signal) => {
      const reply = await proxy.send({ url: options.url, method: 'GET', header: options.header ?? {} }, signal);
      headers.emit({ header: reply.header });
      full(reply.bytes.length);
      return { statusCode: reply.statusCode, tempFilePath: URL.createObjectURL(new Blob([reply.bytes])) };
    }, options.timeout);
    return { task: { ...told, abort }, work };
  };

  return {
    chooseMedia: api('chooseMedia', chooseMedia),
    chooseImage: api('chooseImage', chooseImage),
    getImageInfo: api('getImageInfo', ({ src }) => imageInfo(src)),
    previewImage: api('previewImage', ({ urls, current }) => void show(urls, Math.max(0, urls.indexOf(current)))),
    uploadFile: task('uploadFile', upload),
    downloadFile: task('downloadFile', download),
  };
}
