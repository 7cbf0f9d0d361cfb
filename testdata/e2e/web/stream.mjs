// An FLV file sent as a live stream is: what a player needs to begin with at once, the rest as time goes by.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Milliseconds that a viewer gets at once, and between two deliveries. */
const HEAD_START = 2000;
const STEP = 200;

const HEADER = 13;
const TAG_HEADER = 11;
const TAG_TRAILER = 4;

/** Tags with their timestamps, in ms. @param {Buffer} flv */
function* tagsOf(flv) {
  for (let at = HEADER; at + TAG_HEADER <= flv.length; ) {
    const end = at + TAG_HEADER + flv.readUIntBE(at + 1, 3) + TAG_TRAILER;
    yield { time: flv.readUIntBE(at + 4, 3) + flv[at + 7] * 0x1000000, data: flv.subarray(at, end) };
    at = end;
  }
}

/**
 * Sends the still picture until the response closes.
 * @param {import('node:http').ServerResponse} response
 * @returns Stops it before that, without a word.
 */
export function sendStream(response) {
  const flv = readFileSync(path.join(process.env.MLVB_PICTURES, 'still.flv'));
  const tags = [...tagsOf(flv)];
  let sent = 0;
  let upTo = HEAD_START;
  const send = () => {
    for (; sent < tags.length && tags[sent].time <= upTo; sent += 1) response.write(tags[sent].data);
    upTo += STEP;
  };
  response.writeHead(200, { 'content-type': 'video/x-flv', 'access-control-allow-origin': '*' }).write(flv.subarray(0, HEADER));
  send();
  const timer = setInterval(send, STEP);
  const stop = () => clearInterval(timer);
  response.on('close', stop);
  return stop;
}
