/**
 * What the wheels of a `<picker>` hold for times and dates.
 */

const two = (number) => String(number).padStart(2, '0');

/** @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

/** @param {string} text `HH:mm` @param {string} fallback @returns {number[]} */
const timeOf = (text, fallback) => (/^\d{1,2}:\d{1,2}$/.test(text) ? text : fallback).split(':').map(Number);

/**
 * @param {{ value: string, start: string, end: string }} options As `HH:mm`.
 * @returns {{ columns: string[][], chosen: number[] }}
 */
export function timeColumns({ value, start, end }) {
  const [first, last] = [timeOf(start, '00:00'), timeOf(end, '23:59')];
  const [hour, minute] = timeOf(value, '00:00');
  const hours = range(first[0], last[0]);
  const at = Math.max(0, hours.indexOf(hour));
  const minutes = range(hours[at] === first[0] ? first[1] : 0, hours[at] === last[0] ? last[1] : 59);
  return { columns: [hours.map(two), minutes.map(two)], chosen: [at, Math.max(0, minutes.indexOf(minute))] };
}

/** @param {string} text `YYYY-MM-DD`, or less of it. @param {number[]} fallback */
function dateOf(text, fallback) {
  if (!/^\d{4}(-\d{1,2}){0,2}$/.test(text)) return fallback;
  const given = text.split('-').map(Number);
  return fallback.map((part, at) => given[at] ?? part);
}

const PARTS = { year: 1, month: 2, day: 3 };

/**
 * @param {{ value: string, start: string, end: string, fields: string }} options As `YYYY-MM-DD`.
 * @param {Date} today
 * @returns {{ columns: string[][], chosen: number[] }}
 */
export function dateColumns({ value, start, end, fields }, today) {
  const now = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const first = dateOf(start, [1900, 1, 1]);
  const last = dateOf(end, [2100, 12, 31]);
  const wanted = dateOf(value, now);
  const columns = [];
  const chosen = [];
  const picked = [];
  for (let part = 0; part < (PARTS[fields] ?? 3); part += 1) {
    const whole = [[0, 9999], [1, 12], [1, new Date(picked[0], picked[1], 0).getDate()]][part];
    const onEdge = (edge) => picked.every((each, at) => each === edge[at]);
    const numbers = range(onEdge(first) ? first[part] : whole[0], onEdge(last) ? last[part] : whole[1]);
    const at = Math.max(0, Math.min(numbers.length - 1, wanted[part] - numbers[0]));
    columns.push(numbers.map(part === 0 ? String : two));
    chosen.push(at);
    picked.push(numbers[at]);
  }
  return { columns, chosen };
}

/**
 * @param {unknown[]} list
 * @param {string} [key] Of the text, where the entries are objects.
 */
export const textsOf = (list, key) => list.map((each) => String(key && each && typeof each === 'object' ? each[key] : each));
