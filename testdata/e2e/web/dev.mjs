// mlvb dev, as its ready line tells of it.

/**
 * @typedef {{ view: string, server: string, media: { url: string, sample: { push: string, rtmp: string, flv: string } } }} Dev
 */

/** The run that all tests of a suite share. @type {Dev} */
export const dev = JSON.parse(process.env.MLVB_DEV ?? '{}');

/**
 * A stream of a new user, with its signed addresses.
 * @param {Dev} run
 * @returns {Promise<{ streamName: string, pushURL: string, play: { rtmp: string, flv: string } }>}
 */
export async function newStream({ server }) {
  const { token } = await post(`${server}/api/login`, { code: 'dev' });
  return post(`${server}/api/stream-url`, {}, { authorization: `Bearer ${token}` });
}

async function post(url, body, headers = {}) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
