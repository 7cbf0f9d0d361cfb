// All state codes of the live tags that the project knows, by the kind of what they mean.
import { states } from './project.mjs';

const RANGES = [[-100100, -100000], [-3400, -1300], [0, 11000]];

/** @param {(code: number) => { kind: string, name: string }} meaning */
function known(meaning) {
  const codes = RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  return codes.map((code) => ({ code, ...meaning(code) })).filter(({ kind }) => kind !== 'unknown');
}

const all = { pusher: known(states.pusherState), player: known(states.playerState) };
const missing = states.stateNames.filter((name) => ![...all.pusher, ...all.player].some((state) => state.name === name));
if (missing.length) throw new Error(`no code in the ranges means ${missing}`);

export const { pusher, player } = all;
